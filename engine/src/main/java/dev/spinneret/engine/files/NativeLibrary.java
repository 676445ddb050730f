package dev.spinneret.engine.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// A native library inside the program's jar, kept unpacked in a directory that only its user can
/// read or write: `spinneret/native` in `$XDG_CACHE_HOME`, by default in `~/.cache`.
///
/// Left to themselves, the dependencies unpack their libraries to the temporary directory at each
/// start, and leave them there after kill -9. Here each is unpacked once; its name carries the
/// checksum that the jar has of it, and what lies there is compared with that before it is loaded.
/// Where there is no such directory, or nothing in it can be executed, the dependency's own way
/// remains.
public final class NativeLibrary {
  private static final String OWNER_ONLY = "rwx------";

  private NativeLibrary() {}

  /// Loads a library into the process.
  ///
  /// @param resource its name in the jar, such as `lib/linux-x86_64/libbrotli.so`
  /// @return the file that it was loaded from; null when it is not in a jar, or cannot be unpacked
  ///   or loaded
  @SuppressWarnings("restricted")
  public static synchronized @Nullable Path load(String resource) {
    var directory = directory();
    var url = NativeLibrary.class.getClassLoader().getResource(resource);
    if (directory == null || url == null) {
      return null;
    }
    try {
      var file = unpacked(url, directory);
      if (file != null) {
        System.load(file.toString());
      }
      return file;
    } catch (IOException | UnsatisfiedLinkError _) {
      return null;
    }
  }

  /// Loads a library into the process, if need be from a temporary file, which is deleted as soon
  /// as it is loaded: for a library whose dependency does not load it by itself.
  ///
  /// @param resource its name in the jar
  /// @return whether it is loaded
  @SuppressWarnings("restricted")
  public static synchronized boolean loadAnyway(String resource) {
    if (load(resource) != null) {
      return true;
    }
    var name = resource.substring(resource.lastIndexOf('/') + 1);
    try (var in = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return false;
      }
      var directory = Files.createTempDirectory("spinneret");
      var file = directory.resolve(name);
      try {
        unpack(in, file);
        System.load(file.toString());
        return true;
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException | UnsatisfiedLinkError _) {
      return false;
    }
  }

  /// The directory for unpacked libraries, made when it is missing.
  ///
  /// @return null when it cannot be made, or belongs to somebody else
  public static @Nullable Path directory() {
    return directory(System.getenv());
  }

  static @Nullable Path directory(Map<String, String> environment) {
    var cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    var home = environment.getOrDefault("HOME", "");
    if (!cache.startsWith("/")) {
      if (!home.startsWith("/")) {
        return null;
      }
      cache = home + "/.cache";
    }
    var directory = Path.of(cache, "spinneret", "native");
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(Objects.requireNonNull(directory.getParent()));
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      }
      return isPrivate(directory) ? directory : null;
    } catch (IOException | UnsupportedOperationException _) {
      return null;
    }
  }

  /// Whether nobody else can put a file there.
  private static boolean isPrivate(Path directory) throws IOException {
    var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    return permissions.equals(OWNER_ONLY)
        && Files.getOwner(directory).getName().equals(System.getProperty("user.name"));
  }

  /// The operating system and processor, as the directories of many libraries are called.
  ///
  /// @param linux for Linux on x86-64
  /// @param linuxArm for Linux on 64-bit ARM
  /// @param macArm for macOS on 64-bit ARM
  /// @return the one that fits this machine; null for others
  public static @Nullable String forThisMachine(String linux, String linuxArm, String macArm) {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arm = System.getProperty("os.arch").equals("aarch64");
    if (system.startsWith("linux")) {
      return arm ? linuxArm : System.getProperty("os.arch").equals("amd64") ? linux : null;
    }
    return system.startsWith("mac") && arm ? macArm : null;
  }

  /// The file in the directory that holds what the URL names.
  ///
  /// @return null when the URL leads to no entry of a jar
  static @Nullable Path unpacked(URL url, Path directory) throws IOException {
    if (!(url.openConnection() instanceof JarURLConnection connection)) {
      return null;
    }
    var entry = connection.getJarEntry();
    var name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    var file = directory.resolve("%08x-%s".formatted(entry.getCrc(), name));
    if (!holds(file, entry)) {
      try (var in = connection.getInputStream()) {
        unpack(in, file);
      }
    }
    return file;
  }

  private static boolean holds(Path file, ZipEntry entry) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != entry.getSize()) {
      return false;
    }
    var checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue() == entry.getCrc();
  }

  /// In one step: another process may be loading it.
  private static void unpack(InputStream in, Path file) throws IOException {
    var unfinished = Files.createTempFile(file.getParent(), ".unpacking-", "");
    try {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(OWNER_ONLY));
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}

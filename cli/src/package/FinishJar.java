import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The last step of packaging: `java FinishJar.java SHADED.jar PROGRAM.jar [--no-cache]`.
///
/// In the program's own classes switches over types become plain code: see `TypeSwitches`. Then the
/// program moves to its name in one step, so that a process that runs the old one goes on
/// undisturbed, and the cache is made from a few runs of it. Without the cache the program only
/// starts more slowly, so nothing about it fails the build.
///
/// The cache's name carries a digest of the program's content, which stands in the jar's own
/// comment, and the Java that made it: a jar can never be run with another one's classes. (The
/// JVM's own check cannot be relied on: JDK-8377932, open in 25.0.3.)
final class FinishJar {
  private static final String OURS = "dev/spinneret/";

  private static final int DIGEST_DIGITS = 16;

  private FinishJar() {}

  public static void main(String[] args) throws Exception {
    var shaded = Path.of(args[0]);
    var program = Path.of(args[1]).toAbsolutePath();
    var unfinished = program.resolveSibling(program.getFileName() + ".tmp");
    var digest = copy(shaded, unfinished);
    deleteCaches(program);
    Files.move(unfinished, program, REPLACE_EXISTING, ATOMIC_MOVE);
    Files.delete(shaded);
    if (args.length < 3 || !args[2].equals("--no-cache")) {
      cache(program, digest);
    }
  }

  /// Copies the jar.
  ///
  /// @return the digest of its entries, which is also the copy's comment
  private static String copy(Path from, Path to) throws Exception {
    var sha256 = MessageDigest.getInstance("SHA-256");
    try (var in = new JarFile(from.toFile());
        var loader = new URLClassLoader(new URL[] {from.toUri().toURL()}, null);
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      var file =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ConstantPoolSharingOption.NEW_POOL,
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.defaultResolver()
                      .orElse(ClassHierarchyResolver.ofResourceParsing(loader))));
      for (var entry : Collections.list(in.entries())) {
        if (entry.isDirectory()) {
          continue; // Nobody asks for it, and whoever opens the jar reads its name.
        }
        byte[] bytes;
        try (InputStream content = in.getInputStream(entry)) {
          bytes = content.readAllBytes();
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        var isOurs = entry.getName().startsWith(OURS) && entry.getName().endsWith(".class");
        var kept = isOurs ? TypeSwitches.lowered(file, bytes) : bytes;
        out.write(kept);
        out.closeEntry();
        sha256.update((entry.getName() + "\0" + kept.length + "\0").getBytes(UTF_8));
        sha256.update(kept);
      }
      var digest = HexFormat.of().formatHex(sha256.digest()).substring(0, DIGEST_DIGITS);
      out.setComment(digest);
      return digest;
    }
  }

  private static String cacheName(Path program, String rest) {
    return program.getFileName().toString().replace(".jar", "-" + rest + ".aot");
  }

  private static void deleteCaches(Path program) throws IOException {
    try (var old = Files.newDirectoryStream(program.getParent(), cacheName(program, "*") + "*")) {
      for (var cache : old) {
        Files.delete(cache);
      }
    }
  }

  /// Runs the program's own training under the JVM's recorder. The cache moves to its name only
  /// when it is whole. Profiles, which only the optimising compiler reads, are left out: every
  /// start would map them.
  private static void cache(Path program, String digest) throws IOException, InterruptedException {
    var name = cacheName(program, digest + "-" + System.getProperty("java.runtime.version"));
    var unfinished = program.resolveSibling(name + ".tmp");
    var trained = train(program, unfinished);
    if (trained == 0 && Files.exists(unfinished) && isSound(program, unfinished)) {
      var cache = program.resolveSibling(name);
      Files.move(unfinished, cache, REPLACE_EXISTING, ATOMIC_MOVE);
      writeChecksum(cache);
    }
  }

  /// Trains over http, and over https where a key can be made.
  ///
  /// @return the exit code
  private static int train(Path program, Path unfinished) throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("spinneret");
    try (var site = TrainingServer.start(directory)) {
      return train(
          program,
          unfinished,
          "-Dspinneret.train.https=" + site.url(),
          "-Dspinneret.train.ca=" + site.certificate());
    } catch (GeneralSecurityException | IOException _) {
      return train(program, unfinished, "-Dspinneret.train.https=", "-Dspinneret.train.ca=");
    } finally {
      delete(directory);
    }
  }

  private static int train(Path program, Path unfinished, String site, String certificate)
      throws IOException, InterruptedException {
    return exitCode(
        "-XX:-AOTRecordTraining",
        "-XX:AOTCacheOutput=" + unfinished,
        "-Dspinneret.train=true",
        site,
        certificate,
        "-jar",
        program.toString(),
        "train");
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /// Whether the JVM starts from a cache whose checksums it compares.
  private static boolean isSound(Path program, Path cache)
      throws IOException, InterruptedException {
    return exitCode(
            "-XX:+VerifySharedSpaces",
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + cache,
            "-jar",
            program.toString(),
            "--version")
        == 0;
  }

  private static int exitCode(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }

  /// Writes what `cksum` (POSIX) says of a cache beside it, for the launcher to compare. It is the
  /// newer of the two as long as nobody touches the cache.
  private static void writeChecksum(Path cache) throws IOException, InterruptedException {
    var sum = cache.resolveSibling(cache.getFileName() + ".sum");
    var process =
        new ProcessBuilder("cksum")
            .redirectInput(cache.toFile())
            .redirectOutput(sum.toFile())
            .start();
    if (process.waitFor() != 0) {
      Files.delete(sum);
    }
  }
}

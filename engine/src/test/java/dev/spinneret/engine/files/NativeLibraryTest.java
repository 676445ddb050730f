package dev.spinneret.engine.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;

  @Test
  void theDirectoryIsForItsUserAlone() throws IOException {
    var directory = NativeLibrary.directory(Map.of("HOME", home.toString()));
    assertEquals(home.resolve(".cache/spinneret/native"), directory);
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    var elsewhere = Map.of("HOME", home.toString(), "XDG_CACHE_HOME", home + "/c");
    assertEquals(home.resolve("c/spinneret/native"), NativeLibrary.directory(elsewhere));
  }

  @Test
  void aDirectoryThatOthersCanWriteToIsNotUsed() throws IOException {
    var environment = Map.of("HOME", home.toString());
    var directory = NativeLibrary.directory(environment);
    assertNotNull(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertNull(NativeLibrary.directory(environment));
  }

  @Test
  void aLinkInPlaceOfTheDirectoryIsNotUsed() throws IOException {
    var cache = Files.createDirectories(home.resolve(".cache/spinneret"));
    Files.createSymbolicLink(cache.resolve("native"), Files.createDirectory(home.resolve("else")));
    assertNull(NativeLibrary.directory(Map.of("HOME", home.toString())));
  }

  @Test
  void withoutAHomeThereIsNone() {
    assertNull(NativeLibrary.directory(Map.of()));
    assertNull(NativeLibrary.directory(Map.of("HOME", "relative")));
    assertNull(NativeLibrary.directory(Map.of("HOME", "/dev/null")));
  }

  @Test
  void aLibraryIsUnpackedOnce() throws IOException {
    var url = jarWith(CONTENT);
    var file = NativeLibrary.unpacked(url, home);
    assertNotNull(file);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    var key = Files.readAttributes(file, "*").get("fileKey");
    assertEquals(file, NativeLibrary.unpacked(url, home));
    assertEquals(key, Files.readAttributes(file, "*").get("fileKey"), "the same file");
  }

  @Test
  void aDamagedLibraryIsUnpackedAgain() throws IOException {
    var url = jarWith(CONTENT);
    var file = NativeLibrary.unpacked(url, home);
    assertNotNull(file);
    Files.writeString(file, "a librarx");
    assertEquals(file, NativeLibrary.unpacked(url, home));
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  @Test
  void anotherVersionHasAnotherName() throws IOException {
    var first = NativeLibrary.unpacked(jarWith(CONTENT), home);
    assertNotEquals(first, NativeLibrary.unpacked(jarWith(new byte[9]), home));
  }

  private URL jarWith(byte[] content) throws IOException {
    var jar = Files.createTempFile(home, "a", ".jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("lib/x/liba.so"));
      out.write(content);
    }
    return URI.create("jar:" + jar.toUri() + "!/lib/x/liba.so").toURL();
  }
}

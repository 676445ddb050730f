package dev.spinneret.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path directory;

  private static void write(ReportFile file, String text) {
    file.write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void nothingChangesUntilItIsWritten() throws IOException {
    var old = Files.writeString(directory.resolve("old.html"), "old");
    var file = ReportFile.of("-o", old.toString());
    var absent = ReportFile.of("-o", directory.resolve("new.html").toString());
    assertEquals("old", Files.readString(old));
    assertFalse(Files.exists(directory.resolve("new.html")));
    write(file, "new");
    write(absent, "new");
    assertEquals("new", Files.readString(old));
    assertEquals("new", Files.readString(directory.resolve("new.html")));
  }

  @Test
  void theModeOfAFileStaysAndANewOneHasTheUsualOrIsPrivate() throws IOException {
    for (var mode : List.of("rw-r-----", "rw-rw-rw-")) {
      var old = Files.writeString(directory.resolve("old"), "old");
      Files.setPosixFilePermissions(old, PosixFilePermissions.fromString(mode));
      write(ReportFile.of("-o", old.toString()), "new");
      assertEquals(mode, mode(old));
      write(ReportFile.ofPrivate("-o", old.toString()), "newer");
      assertEquals(mode, mode(old));
    }
    var usual = Files.writeString(directory.resolve("usual"), "");
    write(ReportFile.of("-o", directory.resolve("a").toString()), "new");
    assertEquals(mode(usual), mode(directory.resolve("a")));
    write(ReportFile.ofPrivate("-o", directory.resolve("b").toString()), "new");
    assertEquals("rw-------", mode(directory.resolve("b")));
  }

  @Test
  void whatCannotBeWrittenIsNamedBeforehand() {
    for (var name : List.of(directory.toString(), directory + "/no/such")) {
      var refused = assertThrows(UsageException.class, () -> ReportFile.of("-o", name));
      var message = String.valueOf(refused.getMessage());
      assertTrue(message.startsWith("-o " + name + ": cannot be written: "), message);
    }
  }
}

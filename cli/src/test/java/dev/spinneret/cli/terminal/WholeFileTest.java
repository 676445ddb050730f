package dev.spinneret.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path directory;

  private static void write(Path file, String text) {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFileThatCannotBeWrittenStaysAsItWas() throws IOException {
    var file = directory.resolve("a");
    write(file, "old");

    assertThrows(
        OutputException.class,
        () ->
            WholeFile.write(
                file,
                out -> {
                  out.write('n');
                  throw new IOException("full");
                }));

    assertEquals("old", Files.readString(file));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
    var target = directory.resolve("target");
    Files.writeString(target, "old");
    var link = Files.createSymbolicLink(directory.resolve("link"), target);

    write(link, "new");

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
  }

  @Test
  void aPipeIsWrittenToAndNotReplaced() throws Exception {
    var pipe = directory.resolve("pipe");
    assumeTrue(File.separatorChar == '/', "there are no named pipes");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var reader = new FutureTask<>(() -> Files.readString(pipe));
    Thread.startVirtualThread(reader);

    write(pipe, "text");

    assertEquals("text", reader.get(10, TimeUnit.SECONDS));
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void aDirectoryIsRefused() {
    assertThrows(OutputException.class, () -> write(directory, "text"));
  }
}

package dev.spinneret.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file that is there whole or not at all, and that only its owner may read: it is written
/// beside the old one, and then takes its place.
///
/// A symbolic link stays, and the file that it leads to is replaced. What is there and no regular
/// file, such as a pipe or a device, is not replaced but written to.
public final class WholeFile {
  private WholeFile() {}

  /// What writes the contents.
  @FunctionalInterface
  public interface Contents {
    /// Writes everything.
    ///
    /// @param out closed by the caller
    /// @throws IOException if it cannot be written
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file.
  ///
  /// @param file need not be there
  /// @param contents writes them, once
  /// @throws OutputException if it cannot be written; the old file is as it was
  public static void write(Path file, Contents contents) {
    try {
      var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        writeTo(target, contents);
        return;
      }
      var part = Files.createTempFile(target.getParent(), ".spinneret-", ".part");
      try {
        writeTo(part, contents);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new OutputException(file.toString(), e);
    }
  }

  private static void writeTo(Path file, Contents contents) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      contents.writeTo(out);
    }
  }
}

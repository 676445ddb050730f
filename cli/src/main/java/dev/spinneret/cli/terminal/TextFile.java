package dev.spinneret.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A short text file that a person has edited.
public final class TextFile {
  private TextFile() {}

  /// Reads a file of UTF-8 text.
  ///
  /// @return without the byte order mark that some editors write
  /// @throws java.nio.charset.MalformedInputException if it is not UTF-8
  /// @throws IOException if it cannot be read
  public static String read(Path file) throws IOException {
    var text = Files.readString(file);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A row of the README's table.
///
/// @param seed the program that is meant
/// @param program the class that is its counterpart
/// @param test the class that tests it
/// @param prints a part of its output
record ReadmeRow(String seed, String program, String test, String prints) {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|]+) \\| `(\\w+)` \\| `(\\w+)` \\| `([^|]+)` \\|$", Pattern.MULTILINE);

  static List<ReadmeRow> all() throws IOException {
    return ROW.matcher(Files.readString(Path.of("README.md")))
        .results()
        .map(row -> new ReadmeRow(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  @Override
  public String toString() {
    return program;
  }
}

package dev.spinneret.cli.step;

import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of standard input, read one by one as they come.
final class InputLines {
  private final BufferedReader lines;

  /// @param in standard input, UTF-8
  InputLines(InputStream in) {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// Reads the next line; blocks.
  ///
  /// @return null at the end
  /// @throws UsageException if standard input cannot be read
  @Nullable String next() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UsageException("cannot read standard input: " + Failures.reason(e));
    }
  }

  /// Reads the next line that is not blank; blocks.
  ///
  /// @return null at the end
  /// @throws UsageException if standard input cannot be read
  @Nullable String nextNotBlank() {
    var line = next();
    while (line != null && line.isBlank()) {
      line = next();
    }
    return line;
  }
}

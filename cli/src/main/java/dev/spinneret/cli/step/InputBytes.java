package dev.spinneret.cli.step;

import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The whole of a file that was named on the command line.
final class InputBytes {
  private InputBytes() {}

  /// Reads it.
  ///
  /// @param name of the file; `-` is standard input
  /// @return its bytes
  static byte[] of(String name) {
    var shown = WebUrl.parse(name, null) == null ? name : Masks.url(name);
    try {
      return name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
    } catch (NoSuchFileException _) {
      throw new UsageException("cannot read %s: there is no such file".formatted(shown));
    } catch (IOException e) {
      throw new UsageException("cannot read %s: %s".formatted(shown, Failures.reason(e)));
    } catch (InvalidPathException e) {
      throw new UsageException("cannot read %s: %s".formatted(shown, e.getReason()));
    }
  }
}

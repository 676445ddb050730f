package dev.spinneret.cli.flag;

import dev.spinneret.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a command that sorts on disk keeps its temporary files: `--temp-dir`.
public final class TemporaryDirectory {
  /// For the tables of such commands.
  public static final Flag<Path> FLAG =
      Flag.of(
          "--temp-dir=DIR",
          Kind.DIRECTORY,
          "The directory for temporary files, which large crawls need.");

  private TemporaryDirectory() {}

  /// The directory that was typed.
  ///
  /// @return null for the JVM's
  /// @throws UsageException if it is not a directory
  public static @Nullable Path of(Values typed) {
    var directory = typed.find(FLAG);
    if (directory != null && !Files.isDirectory(directory)) {
      throw new UsageException(
          "--temp-dir %s: must be a directory that exists".formatted(directory));
    }
    return directory;
  }
}

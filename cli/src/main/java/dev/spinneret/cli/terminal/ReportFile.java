package dev.spinneret.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that a command writes at its end. What was there before stays until then, however the
/// command ends.
public final class ReportFile {
  private final String name;
  private final boolean isPrivate;

  private ReportFile(String name, boolean isPrivate) {
    this.name = name;
    this.isPrivate = isPrivate;
  }

  /// Makes sure that a file can be written later; changes nothing.
  ///
  /// @param flag that names it
  /// @param name of the file, perhaps one of those of standard output
  /// @throws UsageException if it cannot be written
  public static ReportFile of(String flag, String name) {
    return of(flag, name, false);
  }

  /// The same for a file that only its owner may read, unless it is there with another mode.
  ///
  /// @throws UsageException if it cannot be written
  public static ReportFile ofPrivate(String flag, String name) {
    return of(flag, name, true);
  }

  private static ReportFile of(String flag, String name, boolean isPrivate) {
    try {
      if (!StandardOutput.isFile(name)) {
        check(Path.of(name));
      }
    } catch (IOException e) {
      throw new UsageException(
          "%s %s: cannot be written: %s".formatted(flag, name, Failures.reason(e)));
    }
    return new ReportFile(name, isPrivate);
  }

  private static void check(Path file) throws IOException {
    var target = Files.exists(file) ? file : file.toAbsolutePath().getParent();
    if (target == null || !Files.exists(target)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    if (!Files.isWritable(target)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  /// Writes the file.
  ///
  /// @param contents writes them
  /// @throws OutputException if it cannot be written
  /// @throws ClosedPipeException if it is standard output, whose reader has left
  public void write(WholeFile.Contents contents) {
    if (StandardOutput.isFile(name)) {
      StandardOutput.write(out -> {
        contents.writeTo(out);
        return true;
      });
    } else {
      WholeFile.writeWithMode(Path.of(name), isPrivate, contents);
    }
  }
}

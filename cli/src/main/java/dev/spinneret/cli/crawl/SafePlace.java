package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/// Where files may be written: not through a symbolic link in a directory that everybody can write
/// to, such as `/tmp`. Another user who put it there could have any file of the user's overwritten
/// (CWE-61).
final class SafePlace {
  private SafePlace() {}

  /// Checks every part of a path.
  ///
  /// @param flag that names the file
  /// @throws UsageException if the path leads through such a link
  static void check(String flag, Path path) {
    var absolute = path.toAbsolutePath();
    for (var part = absolute; part != null; part = part.getParent()) {
      var directory = part.getParent();
      if (directory != null && Files.isSymbolicLink(part) && isWritableByAll(directory)) {
        throw new UsageException(
            "%s %s: %s is a symbolic link in a directory that everybody can write to; name the file that it points to"
                .formatted(flag, path, part));
      }
    }
  }

  private static boolean isWritableByAll(Path directory) {
    try {
      return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}

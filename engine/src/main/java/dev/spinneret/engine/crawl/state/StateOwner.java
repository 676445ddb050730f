package dev.spinneret.engine.crawl.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks the owner of a state file. Whoever can write it decides which URLs are requested and to
/// which lengths the outputs are cut, so another user's file is used only on request.
public final class StateOwner {
  private StateOwner() {}

  /// Rejects a state file, or a journal that SQLite would read with it, of another user.
  ///
  /// @param file the state file; it need not exist
  /// @throws StateException if it does
  public static void check(Path file) {
    for (var suffix : List.of("", "-wal", "-shm", "-journal")) {
      var part = file.resolveSibling(file.getFileName() + suffix);
      try {
        if (Files.exists(part) && !Files.getOwner(part).equals(Files.getOwner(ownFile(part)))) {
          throw new StateException(
              file,
              "%s belongs to %s, another user; --trust-state uses it all the same"
                  .formatted(part.getFileName(), Files.getOwner(part).getName()));
        }
      } catch (IOException e) {
        throw new StateException(file, "its owner cannot be told: " + e.getMessage());
      } catch (UnsupportedOperationException _) {
        return; // a file system without owners
      }
    }
  }

  /// A file of this process's user.
  private static Path ownFile(Path other) {
    var self = Path.of("/proc/self");
    var home = Path.of(System.getProperty("user.home"));
    return Files.exists(self) ? self : Files.exists(home) ? home : other;
  }
}

package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that a command writes: two flags must not name the same one, however it is spelled.
final class DistinctFiles {
  private final Map<Path, String> flags = new LinkedHashMap<>();

  /// Takes one more.
  ///
  /// @param file as typed; null when the flag was not
  /// @throws UsageException if another flag names the same file, it is `-`, or [SafePlace] refuses
  ///   it
  DistinctFiles add(String flag, @Nullable String file) {
    if (file == null) {
      return this;
    }
    if (file.equals("-")) {
      throw new UsageException(
          "%s -: name a file, since standard output is for records".formatted(flag));
    }
    var path = Path.of(file);
    SafePlace.check(flag, path);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return this; // such as /dev/null, which many may write to
    }
    var other = flags.putIfAbsent(real(path), flag + " " + file);
    if (other != null) {
      throw new UsageException("%s %s and %s are the same file".formatted(flag, file, other));
    }
    return this;
  }

  /// Takes a file that is only read: it would be overwritten by what another flag writes.
  ///
  /// @throws UsageException if a flag that was added names the same file
  void reads(String flag, String file) {
    var other = flags.get(real(Path.of(file)));
    if (other != null) {
      throw new UsageException("%s %s and %s are the same file".formatted(flag, file, other));
    }
  }

  /// The file behind links and dots; for one that is not there yet, its name in the real directory.
  private static Path real(Path path) {
    var absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException _) {
      var parent = absolute.getParent();
      try {
        return parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
      } catch (IOException _) {
        return absolute; // opening it reports what is wrong
      }
    }
  }
}

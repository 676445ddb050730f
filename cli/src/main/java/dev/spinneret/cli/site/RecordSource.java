package dev.spinneret.cli.site;

import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.input.Spool;
import java.util.function.Function;

/// Records that can be read more than once.
///
/// @param name what a person calls them, such as the name of a file
/// @param opener opens them at their start, given whether the links of pages are wanted
public record RecordSource(String name, Function<Boolean, RecordFile> opener) {
  /// A file.
  static RecordSource file(String name) {
    return new RecordSource(name, withLinks -> RecordFile.open(name, withLinks));
  }

  /// Records that were spooled as JSON Lines.
  ///
  /// @param name what a person calls them
  public static RecordSource spool(String name, Spool spool) {
    return new RecordSource(name, withLinks -> RecordFile.open(name, spool.input(), withLinks));
  }

  /// Opens them at their start; the caller closes them.
  RecordFile open(boolean withLinks) {
    return opener.apply(withLinks);
  }
}

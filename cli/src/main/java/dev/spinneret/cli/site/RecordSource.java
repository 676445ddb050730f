package dev.spinneret.cli.site;

import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.input.Spool;

/// Records that can be read more than once.
public interface RecordSource {
  /// What a person calls it.
  ///
  /// @return such as the name of a file
  String name();

  /// Opens it at its start.
  ///
  /// @param withLinks whether the links of pages are wanted
  /// @return closed by the caller
  RecordFile open(boolean withLinks);

  /// A file.
  ///
  /// @param name its path
  /// @return records that can be read more than once
  static RecordSource file(String name) {
    return new Reopened(name, withLinks -> RecordFile.open(name, withLinks));
  }

  /// Records that were spooled as JSON Lines.
  ///
  /// @param name what a person calls them
  /// @param spool complete
  /// @return records that can be read more than once
  static RecordSource spool(String name, Spool spool) {
    return new Reopened(name, withLinks -> RecordFile.open(name, spool.input(), withLinks));
  }
}

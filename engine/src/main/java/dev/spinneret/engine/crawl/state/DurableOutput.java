package dev.spinneret.engine.crawl.state;

import java.io.IOException;

/// An output file whose length is committed together with the state.
public interface DurableOutput {

  /// Which output this is, such as the path as given; the same in every run of a crawl.
  ///
  /// @return a stable name
  String name();

  /// Marks the end of what was written so far. Called on the loop's thread, between two records;
  /// does not wait for the file.
  ///
  /// @return the mark
  /// @throws IOException if the file cannot be written
  Mark mark() throws IOException;

  /// Cuts the file back, before anything is written.
  ///
  /// @param bytes the length of the last commit; 0 for a new crawl
  /// @throws IOException if it cannot be cut, or is shorter than that
  void cutTo(long bytes) throws IOException;

  /// A place in an output, between two records.
  @FunctionalInterface
  interface Mark {
    /// Forces everything before this place onto the disk. Called once, on the writer's thread.
    ///
    /// @return the length in bytes that the file has up to this place
    /// @throws IOException if that fails
    long force() throws IOException;
  }
}

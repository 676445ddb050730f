package dev.spinneret.engine.crawl.state;

import java.io.IOException;

/// An output file whose length is committed together with the state.
public interface DurableOutput {

  /// Which output this is, such as the path as given; the same in every run of a crawl.
  ///
  /// @return a stable name
  String name();

  /// Writes what is buffered to the file. Called on the loop's thread, between two records.
  ///
  /// @return the file's length in bytes
  /// @throws IOException if it cannot be written
  long flush() throws IOException;

  /// Forces what [#flush] wrote onto the disk. Called on the writer's thread.
  ///
  /// @throws IOException if that fails
  void force() throws IOException;

  /// Cuts the file back, before anything is written.
  ///
  /// @param bytes the length of the last commit; 0 for a new crawl
  /// @throws IOException if it cannot be cut, or is shorter than that
  void cutTo(long bytes) throws IOException;
}

package dev.spinneret.cli.input;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the records of a file in its order, in one format. Used by one thread.
interface RecordReader extends Closeable {
  /// Reads the next record.
  ///
  /// @return null at the end
  /// @throws CutRecordException if the file ends within a record
  /// @throws BadRecordException if what comes next is no record
  /// @throws IOException if the file cannot be read
  @Nullable InputRecord next() throws IOException;

  /// A place in a file that does not hold a record.
  class BadRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Names the place.
    ///
    /// @param line counted from 1
    BadRecordException(long line, String reason) {
      super("line %d is not a record: %s".formatted(line, reason));
    }
  }

  /// The last line of a file that was not written to its end, as when its crawl was killed or the
  /// disk was full: it has no line end. Nothing comes after it.
  final class CutRecordException extends BadRecordException {
    private static final long serialVersionUID = 1L;
    private final long line;

    CutRecordException(long line) {
      super(line, "the file ends within it");
      this.line = line;
    }

    /// Where the record begins.
    ///
    /// @return counted from 1
    long line() {
      return line;
    }
  }
}

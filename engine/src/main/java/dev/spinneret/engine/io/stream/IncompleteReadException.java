package dev.spinneret.engine.io.stream;

import java.io.EOFException;

/// The stream ended before everything that was asked for had come.
public final class IncompleteReadException extends EOFException {
  private static final long serialVersionUID = 1;

  private final transient byte[] partial;

  IncompleteReadException(byte[] partial, String wanted) {
    super("the stream ended after " + partial.length + " bytes, " + wanted + " was asked for");
    this.partial = partial;
  }

  /// What came before the end.
  ///
  /// @return the bytes, which the reader does not hold any more
  public byte[] partial() {
    return partial;
  }
}

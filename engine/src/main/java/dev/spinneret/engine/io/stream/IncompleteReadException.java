package dev.spinneret.engine.io.stream;

import java.io.EOFException;

/// Thrown if the stream ends before all requested bytes have arrived.
public final class IncompleteReadException extends EOFException {
  private static final long serialVersionUID = 1;

  private final transient byte[] partial;

  IncompleteReadException(byte[] partial, String wanted) {
    super("the stream ended after " + partial.length + " bytes, before " + wanted);
    this.partial = partial;
  }

  /// The bytes before the end.
  ///
  /// @return the bytes, which were removed from the reader
  public byte[] partial() {
    return partial;
  }
}

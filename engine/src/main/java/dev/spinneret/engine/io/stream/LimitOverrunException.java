package dev.spinneret.engine.io.stream;

import java.io.IOException;

/// Thrown if there is no separator within the reader's limit.
public final class LimitOverrunException extends IOException {
  private static final long serialVersionUID = 1;

  private final int consumedBytes;
  private final boolean found;

  LimitOverrunException(boolean found, int consumedBytes, int limitBytes) {
    super(
        (found ? "the separator is found beyond" : "no separator is found within")
            + " the limit of "
            + limitBytes
            + " bytes");
    this.found = found;
    this.consumedBytes = consumedBytes;
  }

  /// Whether the separator is in the buffer, but beyond the limit.
  ///
  /// @return false if it has not arrived
  public boolean isFound() {
    return found;
  }

  /// How many bytes are certain to precede the separator.
  ///
  /// @return the index of the separator, or where the search for it would continue
  public int consumedBytes() {
    return consumedBytes;
  }
}

package dev.spinneret.engine.io.stream;

import java.io.IOException;

/// A separator did not come within the reader's limit.
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

  /// Whether the separator is in the buffer, but too far away.
  ///
  /// @return false when it has not been seen at all
  public boolean isFound() {
    return found;
  }

  /// How many bytes can be taken with certainty before the separator.
  ///
  /// @return where the separator is, or where the search for it would go on
  public int consumedBytes() {
    return consumedBytes;
  }
}

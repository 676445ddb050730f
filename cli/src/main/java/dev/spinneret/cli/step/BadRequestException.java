package dev.spinneret.cli.step;

/// A line of a batch that cannot be answered; its message becomes the answer's `error`.
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Says what is wrong with the line.
  ///
  /// @param message one line, the answer's `error`
  BadRequestException(String message) {
    super(message, null, false, false);
  }
}

package dev.spinneret.cli;

/// A line of a batch that cannot be answered; its message becomes the answer's `error`.
final class BadQuestionException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Says what is wrong with the line.
  ///
  /// @param message one line for the one who asked
  BadQuestionException(String message) {
    super(message, null, false, false);
  }
}

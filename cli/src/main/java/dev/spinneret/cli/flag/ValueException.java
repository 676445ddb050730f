package dev.spinneret.cli.flag;

/// A text that is no value of its [Kind], or none that is allowed.
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ValueException(String message) {
    super(message, null, false, false);
  }

  /// The text cannot be read.
  ///
  /// @param message names the text and what is allowed
  public static ValueException unreadable(String message) {
    return new ValueException(": " + message);
  }

  /// The text can be read, but the value is out of range.
  ///
  /// @param allowed such as `at least 1 is allowed`
  static ValueException outOfRange(Object value, String allowed) {
    return new ValueException(" " + value + ": " + allowed);
  }

  /// The whole message.
  ///
  /// @param name of the flag or argument
  /// @return such as `--rounds 0: at least 1 is allowed`
  public String of(String name) {
    return name + getMessage();
  }
}

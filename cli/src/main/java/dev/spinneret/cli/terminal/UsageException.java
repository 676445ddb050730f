package dev.spinneret.cli.terminal;

/// The command line cannot be carried out as typed: one line for the person, exit code 2.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String underneath;

  /// Says what is wrong.
  ///
  /// @param message one line that names the input and what is allowed
  public UsageException(String message) {
    this(message, "");
  }

  /// Says what is wrong and shows where.
  ///
  /// @param message one line that names the input and what is allowed
  /// @param underneath lines that mark the place in the input
  public UsageException(String message, String underneath) {
    super(message, null, false, false);
    this.underneath = underneath;
  }

  /// Lines that mark the place in the input.
  ///
  /// @return "" when there are none
  public String underneath() {
    return underneath;
  }
}

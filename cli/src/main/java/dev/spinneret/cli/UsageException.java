package dev.spinneret.cli;

/// The command line cannot be carried out as typed: one line for the person, exit code 2.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Says what is wrong.
  ///
  /// @param message one line that names the input and what is allowed
  public UsageException(String message) {
    super(message, null, false, false);
  }
}

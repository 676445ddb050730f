package dev.spinneret.cli.terminal;

/// The reader of standard output has left: the command ends quietly, with success.
public final class ClosedPipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the signal; it carries nothing.
  public ClosedPipeException() {
    super("the reader of standard output has left", null, false, false);
  }
}

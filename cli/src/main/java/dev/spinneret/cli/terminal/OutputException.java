package dev.spinneret.cli.terminal;

import java.io.IOException;

/// An output could not be written, named for the person.
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String target;
  private final IOException failure;

  /// Names the output and the reason.
  ///
  /// @param target a file name, or "standard output"
  /// @param failure what the write threw
  public OutputException(String target, IOException failure) {
    super("cannot write " + target, failure);
    this.target = target;
    this.failure = failure;
  }

  /// Which output.
  ///
  /// @return a file name, or "standard output"
  public String target() {
    return target;
  }

  /// Why.
  public IOException failure() {
    return failure;
  }

  /// The exception for a failed write to standard output: a reader that has left is no error.
  ///
  /// @param failure what the write threw
  public static RuntimeException standardOutput(IOException failure) {
    return StandardOutput.isClosedPipe(failure)
        ? new ClosedPipeException()
        : new OutputException("standard output", failure);
  }
}

package dev.spinneret.engine.crawl.state;

import java.io.IOException;

/// An output of a stored crawl that cannot be written or cut back, such as on a full disk. Earlier
/// commits are safe: once the output is writable again, the same command resumes the crawl.
public final class OutputFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String output;
  private final IOException failure;

  /// Creates the exception.
  ///
  /// @param output the output's name, see [DurableOutput#name]
  /// @param failure why
  public OutputFailedException(String output, IOException failure) {
    super("output " + output + ": " + failure.getMessage(), failure);
    this.output = output;
    this.failure = failure;
  }

  /// Which output.
  ///
  /// @return see [DurableOutput#name]
  public String output() {
    return output;
  }

  /// Why.
  ///
  /// @return what the output threw
  public IOException failure() {
    return failure;
  }
}

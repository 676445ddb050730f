package dev.spinneret.engine.crawl.shared;

/// A shared crawl that cannot be joined or kept: the message names it and what is wrong.
public class SharedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param message which crawl, and what is wrong with it
  public SharedException(String message) {
    super(message);
  }

  /// Creates the exception.
  ///
  /// @param message which crawl, and what is wrong with it
  /// @param cause what the database said
  public SharedException(String message, Throwable cause) {
    super(message, cause);
  }
}

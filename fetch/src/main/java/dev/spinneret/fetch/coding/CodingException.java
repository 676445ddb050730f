package dev.spinneret.fetch.coding;

import dev.spinneret.engine.crawl.port.FailureCause;

/// Encoded data that is corrupt or exceeds a limit.
public final class CodingException extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureCause failureCause;
  private final String detail;

  CodingException(FailureCause failureCause, String detail) {
    super(detail);
    this.failureCause = failureCause;
    this.detail = detail;
  }

  static CodingException corrupt(String detail) {
    return new CodingException(FailureCause.BAD_ENCODING, detail);
  }

  /// Returns the cause of the failure.
  ///
  /// @return BAD_ENCODING or DECOMPRESSION_BOMB
  public FailureCause failureCause() {
    return failureCause;
  }

  /// Returns a description for people.
  ///
  /// @return a phrase
  public String detail() {
    return detail;
  }

  /// A value in the form of an exception, without a stack trace, which would say nothing about the
  /// peer.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

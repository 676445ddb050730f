package dev.spinneret.fetch.coding;

import dev.spinneret.engine.crawl.port.FailureCause;

/// Encoded data that is corrupt or exceeds a limit.
public final class CodingException extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureCause failureCause;
  private final String detail;
  private final boolean isCut;

  CodingException(FailureCause failureCause, String detail) {
    this(failureCause, detail, false);
  }

  private CodingException(FailureCause failureCause, String detail, boolean isCut) {
    super(detail);
    this.failureCause = failureCause;
    this.detail = detail;
    this.isCut = isCut;
  }

  static CodingException corrupt(String detail) {
    return new CodingException(FailureCause.BAD_ENCODING, detail);
  }

  static CodingException cut(String detail) {
    return new CodingException(FailureCause.BAD_ENCODING, detail, true);
  }

  /// Whether only the end of the data is missing: what was decoded is its beginning.
  ///
  /// @return false if the data is corrupt
  public boolean isCut() {
    return isCut;
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

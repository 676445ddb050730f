package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.io.IOException;

/// A fault of the peer, or of the path to it, that ends a phase of a fetch early. It never leaves
/// the fetcher, which turns it into a value.
final class PeerException extends IOException {
  private static final long serialVersionUID = 1;

  private final FailureCause failureCause;
  private final Trait trait;

  /// What else matters about a fault.
  private enum Trait {
    NONE,
    UNTOUCHED,
    IN_CHUNKS,
    LACKS_PARAMETERS,
    STALLED
  }

  PeerException(FailureCause failureCause, String detail) {
    this(failureCause, detail, Trait.NONE);
  }

  /// `untouched` says that the connection ended before the first byte of a reply, or was of no use:
  /// on a reused connection, the request may be sent again (RFC 9112 §9.3.1, RFC 9110 §9.2.2).
  PeerException(FailureCause failureCause, String detail, boolean untouched) {
    this(failureCause, detail, untouched ? Trait.UNTOUCHED : Trait.NONE);
  }

  private PeerException(FailureCause failureCause, String detail, Trait trait) {
    super(detail);
    this.failureCause = failureCause;
    this.trait = trait;
  }

  /// A body whose chunks are malformed, or that ended between two of them.
  static PeerException inChunks(FailureCause failureCause, String detail) {
    return new PeerException(failureCause, detail, Trait.IN_CHUNKS);
  }

  /// A TLS handshake for which this side and the server have no parameters in common.
  static PeerException lackingParameters(String detail) {
    return new PeerException(FailureCause.TLS_PROTOCOL, detail, Trait.LACKS_PARAMETERS);
  }

  /// No reply on a connection, while the server answers over others.
  static PeerException stalled() {
    return new PeerException(
        FailureCause.FIRST_BYTE_TIMEOUT, "no reply on a further connection", Trait.STALLED);
  }

  /// The fault of a connection that had been used before, and on which no whole head came. What
  /// came may be the rest of an earlier reply, and the server may treat a new connection otherwise,
  /// so the request may be sent again.
  PeerException onOldConnection() {
    return switch (failureCause) {
      case BAD_MESSAGE, CLOSED_EARLY, RESET -> new PeerException(failureCause, detail(), true);
      // Not exhaustive: after all others, a new connection would do no better.
      default -> this;
    };
  }

  FailureCause failureCause() {
    return failureCause;
  }

  String detail() {
    var message = getMessage();
    return message == null ? failureCause.name() : message;
  }

  boolean untouched() {
    return trait == Trait.UNTOUCHED;
  }

  boolean isInChunks() {
    return trait == Trait.IN_CHUNKS;
  }

  boolean lacksParameters() {
    return trait == Trait.LACKS_PARAMETERS;
  }

  boolean isStalled() {
    return trait == Trait.STALLED;
  }

  /// A value in the form of an exception, without a stack trace, which would say nothing about the
  /// peer.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

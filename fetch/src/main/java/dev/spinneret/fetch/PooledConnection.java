package dev.spinneret.fetch;

import dev.spinneret.fetch.http.ReplyReader;
import org.jspecify.annotations.Nullable;

/// An open connection with the state that it keeps between exchanges.
final class PooledConnection {
  final ByteStream stream;
  final ReplyReader reader;

  /// Whether an exchange has completed on the connection, and left it open.
  boolean reused;

  /// When the connection expires, on the dialer's clock.
  long expiresAtNanos;

  /// How long the server announced to keep the connection; [Long#MAX_VALUE] if it announced
  /// nothing.
  long keptNanos = Long.MAX_VALUE;

  /// How much memory it holds while it is idle.
  int heldBytes;

  @Nullable Origin origin;
  @Nullable PooledConnection older;
  @Nullable PooledConnection newer;

  private final ConnectionSlots slots;

  PooledConnection(ByteStream stream, ReplyReader reader, ConnectionSlots slots) {
    this.stream = stream;
    this.reader = reader;
    this.slots = slots;
  }

  /// Records a reply.
  ///
  /// @param isKept whether the connection takes another request
  void replied(boolean isKept) {
    slots.replied(isKept && !reused);
    reused |= isKept;
  }

  void close() {
    if (reused) {
      slots.closed();
    }
    stream.close();
  }
}

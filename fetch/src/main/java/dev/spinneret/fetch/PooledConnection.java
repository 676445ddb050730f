package dev.spinneret.fetch;

import dev.spinneret.fetch.http.ReplyReader;
import org.jspecify.annotations.Nullable;

/// An open connection with the state that it keeps between exchanges.
final class PooledConnection {
  final ByteStream stream;
  final ReplyReader reader;

  /// Whether an exchange has completed on the connection.
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

  PooledConnection(ByteStream stream, ReplyReader reader) {
    this.stream = stream;
    this.reader = reader;
  }
}

package dev.spinneret.fetch;

import dev.spinneret.fetch.http.ReplyReader;
import org.jspecify.annotations.Nullable;

/// An open connection with the state that it keeps between exchanges.
final class PooledWire {
  final Wire wire;
  final ReplyReader reader;

  /// Whether an exchange has completed on the connection.
  boolean used;

  /// When the connection expires, on the transport's clock.
  long expiresAtNanos;

  /// How long the server announced to keep the connection; [Long#MAX_VALUE] if it announced
  /// nothing.
  long keptNanos = Long.MAX_VALUE;

  @Nullable Origin origin;
  @Nullable PooledWire older;
  @Nullable PooledWire newer;

  PooledWire(Wire wire, ReplyReader reader) {
    this.wire = wire;
    this.reader = reader;
  }
}

package dev.spinneret.fetch;

import dev.spinneret.fetch.http.ReplyReader;
import org.jspecify.annotations.Nullable;

/// An open connection with what stays with it between exchanges.
final class PooledWire {
  final Wire wire;
  final ReplyReader reader;

  /// Whether an exchange has ended on it well.
  boolean used;

  /// When it is too old to be used again, an instant of the transport's clock.
  long expiresAtNanos;

  /// How long the server says it keeps it; [Long#MAX_VALUE] when it says nothing.
  long keptNanos = Long.MAX_VALUE;

  @Nullable Origin origin;
  @Nullable PooledWire older;
  @Nullable PooledWire newer;

  PooledWire(Wire wire, ReplyReader reader) {
    this.wire = wire;
    this.reader = reader;
  }
}

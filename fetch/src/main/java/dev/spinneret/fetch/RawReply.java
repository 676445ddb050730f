package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.BodyShare;
import dev.spinneret.fetch.http.Event;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A reply as received, byte for byte: status line, fields, and the body with its transfer and
/// content codings. Everything before the last status line (1xx) is omitted.
final class RawReply {
  private final int mostBytes;
  private final @Nullable BodyShare memory;
  private BodyCollector bytes;

  /// @param memory accounts for the reply's memory; null for no accounting
  RawReply(int maxBodyBytes, int maxHeaderBytes, @Nullable BodyShare memory) {
    this.memory = memory;
    // A truncated body has been read up to its limit; codings rarely make it larger.
    mostBytes = (int) Math.min(Integer.MAX_VALUE - 64L, 2L * maxBodyBytes + maxHeaderBytes);
    bytes = new BodyCollector(mostBytes, -1, memory);
  }

  /// Adds what the reader has consumed.
  ///
  /// @param event what the reader found
  /// @param in the reader's input, at its new position
  /// @param from its position before
  void add(Event event, ByteBuffer in, int from) {
    if (event == Event.INTERIM) {
      bytes = new BodyCollector(mostBytes, -1, memory);
    } else if (!bytes.truncated()) {
      bytes.accept(in, from, in.position() - from);
    }
  }

  /// All bytes.
  ///
  /// @return null if there were too many
  byte @Nullable [] take() {
    return bytes.truncated() ? null : bytes.take();
  }
}

package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.BodyShare;
import dev.spinneret.engine.crawl.port.Received;
import dev.spinneret.fetch.http.Event;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A reply as received, byte for byte: status line, fields, and the body with its transfer and
/// content codings. Everything before the last status line (1xx) is omitted. A body without codings
/// is not collected twice.
final class RawReply {
  /// Most heads are shorter.
  private static final int USUAL_HEAD_BYTES = 512;

  private final int maxHeadBytes;
  private final int maxRestBytes;
  private final @Nullable BodyShare memory;
  private BodyCollector head;
  private @Nullable BodyCollector rest;
  private boolean headRead;
  private boolean isShared;
  private boolean isChunked;

  /// @param memory accounts for the reply's memory; null for no accounting
  RawReply(int maxBodyBytes, int maxHeaderBytes, @Nullable BodyShare memory) {
    this.memory = memory;
    // With what stands between the fields.
    maxHeadBytes = (int) Math.min(Integer.MAX_VALUE - 64L, 2L * maxHeaderBytes);
    // A truncated body has been read up to its limit; codings rarely make it larger.
    maxRestBytes = (int) Math.min(Integer.MAX_VALUE - 64L, 2L * maxBodyBytes + maxHeaderBytes);
    head = newHead();
  }

  private BodyCollector newHead() {
    return new BodyCollector(maxHeadBytes, USUAL_HEAD_BYTES, memory);
  }

  /// Adds what the reader has consumed.
  ///
  /// @param event what the reader found
  /// @param in the reader's input, at its new position
  /// @param from its position before
  void add(Event event, ByteBuffer in, int from) {
    if (event == Event.INTERIM) {
      head = newHead();
    } else if (!headRead) {
      add(head, in, from);
      headRead = event == Event.HEAD;
    } else if (rest != null && !isShared) {
      add(rest, in, from);
    }
  }

  private static void add(BodyCollector part, ByteBuffer in, int from) {
    if (!part.truncated()) {
      part.accept(in, from, in.position() - from);
    }
  }

  /// Says after the head that the body has no codings.
  ///
  /// @param body collects it
  void share(BodyCollector body) {
    rest = body;
    isShared = true;
  }

  /// Says after the head that the body has codings.
  ///
  /// @param chunked whether one of them is the chunked transfer coding
  void collectRest(boolean chunked) {
    rest = new BodyCollector(maxRestBytes, -1, memory);
    isChunked = chunked;
  }

  /// Everything.
  ///
  /// @return null if there was too much, or no head (HTTP/0.9)
  @Nullable Received take() {
    var end = rest;
    if (end == null || head.isEmpty() || head.truncated() || (end.truncated() && !isShared)) {
      return null;
    }
    return new Received(head.take(), end.take(), isChunked);
  }
}

package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.Reply;
import dev.spinneret.fetch.http.Event;
import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import java.nio.ByteBuffer;

/// Finds head and payload in a reply that was kept as it came over the connection, see
/// [Reply#raw()].
///
/// The payload is the body without transfer codings but with its content codings (RFC 9110 §6.4).
public final class ReceivedReply {
  private ReceivedReply() {}

  /// Takes the payload, a piece at a time.
  @FunctionalInterface
  public interface Payload {
    /// Takes a piece.
    ///
    /// @param raw the whole reply
    /// @param from where the piece begins in it
    /// @param count its length in bytes, above 0
    void accept(byte[] raw, int from, int count);
  }

  /// Reads a reply once more.
  ///
  /// @param raw all that came
  /// @param truncated whether the end is missing because a limit cut it
  /// @param payload takes the payload
  /// @return the length of the head in bytes, its empty line included; -1 when this is no reply of
  ///   HTTP/1
  public static int read(byte[] raw, boolean truncated, Payload payload) {
    var reader = new ReplyReader(new HeadLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
    reader.start(HttpVersion.HTTP_1_1, false);
    var in = ByteBuffer.wrap(raw);
    var headBytes = -1;
    while (true) {
      switch (reader.next(in)) {
        case INTERIM -> {}
        case HEAD -> headBytes = in.position();
        case BODY -> payload.accept(raw, in.position() - reader.bodyLength(), reader.bodyLength());
        case END -> {
          return headBytes;
        }
        case NEED_DATA -> {
          return truncated || reader.endOfInput() == Event.END ? headBytes : -1;
        }
        case BROKEN -> {
          return -1;
        }
      }
    }
  }
}

package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.http.Event;
import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Head and payload of a reply that was kept as received, see [Reply#raw()].
///
/// The payload is the body without transfer codings but with its content codings (RFC 9110 §6.4).
///
/// @param headBytes length of the head, its empty line included
/// @param payloadBytes length of the payload
public record ReceivedReply(int headBytes, long payloadBytes) {

  /// Receives the payload, a piece at a time.
  @FunctionalInterface
  public interface Payload {
    /// Receives a piece.
    ///
    /// @param raw the whole reply
    /// @param from where the piece begins in it
    /// @param count its length in bytes, above 0
    void accept(byte[] raw, int from, int count);
  }

  /// Reads a reply once more.
  ///
  /// @param raw all bytes received
  /// @param truncated whether the end is missing because a limit cut it
  /// @param payload takes the payload
  /// @return null if this is not an HTTP/1 reply
  public static @Nullable ReceivedReply read(byte[] raw, boolean truncated, Payload payload) {
    var reader = new ReplyReader(new HeadLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
    reader.start(HttpVersion.HTTP_1_1, false);
    var in = ByteBuffer.wrap(raw);
    var headBytes = 0;
    var payloadBytes = 0L;
    while (true) {
      var event = reader.next(in);
      switch (event) {
        case INTERIM -> {}
        case HEAD -> headBytes = in.position();
        case BODY -> {
          payload.accept(raw, in.position() - reader.bodyLength(), reader.bodyLength());
          payloadBytes += reader.bodyLength();
        }
        case NEED_DATA, END, BROKEN -> {
          var whole =
              event == Event.END
                  || (event == Event.NEED_DATA && (truncated || reader.endOfInput() == Event.END));
          return whole && headBytes > 0 ? new ReceivedReply(headBytes, payloadBytes) : null;
        }
      }
    }
  }
}

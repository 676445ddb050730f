package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.Received;
import dev.spinneret.fetch.http.Event;
import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import java.nio.ByteBuffer;

/// The payload of a reply that was received in chunks: its body without transfer codings but with
/// its content codings (RFC 9110 §6.4).
public final class ChunkedPayload {
  private ChunkedPayload() {}

  /// Receives the payload, a piece at a time.
  @FunctionalInterface
  public interface Pieces {
    /// Receives a piece.
    ///
    /// @param octets where it stands
    /// @param from where it begins
    /// @param count its length in bytes, above 0
    void accept(byte[] octets, int from, int count);
  }

  /// Reads the chunks once more.
  ///
  /// @param received with its head, which says how they are to be read
  /// @param truncated whether the end is missing because a limit cut it
  /// @param pieces takes the payload
  /// @return false if they are malformed
  public static boolean read(Received received, boolean truncated, Pieces pieces) {
    var reader = new ReplyReader(new HeadLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
    reader.start(HttpVersion.HTTP_1_1, false);
    if (reader.next(ByteBuffer.wrap(received.head())) != Event.HEAD) {
      return false;
    }
    var in = ByteBuffer.wrap(received.rest());
    while (true) {
      var event = reader.next(in);
      switch (event) {
        case INTERIM, HEAD -> {}
        case BODY -> {
          var count = reader.bodyLength();
          pieces.accept(received.rest(), in.position() - count, count);
        }
        case NEED_DATA, END, BROKEN -> {
          return event == Event.END
              || (event == Event.NEED_DATA && (truncated || reader.endOfInput() == Event.END));
        }
      }
    }
  }
}

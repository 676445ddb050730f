package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.stream.StreamConnection;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.sync.Lock;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A Redis client over streams, used by any number of tasks of one loop at once.
///
/// A command is sent at once, and its task waits for its turn to read: Redis answers in order, so
/// commands of many tasks travel together and nobody waits for a round trip of others.
final class RedisClient implements AutoCloseable {
  private final StreamConnection streams;
  private final Lock reading = new Lock();

  RedisClient(int port) throws IOException {
    streams = Streams.openConnection("127.0.0.1", port);
  }

  /// Sends a command and waits for its answer: a String, a Long, a List of those, or null.
  @Nullable Object call(String... words) throws IOException {
    var command = new StringBuilder("*" + words.length + "\r\n");
    for (var word : words) {
      command.append('$').append(word.getBytes(UTF_8).length).append("\r\n" + word + "\r\n");
    }
    streams.writer().write(command.toString());
    // First come, first served: the order of the replies.
    try (var _ = reading.hold()) {
      return readReply();
    } catch (Cancelled e) {
      // Nobody would take the reply that is still to come.
      close();
      throw e;
    }
  }

  private @Nullable Object readReply() throws IOException {
    var line = streams.reader().readTextLine();
    if (line == null) {
      throw new EOFException("redis has closed the connection");
    }
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '-' -> throw new IOException("redis says " + rest);
      case '$' -> rest.equals("-1") ? null : readText(Integer.parseInt(rest));
      case '*' -> {
        var items = new ArrayList<@Nullable Object>();
        for (int left = Integer.parseInt(rest); left > 0; left--) {
          items.add(readReply());
        }
        yield items;
      }
      default -> throw new IOException("no reply of redis: " + line);
    };
  }

  private String readText(int bytes) throws IOException {
    var text = new String(streams.reader().readExactly(bytes), UTF_8);
    streams.reader().readExactly(2);
    return text;
  }

  @Override
  public void close() {
    streams.close();
  }
}

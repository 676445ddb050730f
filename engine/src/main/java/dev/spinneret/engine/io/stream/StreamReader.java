package dev.spinneret.engine.io.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes from a peer, which one task reads as if it blocked.
///
/// Bytes that have arrived and have not been read are buffered. If the buffer holds more than twice
/// the limit, the transport stops reading, so that the peer has to wait; it continues when the
/// buffer has shrunk to the limit.
public final class StreamReader {
  /// The default limit, in bytes.
  public static final int DEFAULT_LIMIT_BYTES = 64 * 1024;

  private static final byte[] NEW_LINE = {'\n'};

  private final EventLoop loop;
  private final int limitBytes;
  private final ByteQueue buffer = new ByteQueue();
  private @Nullable Transport transport;
  private @Nullable Future<Boolean> waiter;
  private @Nullable IOException failure;
  private boolean ended;
  private boolean paused;

  /// Creates a reader, to which a protocol or the caller feeds data.
  ///
  /// @param loop the loop whose tasks read from it
  /// @param limitBytes how far [#readUntil] and [#readLine] search for a separator; the buffer
  ///   holds twice as much before the peer has to wait
  /// @throws IllegalArgumentException if `limitBytes` is less than 1
  public StreamReader(EventLoop loop, int limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("limit " + limitBytes + ": 1 or more is allowed");
    }
    this.loop = loop;
    this.limitBytes = limitBytes;
  }

  /// Sets the transport, which is paused when too much has arrived.
  ///
  /// @param transport the source of the data
  public void setTransport(Transport transport) {
    this.transport = transport;
  }

  /// Adds bytes that have arrived.
  ///
  /// @param data copied
  public void feedData(ByteBuffer data) {
    if (data.hasRemaining()) {
      buffer.add(data);
      wake();
      var feeding = transport;
      if (feeding != null && !paused && buffer.size() > 2L * limitBytes) {
        feeding.pauseReading();
        paused = true;
      }
    }
  }

  /// Marks the end of the stream.
  public void feedEof() {
    ended = true;
    wake();
  }

  /// Marks the connection as broken: from now on, every read throws.
  ///
  /// @param failure the exception to throw
  public void setException(IOException failure) {
    this.failure = failure;
    wake();
  }

  /// The failure of the connection.
  ///
  /// @return null if it is not broken
  public @Nullable IOException exception() {
    return failure;
  }

  /// Whether the stream has ended and everything has been read.
  ///
  /// @return true at the end of the stream
  public boolean isAtEof() {
    return ended && buffer.size() == 0;
  }

  /// Reads the bytes that have arrived, suspending until there is at least one or the stream has
  /// ended.
  ///
  /// @param maxBytes how many at most
  /// @return at least one byte; none at the end of the stream, or if `maxBytes` is 0
  /// @throws IOException if the connection is broken
  public byte[] read(int maxBytes) throws IOException {
    throwFailure();
    if (maxBytes > 0 && buffer.size() == 0 && !ended) {
      awaitData("read");
    }
    byte[] data = buffer.take(Math.clamp(maxBytes, 0, buffer.size()));
    resumeIfLow();
    return data;
  }

  /// Reads the bytes that have arrived, suspending until there is at least one or the stream has
  /// ended.
  ///
  /// @param dst a buffer with room
  /// @return how many bytes; -1 at the end of the stream
  /// @throws IOException if the connection is broken
  public int read(ByteBuffer dst) throws IOException {
    throwFailure();
    if (buffer.size() == 0 && !ended) {
      awaitData("read");
    }
    int count = buffer.takeInto(dst);
    resumeIfLow();
    return count == 0 && ended ? -1 : count;
  }

  /// Reads everything up to the end of the stream, without a limit, suspending until then.
  ///
  /// @return the bytes
  /// @throws IOException if the connection is broken
  public byte[] readAll() throws IOException {
    throwFailure();
    while (!ended) {
      awaitData("readAll");
    }
    return buffer.take(buffer.size());
  }

  /// Reads a number of bytes, suspending until all have arrived.
  ///
  /// @param count how many; may be more than the limit
  /// @return exactly `count` bytes
  /// @throws IncompleteReadException if the stream ends before; it has the bytes that arrived
  /// @throws IOException if the connection is broken
  /// @throws IllegalArgumentException if `count` is negative
  public byte[] readExactly(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("count " + count + ": 0 or more is allowed");
    }
    throwFailure();
    while (buffer.size() < count) {
      if (ended) {
        throw new IncompleteReadException(buffer.take(buffer.size()), count + " bytes");
      }
      awaitData("readExactly");
    }
    byte[] data = buffer.take(count);
    resumeIfLow();
    return data;
  }

  /// Reads up to a separator, suspending until it has arrived.
  ///
  /// @param separator at least one byte
  /// @return the bytes, with the separator at the end
  /// @throws LimitOverrunException if there are more bytes than the limit before the separator;
  ///   they remain in the buffer
  /// @throws IncompleteReadException if the stream ends before; it has the bytes that arrived
  /// @throws IOException if the connection is broken
  /// @throws IllegalArgumentException if the separator is empty
  public byte[] readUntil(byte[] separator) throws IOException {
    if (separator.length == 0) {
      throw new IllegalArgumentException("the separator is empty, one byte or more is allowed");
    }
    throwFailure();
    int searched = 0;
    while (true) {
      int at = buffer.indexOf(separator, searched);
      if (at > limitBytes) {
        throw new LimitOverrunException(true, at, limitBytes);
      }
      if (at >= 0) {
        byte[] data = buffer.take(at + separator.length);
        resumeIfLow();
        return data;
      }
      searched = Math.max(searched, buffer.size() + 1 - separator.length);
      if (searched > limitBytes) {
        throw new LimitOverrunException(false, searched, limitBytes);
      }
      if (ended) {
        throw new IncompleteReadException(buffer.take(buffer.size()), "a separator");
      }
      awaitData("readUntil");
    }
  }

  /// Reads a line that ends with a line feed, suspending until it has arrived.
  ///
  /// @return the line with its line feed, which only the last line may lack; empty at the end of
  ///   the stream
  /// @throws LimitOverrunException if the line is longer than the limit; the part that has arrived
  ///   is dropped
  /// @throws IOException if the connection is broken
  public byte[] readLine() throws IOException {
    try {
      return readUntil(NEW_LINE);
    } catch (IncompleteReadException e) {
      return e.partial();
    } catch (LimitOverrunException e) {
      buffer.drop(e.isFound() ? e.consumedBytes() + NEW_LINE.length : buffer.size());
      resumeIfLow();
      throw e;
    }
  }

  /// Reads a line of UTF-8 text, suspending until it has arrived.
  ///
  /// @return the line without its line feed, or carriage return and line feed; null at the end of
  ///   the stream
  /// @throws LimitOverrunException as [#readLine]
  /// @throws IOException if the connection is broken
  public @Nullable String readTextLine() throws IOException {
    byte[] line = readLine();
    int length = line.length;
    if (length == 0) {
      return null;
    }
    if (line[length - 1] == '\n') {
      length -= length > 1 && line[length - 2] == '\r' ? 2 : 1;
    }
    return new String(line, 0, length, UTF_8);
  }

  private void throwFailure() throws IOException {
    var broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  /// Suspends until data, the end of the stream or a failure arrives.
  @SuppressWarnings("ReferenceEquality") // Futures are compared by identity.
  private void awaitData(String call) throws IOException {
    if (waiter != null && !waiter.isDone()) {
      throw new IllegalStateException(call + " called while another task waits for this stream");
    }
    resumeAlways();
    Future<Boolean> arrival = loop.createFuture();
    waiter = arrival;
    try {
      arrival.await();
    } finally {
      // A read that was cancelled may have been followed by another in the same turn.
      if (waiter == arrival) {
        waiter = null;
      }
    }
    throwFailure();
  }

  private void wake() {
    var waiting = waiter;
    if (waiting != null && !waiting.isDone()) {
      waiting.setResult(true);
    }
  }

  private void resumeIfLow() {
    if (buffer.size() <= limitBytes) {
      resumeAlways();
    }
  }

  private void resumeAlways() {
    var feeding = transport;
    if (paused && feeding != null) {
      paused = false;
      feeding.resumeReading();
    }
  }
}

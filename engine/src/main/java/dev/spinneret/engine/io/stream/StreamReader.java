package dev.spinneret.engine.io.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes that come from a peer, for one task to read as if it blocked.
///
/// What has arrived and was not asked for waits in a buffer. When that holds more than twice the
/// limit the transport stops reading, so that the peer has to wait; it goes on when the buffer is
/// down to the limit.
public final class StreamReader {
  /// The limit when none is given, in bytes.
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

  /// Creates a reader that is fed by hand or by a protocol.
  ///
  /// @param loop whose tasks read from it
  /// @param limitBytes how far [#readUntil] and [#readLine] look for a separator; half of what is
  ///   buffered at most before the peer has to wait
  /// @throws IllegalArgumentException if `limitBytes` is less than 1
  public StreamReader(EventLoop loop, int limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("limit " + limitBytes + ": 1 or more is allowed");
    }
    this.loop = loop;
    this.limitBytes = limitBytes;
  }

  /// Names the transport that is paused when too much has arrived.
  ///
  /// @param transport feeds this reader
  public void setTransport(Transport transport) {
    this.transport = transport;
  }

  /// Takes in bytes that have arrived.
  ///
  /// @param data is copied
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

  /// Takes in that no more will come.
  public void feedEof() {
    ended = true;
    wake();
  }

  /// Takes in that the connection broke: from now on every read throws.
  ///
  /// @param failure is thrown
  public void setException(IOException failure) {
    this.failure = failure;
    wake();
  }

  /// What broke the connection.
  ///
  /// @return null if nothing did
  public @Nullable IOException exception() {
    return failure;
  }

  /// Whether the peer has ended and everything has been read.
  ///
  /// @return true when there is nothing more to read
  public boolean isAtEof() {
    return ended && buffer.size() == 0;
  }

  /// Reads what is there, suspending until it is at least one byte or the peer has ended.
  ///
  /// @param maxBytes how many at most
  /// @return at least one byte, none only at the end of the stream or when none was asked for
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

  /// Reads what is there, suspending until it is at least one byte or the peer has ended.
  ///
  /// @param dst has room
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

  /// Reads everything up to the end of the stream, however much it is, suspending meanwhile.
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

  /// Reads a number of bytes, suspending until all have come.
  ///
  /// @param count how many; may be more than the limit
  /// @return exactly so many
  /// @throws IncompleteReadException if the stream ends before; what came is in the exception
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

  /// Reads up to a separator, suspending until it has come.
  ///
  /// @param separator at least one byte
  /// @return what came, with the separator at its end
  /// @throws LimitOverrunException if there are more bytes than the limit before the separator;
  ///   they stay in the buffer
  /// @throws IncompleteReadException if the stream ends before; what came is in the exception
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

  /// Reads a line that ends with a line feed, suspending until it has come.
  ///
  /// @return the line with its line feed, without it only at the end of the stream; empty when the
  ///   stream had ended
  /// @throws LimitOverrunException if the line is longer than the limit; as much of it as has come
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

  /// Reads a line of UTF-8 text, suspending until it has come.
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

  /// Suspends until something has happened.
  @SuppressWarnings("ReferenceEquality") // A future is the same as itself only.
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

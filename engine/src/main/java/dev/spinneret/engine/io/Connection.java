package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.Direction;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a TCP connection, used by tasks of one loop: at most one reader and one writer at a
/// time. Each call is tried at once, and suspends the task while it would block.
///
/// A deadline is an instant of the loop's clock in nanoseconds. The owner closes the connection;
/// tasks that wait are then woken with
/// [AsynchronousCloseException][java.nio.channels.AsynchronousCloseException].
public final class Connection implements AutoCloseable {
  /// No deadline.
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  private final EventLoop loop;
  private final StreamDescriptor descriptor;

  // Created by the first wait: many connections never wait to write.
  private @Nullable Direction reading;
  private @Nullable Direction writing;

  Connection(EventLoop loop, StreamDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
  }

  /// Suspends until the connect that was started has succeeded or failed.
  void finishConnect(long deadlineAtNanos) throws IOException {
    try {
      while (!descriptor.finishConnect()) {
        awaitWritable(deadlineAtNanos);
      }
    } finally {
      cancelTimer(writing);
    }
  }

  /// Reads the bytes that have arrived, suspending until there is at least one or the peer has
  /// ended its output.
  ///
  /// `dst` is not modified before the last suspension, so tasks of one loop may share a buffer if
  /// each leaves it cleared whenever it suspends.
  ///
  /// @param dst a buffer with room; a direct one saves a copy
  /// @param deadlineAtNanos the latest instant, or [#NO_DEADLINE]
  /// @return how many bytes were read; -1 at the end of the stream
  /// @throws SocketTimeoutException at the deadline; the connection can still be used
  /// @throws IOException if the connection is broken or closed
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    if (!dst.hasRemaining()) {
      throw new IllegalArgumentException("the buffer to read into has no room");
    }
    int count = descriptor.read(dst);
    while (count == 0) {
      awaitReadable(deadlineAtNanos);
      count = descriptor.read(dst);
    }
    return count;
  }

  /// Reads without a deadline.
  ///
  /// @param dst a buffer with room
  /// @return how many bytes were read; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  public int read(ByteBuffer dst) throws IOException {
    return read(dst, NO_DEADLINE);
  }

  /// Writes all of `src`, suspending while the peer accepts no more.
  ///
  /// @param src empty afterwards
  /// @param deadlineAtNanos the latest instant, or [#NO_DEADLINE]
  /// @throws SocketTimeoutException at the deadline; a part may have been written
  /// @throws IOException if the connection is broken or closed
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    descriptor.write(src);
    while (src.hasRemaining()) {
      awaitWritable(deadlineAtNanos);
      descriptor.write(src);
    }
  }

  /// Writes without a deadline.
  ///
  /// @param src empty afterwards
  /// @throws IOException if the connection is broken or closed
  public void write(ByteBuffer src) throws IOException {
    write(src, NO_DEADLINE);
  }

  /// Ends the output; reading continues.
  ///
  /// @throws IOException if the connection is broken or closed
  public void shutdownOutput() throws IOException {
    descriptor.shutdownOutput();
  }

  /// This end's address.
  ///
  /// @return address and port
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) descriptor.localAddress();
  }

  /// The peer's address.
  ///
  /// @return address and port
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) descriptor.remoteAddress();
  }

  /// Whether it is open at this end.
  ///
  /// @return false after [#close] or [#abort]
  public boolean isOpen() {
    return descriptor.isOpen();
  }

  /// Closes the connection in order. Never suspends; a second call does nothing.
  @Override
  public void close() {
    cancelTimers();
    descriptor.close();
  }

  /// Closes the connection with a reset: bytes in transit are lost. Never suspends.
  public void abort() {
    cancelTimers();
    descriptor.abort();
  }

  private void awaitReadable(long deadlineAtNanos) throws IOException {
    var direction = reading;
    if (direction == null) {
      direction = new Direction(loop, descriptor::whenReadable, descriptor::isOpen);
      reading = direction;
    }
    direction.await(deadlineAtNanos);
  }

  private void awaitWritable(long deadlineAtNanos) throws IOException {
    var direction = writing;
    if (direction == null) {
      direction = new Direction(loop, descriptor::whenWritable, descriptor::isOpen);
      writing = direction;
    }
    direction.await(deadlineAtNanos);
  }

  private void cancelTimers() {
    cancelTimer(reading);
    cancelTimer(writing);
  }

  private static void cancelTimer(@Nullable Direction direction) {
    if (direction != null) {
      direction.cancelTimer();
    }
  }
}

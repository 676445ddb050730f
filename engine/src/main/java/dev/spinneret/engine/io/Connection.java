package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/// One end of a TCP connection, used by tasks of one loop: at most one reader and one writer at a
/// time.
///
/// A deadline is an instant of the loop's clock in nanoseconds. The owner closes the connection;
/// tasks that wait are then woken with
/// [AsynchronousCloseException][java.nio.channels.AsynchronousCloseException].
public interface Connection extends AutoCloseable {
  /// No deadline.
  long NO_DEADLINE = Long.MAX_VALUE;

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
  int read(ByteBuffer dst, long deadlineAtNanos) throws IOException;

  /// Reads without a deadline.
  ///
  /// @param dst a buffer with room
  /// @return how many bytes were read; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  default int read(ByteBuffer dst) throws IOException {
    return read(dst, NO_DEADLINE);
  }

  /// Writes all of `src`, suspending while the peer accepts no more.
  ///
  /// @param src empty afterwards
  /// @param deadlineAtNanos the latest instant, or [#NO_DEADLINE]
  /// @throws SocketTimeoutException at the deadline; a part may have been written
  /// @throws IOException if the connection is broken or closed
  void write(ByteBuffer src, long deadlineAtNanos) throws IOException;

  /// Writes without a deadline.
  ///
  /// @param src empty afterwards
  /// @throws IOException if the connection is broken or closed
  default void write(ByteBuffer src) throws IOException {
    write(src, NO_DEADLINE);
  }

  /// Ends the output; reading continues.
  ///
  /// @throws IOException if the connection is broken or closed
  void shutdownOutput() throws IOException;

  /// This end's address.
  ///
  /// @return address and port
  InetSocketAddress localAddress();

  /// The peer's address.
  ///
  /// @return address and port
  InetSocketAddress remoteAddress();

  /// Whether it is open at this end.
  ///
  /// @return false after [#close] or [#abort]
  boolean isOpen();

  /// Closes the connection in order. Never suspends; a second call does nothing.
  @Override
  void close();

  /// Closes the connection with a reset: bytes in transit are lost. Never suspends.
  void abort();
}

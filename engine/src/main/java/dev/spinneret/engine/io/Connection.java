package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/// One end of a TCP connection, used by tasks of one loop: at most one that reads and one that
/// writes at the same time.
///
/// A deadline is an instant of the loop's clock in nanoseconds. The owner closes the connection;
/// tasks that wait in it are then woken with
/// [AsynchronousCloseException][java.nio.channels.AsynchronousCloseException].
public interface Connection extends AutoCloseable {
  /// Stands for no deadline at all.
  long NO_DEADLINE = Long.MAX_VALUE;

  /// Reads what is there, suspending until it is at least one byte or the peer has ended.
  ///
  /// Nothing of `dst` is touched before the last suspension. So tasks of one loop may share a
  /// buffer, if each leaves it cleared whenever it suspends.
  ///
  /// @param dst has room; a direct buffer saves a copy
  /// @param deadlineAtNanos the latest instant, or [#NO_DEADLINE]
  /// @return how many bytes were read; -1 at the end of the stream
  /// @throws SocketTimeoutException at the deadline; the connection can still be used
  /// @throws IOException if the connection is broken or closed
  int read(ByteBuffer dst, long deadlineAtNanos) throws IOException;

  /// Reads with no deadline.
  ///
  /// @param dst has room
  /// @return how many bytes were read; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  default int read(ByteBuffer dst) throws IOException {
    return read(dst, NO_DEADLINE);
  }

  /// Writes all of `src`, suspending while the peer takes no more.
  ///
  /// @param src is empty afterwards
  /// @param deadlineAtNanos the latest instant, or [#NO_DEADLINE]
  /// @throws SocketTimeoutException at the deadline; a part may have been written
  /// @throws IOException if the connection is broken or closed
  void write(ByteBuffer src, long deadlineAtNanos) throws IOException;

  /// Writes with no deadline.
  ///
  /// @param src is empty afterwards
  /// @throws IOException if the connection is broken or closed
  default void write(ByteBuffer src) throws IOException {
    write(src, NO_DEADLINE);
  }

  /// Tells the peer that no more will be written; reading goes on.
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

  /// Whether it is still open at this end.
  ///
  /// @return false after [#close] or [#abort]
  boolean isOpen();

  /// Closes the connection in order. Never suspends; a second call does nothing.
  @Override
  void close();

  /// Closes the connection with a reset: what is still on its way is lost. Never suspends.
  void abort();
}

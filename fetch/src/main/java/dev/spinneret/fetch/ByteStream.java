package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A byte stream to a server, in blocking style: the interface between an exchange and its carrier
/// (a connection of the loop, a blocking socket, TLS over either, a tunnel).
///
/// Deadlines are instants of the [Dialer]'s clock. One task or thread uses a stream at a time.
interface ByteStream {

  /// Reads at least one byte, waiting until there is one.
  ///
  /// @return how many; -1 at the end of the stream
  /// @throws java.net.SocketTimeoutException at the deadline
  int read(ByteBuffer dst, long deadlineAtNanos) throws IOException;

  /// Writes all of `src`.
  ///
  /// @throws java.net.SocketTimeoutException at the deadline, if the dialer can detect it
  void write(ByteBuffer src, long deadlineAtNanos) throws IOException;

  /// Whether the stream has ended without its protocol's closing message, so that it may be
  /// incomplete.
  default boolean endedWithoutNotice() {
    return false;
  }

  /// How much memory it holds between exchanges, roughly.
  default int heldBytes() {
    return 1_024;
  }

  /// The address of the peer; null if there is none.
  @Nullable InetAddress remote();

  /// Closes the stream. Never blocks, never fails; idempotent.
  void close();
}

package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A byte stream to a server, in the blocking style: the seam between the exchange and whatever
/// carries it (a connection of the loop, a blocking socket, TLS over either, a tunnel).
///
/// Deadlines are instants of the [Transport]'s clock. One task or thread uses a wire at a time.
interface Wire {

  /// Reads at least one byte, waiting until there is one.
  ///
  /// @return how many; -1 at the end of the stream
  /// @throws java.net.SocketTimeoutException at the deadline
  int read(ByteBuffer dst, long deadlineAtNanos) throws IOException;

  /// Writes all of `src`.
  ///
  /// @throws java.net.SocketTimeoutException at the deadline, where the transport can tell
  void write(ByteBuffer src, long deadlineAtNanos) throws IOException;

  /// Whether the stream has ended without the notice that its protocol ends with, so that nobody
  /// can know whether that was all.
  default boolean endedWithoutNotice() {
    return false;
  }

  /// The address at the other end; null where there is none.
  @Nullable InetAddress remote();

  /// Closes in order; never waits, never fails, may be called again.
  void close();
}

package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// Opens connections: one implementation for tasks of the loop, one for blocking threads.
interface Dialer {

  /// The clock that all deadlines refer to.
  long nowNanos();

  /// Connects to a resolved address, waiting until that has succeeded or failed.
  ///
  /// @throws java.net.SocketTimeoutException at the deadline
  ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException;

  /// Connects to any of the addresses of one host; one after the other, unless the dialer can race
  /// them.
  ///
  /// @param remotes at least one, in the order to try
  /// @param timeoutNanos for each attempt
  /// @param deadlineAtNanos for all of them
  /// @throws PeerException if none could be connected to
  default ByteStream connectAny(
      List<InetSocketAddress> remotes, long timeoutNanos, long deadlineAtNanos)
      throws PeerException {
    return ConnectAttempts.inTurn(this, remotes, timeoutNanos, deadlineAtNanos);
  }

  /// A new waiter for the calling task or thread.
  Waiter waiter();

  /// Whether its connections use the buffer of a read only after the last suspension, so that all
  /// reads can share one buffer.
  boolean sharesBuffers();

  /// Allocates a buffer of the kind that its connections read and write fastest.
  ByteBuffer allocate(int bytes);
}

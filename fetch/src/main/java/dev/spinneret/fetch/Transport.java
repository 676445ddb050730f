package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// Where wires come from: one for the loop's tasks, one for threads that block.
interface Transport {

  /// The clock that all deadlines refer to.
  long nowNanos();

  /// Connects to a resolved address, waiting until that has succeeded or failed.
  ///
  /// @throws java.net.SocketTimeoutException at the deadline
  Wire connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException;

  /// Connects to any of the addresses of one host; one after the other, unless the transport knows
  /// how to race them.
  ///
  /// @param remotes at least one, in the order to try
  /// @param timeoutNanos for each attempt
  /// @param deadlineAtNanos for all of them
  /// @throws PeerException when none could be connected to
  default Wire connectAny(List<InetSocketAddress> remotes, long timeoutNanos, long deadlineAtNanos)
      throws PeerException {
    return Dial.inTurn(this, remotes, timeoutNanos, deadlineAtNanos);
  }

  /// A new waiter for the calling task or thread.
  Waiter waiter();

  /// Whether its wires touch the buffer of a read only after the last suspension, so that all who
  /// read may share one.
  boolean sharesBuffers();

  /// A buffer of the kind that its wires read and write fastest.
  ByteBuffer allocate(int bytes);
}

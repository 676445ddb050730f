package dev.spinneret.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Where wires come from: one for the loop's tasks, one for threads that block.
interface Transport {

  /// The clock that all deadlines refer to.
  long nowNanos();

  /// Connects to a resolved address, waiting until that has succeeded or failed.
  ///
  /// @throws java.net.SocketTimeoutException at the deadline
  Wire connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException;

  /// A new waiter for the calling task or thread.
  Waiter waiter();

  /// A buffer of the kind that its wires read and write fastest.
  ByteBuffer allocate(int bytes);
}

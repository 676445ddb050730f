package dev.spinneret.fetch;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How long a server may take to answer, within a handshake or to a request.
///
/// @param clock the monotonic time
/// @param deadlineAtNanos when an answer must have come
/// @param stalled asked each second without an octet whether to wait any longer
record Patience(LongSupplier clock, long deadlineAtNanos, BooleanSupplier stalled) {

  /// Reads as [ByteStream#read] does.
  ///
  /// @throws SocketTimeoutException at the deadline
  /// @throws PeerException if the connection is stalled
  int read(ByteStream from, ByteBuffer into) throws IOException {
    while (true) {
      long lookAtNanos = clock.getAsLong() + ConnectionSlots.PATIENCE_NANOS;
      try {
        return from.read(into, Math.min(deadlineAtNanos, lookAtNanos));
      } catch (SocketTimeoutException e) {
        if (clock.getAsLong() - deadlineAtNanos >= 0) {
          throw e;
        }
        if (stalled.getAsBoolean()) {
          throw PeerException.stalled();
        }
      }
    }
  }
}

package dev.spinneret.fetch;

/// One who waits to be woken by another fetch of the same fetcher, in the way of the transport: a
/// task of the loop suspends, a thread blocks. Used once.
interface Waiter {

  /// Waits.
  ///
  /// @param deadlineAtNanos an instant of the transport's clock
  /// @return true when woken, false at the deadline
  /// @throws PeerException when the thread is interrupted
  boolean await(long deadlineAtNanos) throws PeerException;

  /// Wakes the one who waits, or will; does not wait itself.
  void wake();
}

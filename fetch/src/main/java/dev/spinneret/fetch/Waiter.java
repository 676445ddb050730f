package dev.spinneret.fetch;

/// Suspends the calling task of the loop, or blocks the calling thread, until another fetch of the
/// same fetcher wakes it. Used once.
interface Waiter {

  /// Waits.
  ///
  /// @param deadlineAtNanos an instant of the dialer's clock
  /// @return true if woken, false at the deadline
  /// @throws PeerException if the thread is interrupted
  boolean await(long deadlineAtNanos) throws PeerException;

  /// Wakes the waiting caller, or makes its next wait return at once. Never blocks.
  void wake();
}

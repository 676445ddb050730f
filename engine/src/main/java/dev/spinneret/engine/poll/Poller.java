package dev.spinneret.engine.poll;

/// Waits until a descriptor is ready, a time has passed, or another thread calls: the seam to the
/// platform, one file for each.
///
/// How a descriptor is registered is each poller's own matter; what the loop needs is only this.
public interface Poller extends AutoCloseable {

  /// Waits once and runs the readiness callbacks of the descriptors that became ready; these only
  /// put work on the ready queue. Called on the loop's thread, whose interrupt ends the wait and
  /// stays pending.
  ///
  /// @param timeoutNanos how long to wait at most: 0 does not wait
  void poll(long timeoutNanos);

  /// Makes a `poll` that waits, or else the next one, return at once. Callable from any thread.
  void wakeup();

  /// Whether any descriptor is registered, so that a poll may find something.
  ///
  /// @return true where the poller cannot tell
  default boolean watchesAnything() {
    return true;
  }

  /// Frees what the poller owns. Called once, after the last `poll`.
  @Override
  void close();
}

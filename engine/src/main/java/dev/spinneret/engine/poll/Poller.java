package dev.spinneret.engine.poll;

/// Waits until a descriptor is ready, a timeout has elapsed, or another thread wakes it. Each
/// platform has one implementation.
///
/// Registering descriptors is specific to each poller; this interface is what the loop needs.
public interface Poller extends AutoCloseable {

  /// Waits once and runs the readiness callbacks of the descriptors that became ready, which only
  /// schedule work. Called on the loop's thread. An interrupt of that thread ends the wait; its
  /// interrupt status stays set.
  ///
  /// @param timeoutNanos how long to wait at most; 0 does not wait
  void poll(long timeoutNanos);

  /// Makes the current `poll`, or the next one if none is waiting, return at once. Callable from
  /// any thread.
  void wakeup();

  /// Whether any descriptor is registered, so that a poll may find one ready.
  ///
  /// @return true also if the poller does not know
  default boolean watchesAnything() {
    return true;
  }

  /// Frees what the poller owns. Called once, after the last `poll`.
  @Override
  void close();
}

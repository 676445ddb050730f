package dev.spinneret.engine.loop;

/// A monotonic clock: the only source of time that the loop knows.
@FunctionalInterface
public interface Clock {
  /// The clock of this machine.
  Clock SYSTEM = System::nanoTime;

  /// The current instant, comparable only by subtraction with others of the same clock.
  ///
  /// @return nanoseconds since an arbitrary origin
  long nanoTime();

  /// How long a loop may wait without reading the clock.
  ///
  /// @return nanoseconds; for ever unless the clock says otherwise
  default long longestWaitNanos() {
    return Long.MAX_VALUE;
  }
}

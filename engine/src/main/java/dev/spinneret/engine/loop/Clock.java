package dev.spinneret.engine.loop;

/// A monotonic clock: the loop's only source of time.
@FunctionalInterface
public interface Clock {
  /// The clock of this machine.
  Clock SYSTEM = System::nanoTime;

  /// The current instant, to be compared by subtraction with others of the same clock.
  ///
  /// @return nanoseconds since an arbitrary origin
  long nanoTime();

  /// How long a loop may wait without reading the clock.
  ///
  /// @return nanoseconds; by default unlimited
  default long longestWaitNanos() {
    return Long.MAX_VALUE;
  }
}

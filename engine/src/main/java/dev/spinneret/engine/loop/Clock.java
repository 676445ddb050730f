package dev.spinneret.engine.loop;

/// A monotonic clock: the loop's only source of time.
@FunctionalInterface
public interface Clock {
  /// The clock of this machine.
  ///
  /// Not a lambda: one that an interface's initializer makes is not in the cache of classes, and
  /// every start would create it anew.
  @SuppressWarnings("UnnecessaryAnonymousClass")
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

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

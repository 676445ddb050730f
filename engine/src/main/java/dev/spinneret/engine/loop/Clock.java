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
}

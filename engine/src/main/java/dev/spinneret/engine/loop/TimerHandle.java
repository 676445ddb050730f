package dev.spinneret.engine.loop;

/// A callback that is scheduled for an instant.
public final class TimerHandle extends Handle {
  private final TimerHeap heap;
  final long whenNanos;
  final long sequence;

  /// Its index in the heap, or -1 if it is not in the heap.
  int index = -1;

  TimerHandle(TimerHeap heap, Runnable callback, long whenNanos, long sequence) {
    super(callback);
    this.heap = heap;
    this.whenNanos = whenNanos;
    this.sequence = sequence;
  }

  /// The instant at which it is due.
  ///
  /// @return nanoseconds on the loop's clock
  public long whenNanos() {
    return whenNanos;
  }

  /// Cancels the timer and removes it from the heap, in O(log n).
  @Override
  public void cancel() {
    super.cancel();
    if (index >= 0) {
      heap.remove(this);
    }
  }

  boolean isBefore(TimerHandle other) {
    long difference = whenNanos - other.whenNanos;
    return difference < 0 || (difference == 0 && sequence < other.sequence);
  }
}

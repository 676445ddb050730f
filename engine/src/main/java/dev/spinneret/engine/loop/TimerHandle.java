package dev.spinneret.engine.loop;

/// A callback that runs when its instant has come.
public final class TimerHandle extends Handle {
  private final TimerHeap heap;
  final long whenNanos;
  final long sequence;

  /// Its place in the heap, or -1 when it is not in there.
  int index = -1;

  TimerHandle(TimerHeap heap, Runnable callback, long whenNanos, long sequence) {
    super(callback);
    this.heap = heap;
    this.whenNanos = whenNanos;
    this.sequence = sequence;
  }

  /// The instant it is due.
  ///
  /// @return nanoseconds on the loop's clock
  public long whenNanos() {
    return whenNanos;
  }

  /// Drops the timer at once, in O(log n): a cancelled timer takes no room in the heap.
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

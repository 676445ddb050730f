package dev.spinneret.engine.loop;

import java.time.Duration;

/// A clock that counts only the time in which the process could run: it stops while the process is
/// stopped (SIGSTOP) or the machine sleeps, so that deadlines do not pass meanwhile.
///
/// A loop that uses it reads it at least every [#longestWaitNanos()]. If two reads are further
/// apart than that plus [#TOLERANCE], nothing ran in between, and the gap is left out. A step that
/// takes so long counts as a gap, too: nothing else could run. Several loops may share one clock.
/// Any thread may read it.
public final class RunningClock implements Clock {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /// How late a loop may be on a busy machine if it was not stopped.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final long LONGEST_GAP_NANOS = LONGEST_WAIT.plus(TOLERANCE).toNanos();

  /// Reads that are closer together than this need not be recorded. The clock advances by as much
  /// in a gap, so that it never goes back behind an unrecorded read.
  static final long GRAIN_NANOS = 1_000_000;

  private final Clock source;
  private volatile long latestNanos;
  private volatile long leftOutNanos;

  /// Creates a clock that counts the time of this machine.
  public RunningClock() {
    this(Clock.SYSTEM);
  }

  /// Creates a clock that counts the time of another clock.
  ///
  /// @param source advances even while the process is stopped
  public RunningClock(Clock source) {
    this.source = source;
    this.latestNanos = source.nanoTime();
  }

  @Override
  public long nanoTime() {
    while (true) {
      long leftOut = leftOutNanos;
      long nowNanos = source.nanoTime();
      long sinceNanos = nowNanos - latestNanos;
      if (sinceNanos > LONGEST_GAP_NANOS) {
        leaveOut(nowNanos);
      } else if (leftOut == leftOutNanos) { // otherwise this read may be from before the gap
        if (sinceNanos > GRAIN_NANOS) {
          latestNanos = nowNanos;
        }
        return nowNanos - leftOut;
      }
    }
  }

  @Override
  public long longestWaitNanos() {
    return LONGEST_WAIT.toNanos();
  }

  private synchronized void leaveOut(long nowNanos) {
    long gapNanos = nowNanos - latestNanos;
    if (gapNanos > LONGEST_GAP_NANOS) { // otherwise another thread has left it out
      leftOutNanos += gapNanos - GRAIN_NANOS;
      latestNanos = nowNanos;
    }
  }
}

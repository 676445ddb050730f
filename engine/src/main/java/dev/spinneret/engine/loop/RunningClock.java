package dev.spinneret.engine.loop;

import java.time.Duration;

/// A clock that counts only the time in which the process could run: it stands still while the
/// process is stopped (SIGSTOP) or the machine sleeps, so that no deadline passes which nobody
/// could have met.
///
/// A loop that uses it reads it at least every [#longestWaitNanos()]. Two reads that are farther
/// apart than that and [#TOLERANCE] mean that nothing ran in between, and what lies between them is
/// left out. A step that takes so long counts as such a gap, too: it kept all others from running.
/// Several loops may share one clock. Any thread may read it.
public final class RunningClock implements Clock {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /// How late a loop may be on a busy machine without having been stopped.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final long LONGEST_GAP_NANOS = LONGEST_WAIT.plus(TOLERANCE).toNanos();

  /// Reads that are closer together need not be kept. So much passes in a gap, lest the clock be
  /// turned back behind a read that was not.
  static final long GRAIN_NANOS = 1_000_000;

  private final Clock source;
  private volatile long latestNanos;
  private volatile long leftOutNanos;

  /// Counts the time of this machine.
  public RunningClock() {
    this(Clock.SYSTEM);
  }

  /// Counts the time of another clock.
  ///
  /// @param source goes on while nothing runs
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
      } else if (leftOut == leftOutNanos) { // else this read may be from before the gap
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
    if (gapNanos > LONGEST_GAP_NANOS) { // else another thread was here before
      leftOutNanos += gapNanos - GRAIN_NANOS;
      latestNanos = nowNanos;
    }
  }
}

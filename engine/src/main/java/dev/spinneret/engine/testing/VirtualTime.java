package dev.spinneret.engine.testing;

import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Poller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still while there is work, and jumps to the next timer when there is none.
///
/// A loop made with it does in no time what would take hours, and does it in the same order each
/// time. It has no descriptors: only timers and calls from other threads wake it. A loop that waits
/// for nothing at all is told so instead of hanging.
public final class VirtualTime implements Clock {
  private static final Duration NEVER = Duration.ofHours(24);
  private static final int IDLE_JUMPS = 100;

  private final Instant origin;
  private long nanos;

  /// Starts the clock at 0, and the wall clock at the start of 2026.
  public VirtualTime() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /// Starts the clock at 0.
  ///
  /// @param origin what the wall clock says then
  public VirtualTime(Instant origin) {
    this.origin = origin;
  }

  /// Makes a loop whose time this is.
  ///
  /// @return a new loop; the caller closes it
  public EventLoop newLoop() {
    return EventLoop.create(new LoopOptions(Jumper::new, this));
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  /// A wall clock that goes with this clock.
  ///
  /// @return the origin and what has passed since
  public InstantSource wallClock() {
    return () -> origin.plusNanos(nanos);
  }

  /// The time that has passed.
  ///
  /// @return since the start
  public Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /// Lets the time pass that a real poller would wait.
  private final class Jumper implements Poller {
    private volatile boolean woken;
    private int idleJumps;

    @Override
    public void poll(long timeoutNanos) {
      if (woken || timeoutNanos <= 0) {
        woken = false;
        idleJumps = 0;
        return;
      }
      idleJumps = timeoutNanos >= NEVER.toNanos() ? idleJumps + 1 : 0;
      if (idleJumps > IDLE_JUMPS) {
        throw new IllegalStateException("deadlock: the loop waits, and nothing will ever wake it");
      }
      nanos += timeoutNanos;
    }

    @Override
    public void wakeup() {
      woken = true;
    }

    @Override
    public void close() {}
  }
}

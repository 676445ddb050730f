package dev.spinneret.engine.testing;

import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still while there is work, and jumps to the next timer when there is none.
///
/// A loop created with it does in no time what would take hours, and in the same order each time.
/// It has no descriptors: only timers and calls from other threads wake it. A loop that waits for
/// nothing at all fails instead of hanging. Used on one thread.
public final class VirtualTime implements Clock {
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
    return newLoop(LoopOptions.DEFAULT);
  }

  /// Makes a loop whose time this is.
  ///
  /// @param options what else is to be set; poller and clock are replaced
  /// @return a new loop; the caller closes it
  public EventLoop newLoop(LoopOptions options) {
    var poller = new VirtualPoller(this);
    var loop = EventLoop.create(options.withPoller(() -> poller).withClock(this));
    poller.serve(loop);
    return loop;
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

  /// Moves the clock on by hand.
  ///
  /// @param time how far, 0 or more
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    advanceNanos(time.toNanos());
  }

  void advanceNanos(long time) {
    nanos += time;
  }
}

package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.poll.Poller;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningClockTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long GRAIN = RunningClock.GRAIN_NANOS;
  private final AtomicLong source = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final RunningClock clock = new RunningClock(source::get);

  @Test
  void timeThatIsLookedAtPasses() {
    long before = clock.nanoTime();
    for (int i = 0; i < 100; i++) {
      source.addAndGet(SECOND);
      assertEquals(SECOND * (i + 1), clock.nanoTime() - before);
    }
  }

  @Test
  void timeInWhichNothingRanIsLeftOut() {
    long before = clock.nanoTime();
    source.addAndGet(25 * SECOND);
    assertEquals(before + GRAIN, clock.nanoTime());
    source.addAndGet(SECOND);
    assertEquals(before + GRAIN + SECOND, clock.nanoTime());
    source.addAndGet(3_600 * SECOND);
    assertEquals(before + GRAIN + SECOND + GRAIN, clock.nanoTime());
  }

  /// Reads that follow close upon each other are not all kept.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, GRAIN - 1, GRAIN, GRAIN + 1, 3 * GRAIN / 2})
  void aGapDoesNotTurnTheClockBack(long sinceNanos) {
    source.addAndGet(sinceNanos);
    long before = clock.nanoTime();
    source.addAndGet(25 * SECOND);
    long passedNanos = clock.nanoTime() - before;
    assertTrue(passedNanos >= 0 && passedNanos <= GRAIN, passedNanos + " ns");
  }

  @Test
  void aReadFromBeforeAGapDoesNotTurnTheClockBack() {
    long[] raw = {0};
    Runnable[] between = {null};
    var shared =
        new RunningClock(() -> {
          long read = raw[0];
          var other = between[0];
          if (other != null) { // this thread is stopped here, and another looks at the clock
            between[0] = null;
            other.run();
          }
          return read;
        });
    long before = shared.nanoTime();
    between[0] =
        () -> {
          raw[0] += 25 * SECOND;
          shared.nanoTime();
        };
    assertEquals(before + GRAIN, shared.nanoTime());
    raw[0] += SECOND;
    assertEquals(before + GRAIN + SECOND, shared.nanoTime());
  }

  @Test
  void aStoppedProcessMissesNoDeadline() {
    boolean[] expired = {false};
    var stopped = new AtomicLong();
    var options =
        LoopOptions.DEFAULT.withClock(
            new RunningClock(() -> Clock.SYSTEM.nanoTime() + stopped.get()));
    try (var loop = EventLoop.create(options)) {
      loop.callLater(Duration.ofSeconds(20), () -> expired[0] = true);
      loop.callSoon(() -> stopped.addAndGet(25 * SECOND));
      loop.callLater(Duration.ofMillis(1), loop::stop);
      loop.runForever();
    }
    assertFalse(expired[0]);
  }

  @Test
  void aLoopLooksAtSuchAClockAgainAndAgain() {
    long[] timeout = {0};
    var options =
        LoopOptions.DEFAULT.withClock(clock).withPoller(() -> new WaitingPoller(source, timeout));
    try (var loop = EventLoop.create(options)) {
      loop.callLater(Duration.ofSeconds(5), loop::stop);
      loop.runForever();
    }
    assertTrue(timeout[0] > 0 && timeout[0] <= SECOND, () -> timeout[0] + " ns");
  }

  /// Waits for as long as requested, and records the longest wait.
  private static final class WaitingPoller implements Poller {
    private final AtomicLong time;
    private final long[] longest;

    WaitingPoller(AtomicLong time, long[] longest) {
      this.time = time;
      this.longest = longest;
    }

    @Override
    public void poll(long timeoutNanos) {
      longest[0] = Math.max(longest[0], timeoutNanos);
      time.addAndGet(timeoutNanos);
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }
}

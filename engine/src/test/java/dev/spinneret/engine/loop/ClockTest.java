package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Time as tasks see it: it goes on within a turn, and nothing ends early.
@OnEveryPoller
class ClockTest {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private final LoopOptions options;

  ClockTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  private static void compute(Duration time) {
    long endAtNanos = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - endAtNanos < 0) {
      Thread.onSpinWait();
    }
  }

  private static void checkLasts(Duration time, Runnable wait) {
    long begunAtNanos = System.nanoTime();
    wait.run();
    long lasted = System.nanoTime() - begunAtNanos;
    assertTrue(lasted >= time.toNanos(), () -> time + " lasted " + Duration.ofNanos(lasted));
  }

  @Test
  void aDelayCountsFromTheMomentItIsAskedFor() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          var delay = Duration.ofMillis(20);
          compute(Duration.ofMillis(15));
          checkLasts(delay, () -> Tasks.sleep(delay));
          compute(Duration.ofMillis(15));
          checkLasts(delay, () -> Tasks.sleepNanos(delay.toNanos()));
          compute(Duration.ofMillis(15));
          checkLasts(
              delay,
              () -> {
                Future<String> over = loop.createFuture();
                loop.callLater(delay, () -> over.setResult("over"));
                over.await();
              });
          compute(Duration.ofMillis(15));
          checkLasts(
              delay,
              () ->
                  assertThrows(
                      TimeoutException.class,
                      () -> Tasks.timeout(delay, _ -> loop.createFuture().await())));
          compute(Duration.ofMillis(15));
          checkLasts(
              delay,
              () -> Tasks.wait(List.of(loop.createFuture()), WaitUntil.ALL_COMPLETED, delay));
          return null;
        });
  }

  /// How long a peer took to answer is measured by it: the crawl's limits must not see its own
  /// work.
  @Test
  void theTimeOfTheTurnStandsStillUntilTheNextTurn() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          long turnNanos = loop.turnTimeNanos();
          assertTrue(turnNanos <= loop.timeNanos());
          compute(Duration.ofMillis(2));
          assertEquals(turnNanos, loop.turnTimeNanos());
          assertTrue(loop.timeNanos() - turnNanos >= 2_000_000);
          Tasks.yieldNow();
          assertTrue(loop.turnTimeNanos() - turnNanos >= 2_000_000);
          return true;
        });
  }

  @Test
  void noneOfAThousandSleepersWakesEarly() {
    EventLoop.run(
        options,
        () -> {
          var random = new Random(1);
          var early = new ArrayList<String>();
          TaskGroup.run(group -> {
            for (int i = 0; i < 1000; i++) {
              long nanos = random.nextLong(100_000_000);
              group.createTask(() -> {
                long begunAtNanos = System.nanoTime();
                Tasks.sleepNanos(nanos);
                long lasted = System.nanoTime() - begunAtNanos;
                if (lasted < nanos) {
                  early.add(lasted + " of " + nanos);
                }
                return null;
              });
            }
            return null;
          });
          assertEquals(List.of(), early);
          return null;
        });
  }

  @Test
  void theClockGoesOnWithinATurn() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          long before = loop.timeNanos();
          compute(Duration.ofMillis(2));
          assertTrue(loop.timeNanos() - before >= 2_000_000);
          return null;
        });
  }

  @Test
  void extremeDurationsAreForEverOrOver() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          var shortest = LONGEST.negated();
          var sleepers = new ArrayList<Task<Object>>();
          for (var time : List.of(LONGEST, Duration.ofDays(400_000))) {
            sleepers.add(
                loop.createTask(() -> {
                  Tasks.sleep(time);
                  return null;
                }));
          }
          sleepers.add(
              loop.createTask(() -> {
                Tasks.sleepNanos(Long.MAX_VALUE);
                return null;
              }));
          sleepers.add(
              loop.createTask(() -> Tasks.timeout(LONGEST, _ -> loop.createFuture().await())));
          sleepers.add(loop.createTask(() -> Tasks.waitFor(loop.createFuture(), LONGEST)));
          loop.callAt(Long.MAX_VALUE, () -> sleepers.clear());
          loop.callLater(LONGEST, () -> sleepers.clear());
          Tasks.sleep(shortest);
          Tasks.sleepNanos(Long.MIN_VALUE);
          assertThrows(
              TimeoutException.class,
              () -> Tasks.timeout(shortest, _ -> loop.createFuture().await()));
          assertThrows(TimeoutException.class, () -> Tasks.waitFor(loop.createFuture(), shortest));
          assertEquals(
              1,
              Tasks.wait(List.of(loop.createFuture()), WaitUntil.ALL_COMPLETED, shortest)
                  .pending()
                  .size());
          Tasks.sleepNanos(1_000_000);
          assertEquals(5, sleepers.size());
          sleepers.forEach(sleeper -> assertFalse(sleeper.isDone()));
          return null;
        });
  }
}

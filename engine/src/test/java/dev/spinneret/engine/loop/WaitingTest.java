package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Outcome;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import dev.spinneret.engine.testing.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Gather, wait, timeout, waitFor, shield and asCompleted.
class WaitingTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private static Task<String> after(int yields, String value) {
    return EventLoop.current()
        .createTask(() -> {
          for (int i = 0; i < yields; i++) {
            Tasks.yieldNow();
          }
          return value;
        });
  }

  private static Task<String> failing(Exception failure) {
    return EventLoop.current()
        .createTask(() -> {
          Tasks.yieldNow();
          throw failure;
        });
  }

  private static Task<String> sleeping(Duration time) {
    return EventLoop.current()
        .createTask(() -> {
          Tasks.sleep(time);
          return "slept";
        });
  }

  @Test
  void gatherKeepsTheOrderGiven() {
    Simulation.run(
        1,
        () -> {
          var slow = after(5, "slow");
          assertEquals(
              List.of("slow", "quick", "slow"),
              Tasks.gather(List.of(slow, after(0, "quick"), slow)).await());
          assertEquals(List.of(), Tasks.gather(List.<Future<String>>of()).await());
          return null;
        });
  }

  @Test
  void gatherFailsAtOnceAndTheOthersGoOn() {
    Simulation.run(
        1,
        () -> {
          var failure = new IllegalArgumentException("on purpose");
          var slow = after(5, "slow");
          var gathering = Tasks.gather(List.of(slow, failing(failure)));
          assertSame(failure, assertThrows(IllegalArgumentException.class, gathering::await));
          assertFalse(slow.isDone());
          assertEquals("slow", slow.await());
          return null;
        });
  }

  @Test
  void gatherOutcomesWaitsForAll() {
    Simulation.run(
        1,
        () -> {
          var failure = new IOException("on purpose");
          var cancelled = sleeping(AN_HOUR);
          var outcomes =
              Tasks.gatherOutcomes(List.of(after(3, "value"), failing(failure), cancelled));
          Tasks.yieldNow();
          cancelled.cancel();
          var ended = outcomes.await();
          assertEquals(new Outcome.Value<>("value"), ended.get(0));
          assertEquals(new Outcome.Failure<>(failure), ended.get(1));
          assertTrue(
              ended.get(2) instanceof Outcome.Failure<String>(var thrown)
                  && thrown instanceof Cancelled);
          return null;
        });
  }

  @Test
  void waitKnowsThreeConditions() {
    Simulation.run(
        1,
        () -> {
          var quick = after(1, "quick");
          var slow = after(9, "slow");
          var failing = failing(new IOException("on purpose"));
          var first = Tasks.wait(List.of(slow, quick), WaitUntil.FIRST_COMPLETED);
          assertEquals(Set.of(quick), first.done());
          assertEquals(Set.of(slow), first.pending());
          var failed = Tasks.wait(List.of(slow, failing), WaitUntil.FIRST_EXCEPTION);
          assertEquals(Set.of(failing), failed.done());
          var all = Tasks.wait(List.of(slow, quick, failing, slow), WaitUntil.ALL_COMPLETED);
          assertEquals(3, all.done().size());
          assertTrue(all.pending().isEmpty());
          var late = Tasks.wait(List.of(sleeping(AN_HOUR)), WaitUntil.ALL_COMPLETED, SHORT);
          assertEquals(1, late.pending().size());
          return null;
        });
  }

  @Test
  void aTimeoutInterruptsAndIsToldApartFromACancellation() {
    Simulation.run(
        1,
        () -> {
          assertThrows(
              TimeoutException.class,
              () ->
                  Tasks.timeout(
                      SHORT,
                      _ -> {
                        Tasks.sleep(AN_HOUR);
                        return null;
                      }));
          assertEquals(0, Task.current().cancelling());
          assertEquals("in time", Tasks.timeout(AN_HOUR, _ -> "in time"));
          return null;
        });
  }

  @Test
  void timeoutsNestAndTheInnerOneIsCaughtInside() {
    Simulation.run(
        1,
        () -> {
          var order = new ArrayList<String>();
          assertThrows(
              TimeoutException.class,
              () ->
                  Tasks.timeout(
                      Duration.ofMillis(5),
                      outer -> {
                        try {
                          Tasks.timeout(
                              SHORT,
                              inner -> {
                                Tasks.sleep(AN_HOUR);
                                return null;
                              });
                        } catch (TimeoutException _) {
                          order.add("inner");
                          assertFalse(outer.isExpired());
                        }
                        Tasks.sleep(AN_HOUR);
                        return null;
                      }));
          assertEquals(List.of("inner"), order);
          return null;
        });
  }

  @Test
  void aTimeoutCanBeMoved() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          var kept = new ArrayList<Timeout>();
          Tasks.timeout(
              SHORT,
              timeout -> {
                kept.add(timeout);
                timeout.reschedule(Timeout.NEVER);
                Tasks.sleep(Duration.ofMillis(3));
                timeout.reschedule(loop.deadlineAfter(AN_HOUR));
                assertEquals(loop.deadlineAfter(AN_HOUR), timeout.whenNanos());
                Tasks.yieldNow();
                return null;
              });
          assertFalse(kept.getFirst().isExpired());
          assertThrows(
              IllegalStateException.class, () -> kept.getFirst().reschedule(loop.timeNanos()));
          assertThrows(
              TimeoutException.class,
              () ->
                  Tasks.timeoutAt(
                      Timeout.NEVER,
                      timeout -> {
                        timeout.reschedule(loop.timeNanos() - 1);
                        Tasks.sleep(AN_HOUR);
                        return null;
                      }));
          return null;
        });
  }

  @Test
  void waitForCancelsWhatItWaitsForAndWaitsForItsCleanUp() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          for (var limit : List.of(Duration.ZERO, SHORT)) {
            var order = new ArrayList<String>();
            var inner =
                loop.createTask(() -> {
                  try {
                    Tasks.sleep(AN_HOUR);
                  } finally {
                    Tasks.sleep(SHORT);
                    order.add("cleaned up");
                  }
                  return null;
                });
            Tasks.yieldNow();
            assertThrows(TimeoutException.class, () -> Tasks.waitFor(inner, limit));
            assertEquals(List.of("cleaned up"), order);
          }
          assertEquals("value", Tasks.waitFor(after(2, "value"), AN_HOUR));
          Future<Integer> done = loop.createFuture();
          done.setResult(1);
          assertEquals(1, Tasks.waitFor(done, Duration.ZERO));
          return null;
        });
  }

  @Test
  void aShieldKeepsACancellationFromTheInner() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          var inner = after(5, "inner");
          var outer = loop.createTask(() -> Tasks.shield(inner).await());
          Tasks.yieldNow();
          outer.cancel();
          assertThrows(Cancelled.class, outer::await);
          assertEquals("inner", inner.await());
          assertSame(inner, Tasks.shield(inner));
          var failure = new IllegalArgumentException("on purpose");
          var failing = Tasks.shield(failing(failure));
          assertSame(failure, assertThrows(IllegalArgumentException.class, failing::await));
          var sleeping = sleeping(AN_HOUR);
          var shield = Tasks.shield(sleeping);
          Tasks.yieldNow();
          sleeping.cancel();
          assertThrows(Cancelled.class, shield::await);
          assertTrue(shield.isCancelled());
          return null;
        });
  }

  @Test
  void asCompletedGivesWhatEndsFirst() {
    Simulation.run(
        1,
        () -> {
          var order = new ArrayList<String>();
          var slow = after(8, "slow");
          for (var done :
              Tasks.asCompleted(List.of(slow, after(4, "middle"), after(1, "quick"), slow))) {
            order.add(done.result());
          }
          assertEquals(List.of("quick", "middle", "slow"), order);
          return null;
        });
  }
}

package dev.spinneret.engine.loop;

import static dev.spinneret.engine.loop.InTask.pending;
import static dev.spinneret.engine.loop.InTask.spawn;
import static dev.spinneret.engine.loop.InTask.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.NumberedCase;
import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.sync.Semaphore;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Cases 11 to 15 and 21 to 23 of those that young event loops get wrong: several tasks at once.
@OnEveryPoller
class WaitingCasesTest {
  private final PollerKind poller;

  WaitingCasesTest(PollerKind poller) {
    this.poller = poller;
  }

  private void run(Callable<?> main) {
    var _ = EventLoop.<Object>run(LoopOptions.DEFAULT.withPoller(poller), main);
  }

  @Test
  @NumberedCase(11)
  @SuppressWarnings("NullAway") // That null is refused is what is tested.
  void waitRefusesNothingAndABadConditionAndItsTimeoutCancelsNothing() {
    run(() -> {
      Future<Integer> future = pending();
      assertThrows(
          IllegalArgumentException.class,
          () -> Tasks.wait(List.<Future<Integer>>of(), WaitUntil.ALL_COMPLETED));
      assertThrows(NullPointerException.class, () -> Tasks.wait(List.of(future), null));
      var waited =
          Tasks.wait(List.of(future, future), WaitUntil.ALL_COMPLETED, Duration.ofMillis(1));
      assertEquals(1, waited.pending().size());
      assertFalse(future.isDone());
      future.setResult(1);
      assertEquals(1, Tasks.wait(List.of(future, future), WaitUntil.ALL_COMPLETED).done().size());
      return null;
    });
  }

  @Test
  @NumberedCase(12)
  void cancellingATaskInWaitLeavesTheChildrenRunning() {
    run(() -> {
      Future<Integer> child = pending();
      var waiting = spawn(() -> Tasks.wait(List.of(child), WaitUntil.ALL_COMPLETED));
      yields(1);
      waiting.cancel();
      assertThrows(Cancelled.class, waiting::await);
      assertFalse(child.isDone());
      return null;
    });
  }

  @Test
  @NumberedCase(13)
  void aCancelledChildMakesGatherFailAndDoesNotCancelIt() {
    run(() -> {
      Future<Integer> first = pending();
      Future<Integer> second = pending();
      var gathering = Tasks.gather(List.of(first, second));
      first.cancel();
      yields(1);
      assertTrue(gathering.isDone());
      assertFalse(gathering.isCancelled());
      assertInstanceOf(Cancelled.class, gathering.exception());
      assertFalse(second.isDone());
      return null;
    });
  }

  @Test
  @NumberedCase(14)
  void cancellingAGatherWhoseChildrenAreDoneReturnsFalse() {
    run(() -> {
      Future<Integer> child = pending();
      var gathering = Tasks.gather(List.of(child));
      child.setResult(1);
      assertFalse(gathering.cancel());
      assertEquals(List.of(1), gathering.await());
      assertFalse(gathering.cancel());
      return null;
    });
  }

  @Test
  @NumberedCase(15)
  void cancellingAGatherCancelsEachChildOnce() {
    run(() -> {
      Future<Integer> never = pending();
      var once = spawn(() -> Tasks.shield(never).await());
      var other = spawn(() -> Tasks.shield(never).await());
      yields(1);
      var gathering = Tasks.gather(List.of(once, other, once));
      assertTrue(gathering.cancel());
      assertEquals(1, once.cancelling());
      assertEquals(1, other.cancelling());
      assertThrows(Cancelled.class, gathering::await);
      return null;
    });
  }

  @Test
  @NumberedCase(21)
  void aNestedGroupCancelsItsParentAgainWhenARequestIsPending() {
    for (boolean outside : new boolean[] {false, true}) {
      run(() -> {
        var seen = new ArrayList<String>();
        var parent = spawn(() -> nestedGroups(seen, !outside));
        yields(3);
        if (outside) {
          parent.cancel();
        }
        var _ = Tasks.wait(List.of(parent), WaitUntil.ALL_COMPLETED);
        assertEquals(outside, parent.isCancelled());
        assertEquals(outside ? List.of("cancelling 1") : List.of("cancelling 0", "went on"), seen);
        return null;
      });
    }
  }

  private static Object nestedGroups(List<String> seen, boolean failsByItself) {
    Future<Integer> never = pending();
    try {
      TaskGroup.run(outer -> {
        outer.createTask(() -> Tasks.shield(never).await());
        return TaskGroup.run(inner -> {
          inner.createTask(() -> {
            try {
              return Tasks.shield(never).await();
            } catch (Cancelled _) {
              throw new IOException("in the clean-up");
            }
          });
          if (failsByItself) {
            inner.createTask(() -> {
              yields(3);
              throw new IOException("by itself");
            });
          }
          return null;
        });
      });
    } catch (TaskGroupFailure _) {
      seen.add("cancelling " + Task.current().cancelling());
    }
    Tasks.yieldNow();
    return seen.add("went on");
  }

  @Test
  @NumberedCase(22)
  void aTaskGroupThatShutsDownRefusesNewTasks() {
    run(() -> {
      var refused = new ArrayList<Throwable>();
      assertThrows(
          TaskGroupFailure.class,
          () ->
              TaskGroup.run(group -> {
                group.createTask(() -> {
                  throw new IOException("on purpose");
                });
                try {
                  return pending().await();
                } finally {
                  refused.add(
                      assertThrows(
                          IllegalStateException.class, () -> group.createTask(() -> null)));
                }
              }));
      assertEquals(1, refused.size());
      return null;
    });
  }

  @Test
  @NumberedCase(23)
  void aSemaphoreGivesPermitsInOrderAndNoneToALateComer() {
    run(() -> {
      var order = new ArrayList<String>();
      var semaphore = new Semaphore(1);
      semaphore.acquire();
      var tasks = new ArrayList<Task<Object>>();
      for (var name : List.of("first", "second", "third")) {
        tasks.add(
            spawn(() -> {
              semaphore.acquire();
              order.add(name);
              return null;
            }));
      }
      yields(1);
      semaphore.release();
      assertFalse(semaphore.tryAcquire());
      tasks.add(
          spawn(() -> {
            semaphore.acquire();
            order.add("late");
            return null;
          }));
      for (int i = 0; i < 3; i++) {
        yields(2);
        semaphore.release();
      }
      var _ = Tasks.gather(tasks).await();
      assertEquals(List.of("first", "second", "third", "late"), order);
      return null;
    });
  }
}

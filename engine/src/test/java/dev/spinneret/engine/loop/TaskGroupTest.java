package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import dev.spinneret.engine.testing.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
  private static final Callable<Object> NEVER_ENDS =
      () -> EventLoop.current().createFuture().await();

  private static Callable<Object> fails(Exception failure) {
    return () -> {
      Tasks.yieldNow();
      throw failure;
    };
  }

  @Test
  void theBlockEndsWhenItsTasksHaveEnded() {
    var order = new ArrayList<String>();
    Simulation.run(
        1,
        () -> {
          String result =
              TaskGroup.run(group -> {
                group.createTask(() -> {
                  Tasks.sleep(Duration.ofMillis(2));
                  return order.add("slow");
                });
                group.createTask("quick", () -> order.add("quick"));
                assertEquals(2, group.size());
                return "body";
              });
          assertEquals("body", result);
          return null;
        });
    assertEquals(List.of("quick", "slow"), order);
  }

  @Test
  void theFailureOfOneCancelsTheOthersAndTheBodyOnce() {
    Simulation.run(
        1,
        () -> {
          var failure = new IOException("on purpose");
          var tasks = new ArrayList<Task<Object>>();
          var thrown =
              assertThrows(
                  TaskGroupFailure.class,
                  () ->
                      TaskGroup.run(group -> {
                        tasks.add(group.createTask(NEVER_ENDS));
                        tasks.add(group.createTask(fails(failure)));
                        return NEVER_ENDS.call();
                      }));
          assertEquals(List.of(failure), thrown.failures());
          assertSame(failure, thrown.getCause());
          assertTrue(tasks.getFirst().isCancelled());
          assertEquals(0, Task.current().cancelling());
          Tasks.yieldNow();
          return null;
        });
  }

  @Test
  void severalFailuresArriveTogether() {
    Simulation.run(
        1,
        () -> {
          var first = new IOException("first");
          var second = new IllegalStateException("second");
          var third = new IllegalStateException("of the body");
          var thrown =
              assertThrows(
                  TaskGroupFailure.class,
                  () ->
                      TaskGroup.run(group -> {
                        group.createTask(fails(first));
                        group.createTask(fails(second));
                        Tasks.yieldNow();
                        throw third;
                      }));
          assertEquals(List.of(third), thrown.failures());
          thrown =
              assertThrows(
                  TaskGroupFailure.class,
                  () ->
                      TaskGroup.run(group -> {
                        group.createTask(fails(first));
                        group.createTask(fails(second));
                        return null;
                      }));
          assertEquals(List.of(first, second), thrown.failures());
          assertEquals(List.of(second), List.of(thrown.getSuppressed()));
          return null;
        });
  }

  @Test
  void aCancellationFromOutsideCancelsTheTasksAndGoesOn() {
    Simulation.run(
        1,
        () -> {
          var children = new ArrayList<Task<Object>>();
          var parent =
              EventLoop.current()
                  .createTask(() ->
                      TaskGroup.run(group -> {
                        children.add(group.createTask(NEVER_ENDS));
                        return null;
                      }));
          Tasks.yieldNow();
          Tasks.yieldNow();
          parent.cancel();
          assertThrows(Cancelled.class, parent::await);
          assertTrue(children.getFirst().isCancelled());
          return null;
        });
  }

  @Test
  void aGroupThatIsShuttingDownOrHasEndedRefusesTasks() {
    Simulation.run(
        1,
        () -> {
          var groups = new ArrayList<TaskGroup>();
          TaskGroup.run(group -> groups.add(group));
          assertThrows(
              IllegalStateException.class, () -> groups.getFirst().createTask(() -> "too late"));
          TaskGroup.run(group -> {
            group.createTask(NEVER_ENDS);
            group.abort();
            assertThrows(IllegalStateException.class, () -> group.createTask(() -> "too late"));
            return null;
          });
          return null;
        });
  }

  @Test
  void aTaskOfTheGroupMayStartAnotherWhileTheBlockWaits() {
    Simulation.run(
        1,
        () -> {
          var order = new ArrayList<String>();
          TaskGroup.run(group ->
              group.createTask(() -> {
                Tasks.yieldNow();
                return group.createTask(() -> order.add("second generation"));
              }));
          assertEquals(List.of("second generation"), order);
          return null;
        });
  }

  @Test
  void aBlockThatIsLeftWithoutJoinCancelsItsTasks() {
    Simulation.run(
        1,
        () -> {
          var order = new ArrayList<String>();
          assertThrows(
              IOException.class,
              () -> {
                try (var group = TaskGroup.open()) {
                  group.createTask(() -> {
                    try {
                      return NEVER_ENDS.call();
                    } finally {
                      Tasks.yieldNow();
                      order.add("cleaned up");
                    }
                  });
                  Tasks.yieldNow();
                  throw new IOException("the block fails");
                }
              });
          assertEquals(List.of("cleaned up"), order);
          try (var group = TaskGroup.open()) {
            var task = group.createTask(() -> 42);
            group.join();
            assertEquals(42, task.result());
            assertThrows(IllegalStateException.class, group::join);
          }
          return null;
        });
  }

  @Test
  void inNestedGroupsTheInnerFailureEndsBoth() {
    Simulation.run(
        1,
        () -> {
          var failure = new IOException("inner");
          var thrown =
              assertThrows(
                  TaskGroupFailure.class,
                  () ->
                      TaskGroup.run(outer -> {
                        outer.createTask(NEVER_ENDS);
                        return TaskGroup.run(inner -> inner.createTask(fails(failure)));
                      }));
          var inner = (TaskGroupFailure) thrown.failures().getFirst();
          assertEquals(List.of(failure), inner.failures());
          assertEquals(0, Task.current().cancelling());
          return null;
        });
  }

  @Test
  void theParentIsCancelledAgainExactlyWhenARequestFromOutsideIsPending() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          var after = new ArrayList<String>();
          for (boolean outside : new boolean[] {false, true}) {
            var parent =
                loop.createTask(() -> {
                  try {
                    TaskGroup.run(outer -> {
                      outer.createTask(NEVER_ENDS);
                      return TaskGroup.run(inner -> {
                        inner.createTask(() -> {
                          try {
                            return NEVER_ENDS.call();
                          } catch (Cancelled _) {
                            Tasks.yieldNow();
                            throw new IOException("in the clean-up");
                          }
                        });
                        if (!outside) {
                          inner.createTask(fails(new IOException("first")));
                        }
                        return null;
                      });
                    });
                  } catch (TaskGroupFailure _) {
                    after.add("cancelling " + Task.current().cancelling());
                  }
                  Tasks.yieldNow();
                  return after.add("went on");
                });
            Tasks.yieldNow();
            Tasks.yieldNow();
            if (outside) {
              parent.cancel();
            }
            Tasks.wait(List.of(parent), WaitUntil.ALL_COMPLETED);
            assertEquals(outside, parent.isCancelled());
          }
          assertEquals(List.of("cancelling 0", "went on", "cancelling 1"), after);
          return null;
        });
  }

  @Test
  void aFailedTaskIsNotCancelled() {
    Simulation.run(
        1,
        () -> {
          var tasks = new ArrayList<Task<Object>>();
          assertThrows(
              TaskGroupFailure.class,
              () ->
                  TaskGroup.run(group -> tasks.add(group.createTask(fails(new IOException("x"))))));
          assertFalse(tasks.getFirst().isCancelled());
          return null;
        });
  }
}

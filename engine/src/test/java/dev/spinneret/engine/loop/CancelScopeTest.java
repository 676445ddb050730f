package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelScopeTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Test
  void everySuspensionInACancelledScopeIsInterrupted() {
    Simulation.run(
        1,
        () -> {
          var seen = new ArrayList<String>();
          var result =
              CancelScope.run(scope -> {
                EventLoop.current().callLater(Duration.ofSeconds(1), scope::cancel);
                for (int i = 0; i < 3; i++) {
                  try {
                    Tasks.sleep(AN_HOUR);
                  } catch (Cancelled _) {
                    seen.add("interrupted " + i);
                  }
                }
                try {
                  Tasks.yieldNow();
                } finally {
                  seen.add("and at a yield");
                }
                return "not reached";
              });
          assertNull(result);
          assertEquals(
              List.of("interrupted 0", "interrupted 1", "interrupted 2", "and at a yield"), seen);
          assertEquals(Duration.ofSeconds(1).toNanos(), EventLoop.current().timeNanos());
          Tasks.sleep(Duration.ofSeconds(1));
          assertEquals(0, Task.current().cancelling());
          return null;
        });
  }

  @Test
  void aScopeThatIsNotCancelledReturnsItsResult() {
    Simulation.run(
        1,
        () -> {
          var scopes = new ArrayList<CancelScope>();
          assertEquals(
              42,
              CancelScope.<Integer, RuntimeException>run(scope -> {
                scopes.add(scope);
                Tasks.yieldNow();
                return 42;
              }));
          assertFalse(scopes.getFirst().isCancelled());
          assertFalse(scopes.getFirst().isCaught());
          return null;
        });
  }

  @Test
  void aDeadlineCancelsTheScopeAndCanBeMoved() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          var ended = new ArrayList<Boolean>();
          CancelScope.run(scope -> {
            scope.cancelAt(loop.deadlineAfter(Duration.ofSeconds(1)));
            scope.cancelAt(loop.deadlineAfter(Duration.ofSeconds(5)));
            try {
              Tasks.sleep(AN_HOUR);
            } finally {
              ended.add(scope.isCancelled());
            }
            return null;
          });
          assertEquals(List.of(true), ended);
          assertEquals(Duration.ofSeconds(5).toNanos(), loop.timeNanos());
          assertEquals(0, loop.statistics().timerCount());
          return null;
        });
  }

  @Test
  void theOuterScopeEndsTheInnerOnesAndIsTheOneThatCatches() {
    Simulation.run(
        1,
        () -> {
          var scopes = new ArrayList<CancelScope>();
          CancelScope.run(outer -> {
            scopes.add(outer);
            outer.cancelAt(1);
            return CancelScope.run(inner -> {
              scopes.add(inner);
              Tasks.sleep(AN_HOUR);
              return null;
            });
          });
          assertTrue(scopes.get(0).isCaught());
          assertFalse(scopes.get(1).isCaught());
          return null;
        });
  }

  @Test
  void cleanUpInAShieldedScopeMayWait() {
    Simulation.run(
        1,
        () -> {
          var seen = new ArrayList<String>();
          CancelScope.run(scope -> {
            scope.cancel();
            try {
              Tasks.sleep(AN_HOUR);
            } finally {
              CancelScope.shielded(_ -> {
                Tasks.sleep(Duration.ofSeconds(1));
                return seen.add("waited");
              });
            }
            return null;
          });
          assertEquals(List.of("waited"), seen);
          return null;
        });
  }

  @Test
  void aCancellationOfTheTaskPassesThrough() {
    Simulation.run(
        1,
        () -> {
          var task =
              EventLoop.current()
                  .createTask(() ->
                      CancelScope.run(_ -> {
                        Tasks.sleep(AN_HOUR);
                        return null;
                      }));
          Tasks.yieldNow();
          task.cancel();
          assertThrows(Cancelled.class, task::await);
          return null;
        });
  }

  @Test
  void theTasksOfAGroupBelongToTheScopeAndTheirCleanUpDoesNotSpin() {
    Simulation.run(
        1,
        () -> {
          var loop = EventLoop.current();
          var seen = new ArrayList<String>();
          CancelScope.run(scope -> {
            scope.cancelAt(1);
            return TaskGroup.run(group -> {
              group.createTask(() -> {
                for (int i = 0; i < 2; i++) {
                  try {
                    Tasks.sleep(AN_HOUR);
                  } catch (Cancelled _) {
                    seen.add("interrupted");
                  }
                }
                CancelScope.shielded(_ -> {
                  Tasks.sleep(AN_HOUR);
                  return null;
                });
                return seen.add("cleaned up");
              });
              return null;
            });
          });
          assertEquals(List.of("interrupted", "interrupted", "cleaned up"), seen);
          assertTrue(loop.statistics().turnCount() < 30);
          return null;
        });
  }
}

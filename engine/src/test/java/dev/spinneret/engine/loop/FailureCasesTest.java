package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Outcome;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What failures and cancellations look like to those who wait for them.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureCasesTest {
  private final LoopOptions options;

  FailureCasesTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  /// What a run of `main` throws.
  private <X extends Throwable> X failureOfRun(Class<X> type, Callable<?> main) {
    return assertThrows(type, () -> EventLoop.run(options, main));
  }

  @Test
  void aFailureIsCaughtByItsOwnType() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          var late =
              loop.createTask(
                  () -> Tasks.timeout(Duration.ofNanos(1), _ -> loop.createFuture().await()));
          String caught;
          try {
            late.<TimeoutException>await();
            caught = "nothing";
          } catch (TimeoutException e) {
            caught = e.getMessage();
            assertTrue(
                Arrays.stream(e.getSuppressed())
                    .flatMap(awaited -> Arrays.stream(awaited.getStackTrace()))
                    .anyMatch(frame -> frame.getClassName().equals(getClass().getName())),
                "the stack of who awaited it");
          }
          assertEquals("the time is over", caught);

          var broken = new IOException("broken");
          var task = loop.createTask(failing(broken));
          assertSame(broken, assertThrows(IOException.class, task::await));
          assertSame(broken, assertThrows(IOException.class, task::result));
          assertSame(
              broken,
              assertThrows(IOException.class, () -> Tasks.waitFor(task, Duration.ofDays(1))));
          assertSame(
              broken, assertThrows(IOException.class, () -> Tasks.gather(List.of(task)).await()));
          assertSame(
              broken,
              assertThrows(
                  IOException.class,
                  () -> Tasks.timeout(Duration.ofDays(1), _ -> Tasks.shield(task).await())));
          return null;
        });
    failureOfRun(
        IOException.class,
        () -> {
          throw new IOException("main");
        });
  }

  @Test
  void aFailureThatManyAwaitKeepsAFewOfTheirStacks() {
    EventLoop.run(
        options,
        () -> {
          var failure = new IOException("broken");
          Future<Object> future = EventLoop.current().createFuture();
          future.setException(failure);
          for (int i = 0; i < 100; i++) {
            assertSame(failure, assertThrows(IOException.class, future::await));
          }
          assertTrue(failure.getSuppressed().length < 10);
          return null;
        });
  }

  @Test
  void theOriginalCancelledReachesWhoAwaitsTheTask() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          var seen = new ArrayList<Cancelled>();
          var inner =
              loop.createTask(() -> {
                try {
                  return loop.createFuture().await();
                } catch (Cancelled e) {
                  seen.add(e);
                  throw e;
                }
              });
          var outer = loop.createTask(inner::await);
          var shield = Tasks.shield(inner);
          Tasks.yieldNow();
          outer.cancel();
          var reached = assertThrows(Cancelled.class, outer::await);
          assertSame(seen.getFirst(), reached);
          assertSame(reached, assertThrows(Cancelled.class, inner::await));
          assertSame(reached, assertThrows(Cancelled.class, inner::exception));
          assertSame(reached, assertThrows(Cancelled.class, shield::await));
          assertSame(
              reached, assertThrows(Cancelled.class, () -> Tasks.gather(List.of(inner)).await()));
          var outcome = Tasks.gatherOutcomes(List.of(inner)).await().getFirst();
          assertSame(reached, ((Outcome.Failure<?>) outcome).failure());
          return null;
        });
  }

  @Test
  void twoTasksThatFailWithTheSameErrorEndTheRunWithIt() {
    var same = new AssertionError("the same");
    var thrown =
        failureOfRun(
            AssertionError.class,
            () -> {
              for (int i = 0; i < 2; i++) {
                EventLoop.current()
                    .createTask(() -> {
                      try {
                        return EventLoop.current().createFuture().await();
                      } finally {
                        failWith(same);
                      }
                    });
              }
              Tasks.yieldNow();
              throw same;
            });
    assertSame(same, thrown);

    var group =
        failureOfRun(
            TaskGroupFailure.class,
            () -> {
              var failure = new IllegalStateException("the same");
              return TaskGroup.run(tasks -> {
                for (int i = 0; i < 2; i++) {
                  tasks.createTask(failing(failure));
                }
                return null;
              });
            });
    assertEquals(2, group.failures().size());
  }

  private static Callable<Object> failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }

  private static void failWith(Error error) {
    throw error;
  }

  @Test
  void aGroupOpenedByHandKeepsTheErrorOfItsTaskAndOfItsBody() {
    var failed = new IllegalStateException("a task");
    var thrown =
        failureOfRun(
            TaskGroupFailure.class,
            () -> {
              try (var group = TaskGroup.open()) {
                group.createTask(failing(failed));
                return EventLoop.current().createFuture().await();
              }
            });
    assertEquals(List.of(failed), thrown.failures());

    var own = new IOException("the body");
    var body =
        failureOfRun(
            IOException.class,
            () -> {
              try (var group = TaskGroup.open()) {
                group.createTask(failing(failed));
                Tasks.yieldNow();
                throw own;
              }
            });
    assertSame(own, body);
    var suppressed = assertInstanceOf(TaskGroupFailure.class, body.getSuppressed()[0]);
    assertEquals(List.of(failed), suppressed.failures());
  }

  @Test
  void aMainThatSwallowsCancelledDoesNotSurviveCtrlC() {
    var swallowed = new ArrayList<String>();
    var started = new CompletableFuture<EventLoop>();
    Thread.ofPlatform()
        .start(() -> {
          var loop = started.join();
          for (int i = 0; i < 5; i++) {
            loop.interrupt();
          }
        });
    failureOfRun(
        Interrupted.class,
        () -> {
          started.complete(EventLoop.current());
          while (true) {
            try {
              EventLoop.current().createFuture().await();
            } catch (Cancelled _) {
              swallowed.add("swallowed");
            }
          }
        });
    assertTrue(swallowed.size() <= 2, swallowed::toString);
  }

  @Test
  void anInterruptEndsACleanUpThatNeverEnds() {
    var loop = EventLoop.create(options);
    loop.runUntilComplete(() -> {
      loop.createTask(() -> {
        try {
          return loop.createFuture().await();
        } finally {
          loop.callSoonThreadsafe(loop::interrupt);
          var _ = loop.createFuture().await();
        }
      });
      Tasks.yieldNow();
      return null;
    });
    assertThrows(Interrupted.class, loop::close);
    assertTrue(loop.isClosed());
  }

  @Test
  void anotherThreadsCompletionIsRefusedInDebugMode() {
    EventLoop.run(
        options.withDebug(new DebugOptions(Duration.ofSeconds(Long.MAX_VALUE), _ -> {})),
        () -> {
          var loop = EventLoop.current();
          Future<String> future = loop.createFuture();
          var task = loop.createTask(() -> future.await());
          var refused =
              loop.runInExecutor(
                      Runnable::run,
                      () -> {
                        var all = new ArrayList<Throwable>();
                        for (var call :
                            List.<Runnable>of(
                                () -> future.setResult("from elsewhere"),
                                () -> future.setException(new IOException("from elsewhere")),
                                future::cancel,
                                task::cancel,
                                () -> future.addDoneCallback(_ -> {}))) {
                          all.add(assertThrows(IllegalStateException.class, call::run));
                        }
                        return all;
                      })
                  .await();
          assertEquals(5, refused.size());
          assertTrue(refused.getFirst().getMessage().contains("callSoonThreadsafe"));
          assertFalse(future.isDone());
          loop.callSoon(() -> future.setResult("from here"));
          assertEquals("from here", task.await());
          return null;
        });
  }

  @Test
  void callSoonThreadsafeOnTheLoopsThreadKeepsItsPlace() {
    var order = new ArrayList<Integer>();
    try (var loop = EventLoop.create(options)) {
      loop.callSoonThreadsafe(() -> order.add(0));
      loop.callSoon(() -> order.add(1));
      loop.callSoonThreadsafe(() -> order.add(2));
      loop.callSoon(() -> {
        loop.callSoon(() -> order.add(3));
        loop.callSoonThreadsafe(() -> order.add(4));
        loop.callSoon(() -> order.add(5));
      });
      loop.runOnce();
      loop.runOnce();
      loop.runUntilComplete(() -> {
        loop.callSoonThreadsafe(() -> order.add(6));
        loop.callSoon(() -> order.add(7));
        loop.callSoonThreadsafe(() -> order.add(8));
        Tasks.yieldNow();
        return null;
      });
    }
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), order);
  }
}

package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.ANY_PORT;
import static dev.spinneret.engine.io.Loopback.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.CancelScope;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.loop.TaskGroupFailure;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Cancels and timeouts of tasks that are blocked in code of the JDK. What never ends by itself
/// here can only end because it was interrupted.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCancellationTest {
  private static final Duration SOON = Duration.ofMillis(5);

  private final PollerKind poller;
  private final CountDownLatch never = new CountDownLatch(1); // nobody counts down

  BlockingCancellationTest(PollerKind poller) {
    this.poller = poller;
  }

  private Object block() throws InterruptedException {
    never.await();
    return "not reached";
  }

  private static <T> Task<T> begin(Callable<T> body) {
    Task<T> task = EventLoop.current().createTask(body);
    Tasks.yieldNow();
    return task;
  }

  @Test
  void aCancelReachesATaskThatTheJdkHasUnparkedAndThatBlocksAgain() {
    run(
        poller,
        () -> {
          var queue = new LinkedBlockingQueue<String>();
          var taken = new ArrayList<String>();
          var task =
              begin(() -> {
                taken.add(queue.take());
                return block();
              });
          queue.put("item");
          task.cancel();
          assertThrows(Cancelled.class, task::await);
          assertEquals(List.of("item"), taken);
          return null;
        });
  }

  @Test
  void aDeadlineReachesATaskThatTheJdkHasUnparkedAndThatBlocksAgain() {
    run(
        poller,
        () -> {
          var queue = new LinkedBlockingQueue<String>();
          var loop = EventLoop.current();
          var deadlineAtNanos = loop.timeNanos() + SOON.toNanos();
          var task =
              loop.createTask(() ->
                  Tasks.timeoutAt(
                      deadlineAtNanos,
                      _ -> {
                        queue.take();
                        return block();
                      }));
          // Due first, in the turn of the deadline: the task is then about to run.
          loop.callAt(deadlineAtNanos - 1, () -> queue.add("item"));
          assertThrows(TimeoutException.class, task::await);
          assertTrue(queue.isEmpty());
          return null;
        });
  }

  @Test
  void aScopeReachesATaskThatTheJdkHasUnparkedAndThatBlocksAgain() {
    run(
        poller,
        () -> {
          var queue = new LinkedBlockingQueue<String>();
          EventLoop.current().callSoon(() -> {});
          var after =
              CancelScope.<Object, Exception>run(scope -> {
                EventLoop.current()
                    .callSoon(() -> {
                      queue.add("item");
                      scope.cancel();
                    });
                queue.take();
                return block();
              });
          assertSame(null, after);
          Loopback.checkThatBlockingWorks();
          return null;
        });
  }

  @Test
  void aTaskThatCancelsItselfIsInterruptedWhereItBlocks() {
    run(
        poller,
        () -> {
          var task =
              begin(() -> {
                Task.current().cancel();
                return block();
              });
          assertThrows(Cancelled.class, task::await);
          return null;
        });
  }

  @Test
  void aSecondRequestInterruptsATaskThatSwallowedTheFirst() {
    run(
        poller,
        () -> {
          var swallowed = new ArrayList<String>();
          var task =
              begin(() -> {
                for (int i = 0; i < 2; i++) {
                  try {
                    block();
                  } catch (InterruptedException _) {
                    Thread.sleep(1); // works: the interrupt has been delivered
                    swallowed.add("swallowed");
                  }
                }
                return block();
              });
          for (int i = 1; i <= 3; i++) {
            task.cancel();
            int count = i;
            Loopback.until(() -> swallowed.size() >= count || task.isDone());
          }
          assertThrows(Cancelled.class, task::await);
          assertEquals(2, swallowed.size());
          return null;
        });
  }

  @Test
  void aTaskInAnUninterruptibleWaitIsCancelledAfterItAndDoesNotSpin() {
    run(
        poller,
        () -> {
          var lock = new ReentrantLock();
          lock.lock();
          var task =
              begin(() -> {
                lock.lock();
                lock.unlock();
                return block();
              });
          task.cancel();
          long before = EventLoop.current().statistics().handleCount();
          Tasks.sleep(Duration.ofMillis(20));
          assertTrue(EventLoop.current().statistics().handleCount() - before < 20);
          assertFalse(task.isDone());
          lock.unlock();
          assertThrows(Cancelled.class, task::await);
          return null;
        });
  }

  @Test
  void theEchoOfACancellationIsNoSecondFailureOfAGroup() {
    run(
        poller,
        () -> {
          var first = new IllegalStateException("the first");
          var failure =
              assertThrows(
                  TaskGroupFailure.class,
                  () ->
                      TaskGroup.run(group -> {
                        group.createTask(this::block);
                        group.createTask(() -> {
                          try (var listener = new ServerSocket(0, 1, ANY_PORT.getAddress())) {
                            return listener.accept();
                          }
                        });
                        group.createTask(() -> {
                          Tasks.sleep(SOON);
                          throw first;
                        });
                        return block(); // the body's own wait is an echo, too
                      }));
          assertEquals(List.of(first), failure.failures());
          assertEquals(0, Task.current().cancelling());
          Loopback.checkThatBlockingWorks();
          return null;
        });
  }

  @Test
  void aFailureOfItsOwnWhileItIsCancelledCounts() {
    run(
        poller,
        () -> {
          var own = new IllegalStateException("clean-up failed");
          var task =
              begin(() -> {
                try {
                  return block();
                } catch (InterruptedException _) {
                  throw own;
                }
              });
          task.cancel();
          assertSame(own, assertThrows(IllegalStateException.class, task::await));
          assertFalse(task.isCancelled());
          return null;
        });
  }

  @Test
  void aForeignCancelInsideATimeoutStaysACancel() {
    run(
        poller,
        () -> {
          var seen = new ArrayList<String>();
          var task =
              begin(() -> {
                try {
                  return Tasks.timeout(Duration.ofHours(1), _ -> block());
                } catch (Cancelled e) {
                  seen.add("cancelled by " + e.getCause().getClass().getSimpleName());
                  throw e;
                }
              });
          task.cancel();
          assertThrows(Cancelled.class, task::await);
          assertEquals(List.of("cancelled by InterruptedException"), seen);
          return null;
        });
  }

  @Test
  void aWaitThatEndsInTheTurnOfTheDeadlineLeavesNoInterrupt() {
    run(
        poller,
        () -> {
          var release = new CountDownLatch(1);
          var value =
              Tasks.timeout(
                  Duration.ofHours(1),
                  timeout -> {
                    EventLoop.current()
                        .callSoon(() -> {
                          timeout.reschedule(EventLoop.current().timeNanos());
                          EventLoop.current().callSoon(release::countDown);
                        });
                    try {
                      release.await();
                      return "released";
                    } catch (InterruptedException _) {
                      return "interrupted";
                    }
                  });
          assertEquals("interrupted", value);
          assertEquals(0, Task.current().cancelling());
          Loopback.checkThatBlockingWorks();
          return null;
        });
  }
}

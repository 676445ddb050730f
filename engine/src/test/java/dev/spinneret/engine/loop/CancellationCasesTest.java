package dev.spinneret.engine.loop;

import static dev.spinneret.engine.loop.InTask.pending;
import static dev.spinneret.engine.loop.InTask.spawn;
import static dev.spinneret.engine.loop.InTask.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.NumberedCase;
import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Cases 1 to 8 and 16 to 20 of those that young event loops get wrong: what cancels a task.
@OnEveryPoller
class CancellationCasesTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final PollerKind poller;

  CancellationCasesTest(PollerKind poller) {
    this.poller = poller;
  }

  private void run(Callable<?> main) {
    var _ = EventLoop.<Object>run(LoopOptions.DEFAULT.withPoller(poller), main);
  }

  @Test
  @NumberedCase(1)
  void aTaskCancelledWhileItIsRunnableGetsCancelledAtItsNextStep() {
    run(() -> {
      Future<Integer> future = pending();
      var seen = new ArrayList<String>();
      var task =
          spawn(() -> {
            try {
              return future.await();
            } catch (Cancelled e) {
              seen.add("cancelled");
              throw e;
            }
          });
      yields(1);
      future.setResult(1);
      assertTrue(task.cancel());
      assertThrows(Cancelled.class, task::await);
      assertEquals(List.of("cancelled"), seen);
      return null;
    });
  }

  @Test
  @NumberedCase(2)
  void aTaskWhoseAwaitedFutureIsCancelledByAnotherEndsCancelled() {
    run(() -> {
      Future<Integer> future = pending();
      var task = spawn(future::await);
      yields(1);
      future.cancel();
      assertThrows(Cancelled.class, task::await);
      assertTrue(task.isCancelled());
      return null;
    });
  }

  @Test
  @NumberedCase(3)
  void aTaskThatCatchesCancelledAndReturnsHasTheResult() {
    run(() -> {
      Future<Integer> inner = pending();
      var task =
          spawn(() -> {
            try {
              return inner.await();
            } catch (Cancelled _) {
              return 42;
            }
          });
      yields(1);
      assertTrue(task.cancel());
      assertEquals(42, task.await());
      assertFalse(task.isCancelled());
      assertTrue(inner.isCancelled());
      return null;
    });
  }

  @Test
  @NumberedCase(4)
  void theNextAwaitWorksAfterACancellationWasSwallowed() {
    run(() -> {
      Future<Integer> first = pending();
      Future<Integer> second = pending();
      var task =
          spawn(() -> {
            try {
              return first.await();
            } catch (Cancelled _) {
              return second.await();
            }
          });
      yields(1);
      task.cancel();
      yields(2);
      assertFalse(task.isDone());
      second.setResult(7);
      assertEquals(7, task.await());
      return null;
    });
  }

  @Test
  @NumberedCase(5)
  void aTaskThatCancelsItselfIsInterruptedAtItsNextAwaitOrEndsCancelled() {
    run(() -> {
      var seen = new ArrayList<String>();
      Future<Integer> future = pending();
      var awaits =
          spawn(() -> {
            Task.current().cancel();
            seen.add("goes on");
            future.await();
            return seen.add("not reached");
          });
      var returns =
          spawn(() -> {
            Task.current().cancel();
            return "result";
          });
      assertThrows(Cancelled.class, awaits::await);
      assertThrows(Cancelled.class, returns::await);
      assertTrue(awaits.isCancelled() && returns.isCancelled());
      assertEquals(List.of("goes on"), seen);
      return null;
    });
  }

  @Test
  @NumberedCase(6)
  void aTaskThatCancelsItselfCancelsWhatItAwaitsAndWhatThatWaitsFor() {
    run(() -> {
      Future<Integer> innermost = pending();
      var nested = spawn(innermost::await);
      yields(1);
      var task =
          spawn(() -> {
            Task.current().cancel();
            return nested.await();
          });
      assertThrows(Cancelled.class, task::await);
      assertTrue(nested.isCancelled());
      assertTrue(innermost.isCancelled());
      return null;
    });
  }

  @Test
  @NumberedCase(7)
  void twoCancelsBeforeDeliveryAreCountedAndOneAfterTheEndIsRefused() {
    run(() -> {
      Future<Integer> future = pending();
      var task = spawn(future::await);
      yields(1);
      assertTrue(task.cancel());
      assertTrue(task.cancel());
      assertEquals(2, task.cancelling());
      assertThrows(Cancelled.class, task::await);
      assertFalse(task.cancel());
      assertEquals(2, task.cancelling());
      return null;
    });
  }

  @Test
  @NumberedCase(8)
  void anErrorThrownDuringACancellationLeavesTheRunAndIsTheFailure() {
    var error = new AssertionError("on purpose");
    try (var loop = EventLoop.create(LoopOptions.DEFAULT.withPoller(poller))) {
      var task =
          loop.createTask(() -> {
            try {
              return loop.createFuture().await();
            } catch (Cancelled _) {
              throw error;
            }
          });
      loop.runOnce();
      task.cancel();
      assertSame(error, assertThrows(AssertionError.class, loop::runForever));
      assertTrue(task.isDone());
      assertFalse(task.isCancelled());
      assertSame(error, task.exception());
    }
  }

  @Test
  @NumberedCase(16)
  void aCancelledShieldLeavesItsInnerFutureRunning() {
    run(() -> {
      Future<Integer> inner = pending();
      var outer = Tasks.shield(inner);
      assertTrue(outer.cancel());
      yields(1);
      assertTrue(outer.isCancelled());
      assertFalse(inner.isDone());

      Future<Integer> first = pending();
      Future<Integer> second = pending();
      var shields = List.of(Tasks.shield(first), Tasks.shield(second));
      var gathering = Tasks.gather(shields);
      assertTrue(gathering.cancel());
      yields(2);
      assertThrows(Cancelled.class, gathering::await);
      assertTrue(shields.stream().allMatch(Future::isCancelled));
      first.setResult(1);
      second.setResult(2);
      yields(2);
      assertEquals(1, first.result());
      return null;
    });
  }

  @Test
  @NumberedCase(17)
  void waitForEndsOnlyAfterTheCleanUpOfItsFuture() {
    for (var limit : List.of(Duration.ofMillis(1), Duration.ZERO)) {
      run(() -> {
        var seen = new ArrayList<String>();
        var inner =
            spawn(() -> {
              try {
                Tasks.sleep(AN_HOUR);
              } finally {
                yields(5);
                seen.add("cleaned up");
              }
              return null;
            });
        yields(1);
        assertThrows(TimeoutException.class, () -> Tasks.waitFor(inner, limit));
        assertEquals(List.of("cleaned up"), seen);
        return null;
      });
    }
  }

  @Test
  @NumberedCase(18)
  void aCancelByAnotherWithinATimeoutStaysACancel() {
    run(() -> {
      var task =
          spawn(() ->
              Tasks.timeout(
                  AN_HOUR,
                  _ -> {
                    Tasks.sleep(AN_HOUR);
                    return "slept";
                  }));
      yields(1);
      task.cancel();
      assertThrows(Cancelled.class, task::await);
      assertTrue(task.isCancelled());
      return null;
    });
  }

  @Test
  @NumberedCase(19)
  void aNewTimeoutWorksInTheFinallyOfACancelledTask() {
    run(() -> {
      var seen = new ArrayList<String>();
      var task =
          spawn(() -> {
            try {
              Tasks.sleep(AN_HOUR);
            } finally {
              try {
                Tasks.timeout(
                    Duration.ofMillis(1),
                    _ -> {
                      Tasks.sleep(AN_HOUR);
                      return null;
                    });
              } catch (TimeoutException _) {
                seen.add("timed out");
              }
            }
            return null;
          });
      yields(1);
      task.cancel();
      assertThrows(Cancelled.class, task::await);
      assertEquals(List.of("timed out"), seen);
      return null;
    });
  }

  @Test
  @NumberedCase(20)
  void aTimeoutOfZeroInterruptsTheFirstSuspensionOnly() {
    run(() -> {
      assertEquals("finished", Tasks.timeout(Duration.ZERO, _ -> "finished"));
      assertEquals(0, Task.current().cancelling());
      var seen = new ArrayList<String>();
      assertThrows(
          TimeoutException.class,
          () ->
              Tasks.timeout(
                  Duration.ZERO,
                  _ -> {
                    seen.add("began");
                    Tasks.sleep(AN_HOUR);
                    return seen.add("not reached");
                  }));
      assertEquals(List.of("began"), seen);
      return null;
    });
  }
}

package dev.spinneret.engine.loop;

import static dev.spinneret.engine.loop.InTask.pending;
import static dev.spinneret.engine.loop.InTask.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that are still to be delivered when a timeout or a scope begins, and interrupts that
/// are still set when one ends.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PendingRequestTest {
  private final LoopOptions options;
  private final CountDownLatch never = new CountDownLatch(1);

  PendingRequestTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  private void run(Callable<?> main) {
    EventLoop.run(options, main);
  }

  /// A task with a request that is still to be delivered when `code` begins is cancelled by it.
  private void checkThatARequestFromBeforeCancels(Callable<?> code) {
    run(() -> {
      var task =
          spawn(() -> {
            Task.current().cancel();
            return code.call();
          });
      assertThrows(Cancelled.class, task::await);
      assertTrue(task.isCancelled());
      return null;
    });
  }

  @Test
  void aTimeoutDoesNotTakeARequestFromBeforeItForItsOwn() {
    checkThatARequestFromBeforeCancels(() -> Tasks.timeout(Duration.ZERO, _ -> pending().await()));
  }

  @Test
  void aScopeDoesNotTakeARequestFromBeforeItForItsOwn() {
    checkThatARequestFromBeforeCancels(() ->
        CancelScope.<Object, RuntimeException>run(scope -> {
          scope.cancel();
          return pending().await();
        }));
  }

  @Test
  void aScopeLeavesNoInterruptBehindThatNobodyHasSeen() {
    run(() -> {
      var lock = new ReentrantLock();
      lock.lock();
      var task =
          spawn(() -> {
            var value =
                CancelScope.<String, RuntimeException>run(scope -> {
                  EventLoop.current().callSoon(scope::cancel);
                  lock.lock(); // not interruptible: the interrupt is set when it returns
                  return "locked";
                });
            assertFalse(Thread.currentThread().isInterrupted());
            Thread.sleep(1);
            lock.unlock();
            return value;
          });
      InTask.yields(5);
      lock.unlock();
      assertEquals("locked", task.await());
      return null;
    });
  }

  @Test
  void twoRequestsThatMeetInAWaitThatCannotBeInterruptedLeaveNoInterrupt() {
    run(() -> {
      var lock = new ReentrantLock();
      lock.lock();
      var task =
          spawn(() -> {
            lock.lock(); // takes note of the interrupt, and sets it when it returns
            lock.unlock();
            try {
              return pending().await();
            } catch (Cancelled _) {
              assertFalse(Thread.currentThread().isInterrupted());
              Thread.sleep(1);
              return "slept";
            }
          });
      Tasks.yieldNow();
      task.cancel();
      InTask.yields(3);
      lock.unlock(); // unparks the task, which is then about to run
      task.cancel();
      assertEquals("slept", task.await());
      return null;
    });
  }

  @Test
  void everyWaitInTheJdkInACancelledScopeIsInterrupted() {
    run(() -> {
      var seen = new ArrayList<String>();
      var result =
          CancelScope.<Object, InterruptedException>run(scope -> {
            EventLoop.current().callSoon(scope::cancel);
            for (int i = 0; i < 3; i++) {
              try {
                never.await();
              } catch (InterruptedException _) {
                seen.add("interrupted");
              }
            }
            never.await();
            return "not reached";
          });
      assertNull(result);
      assertEquals(List.of("interrupted", "interrupted", "interrupted"), seen);
      return null;
    });
  }

  @Test
  void aWaitThatCannotBeInterruptedDoesNotSpinInACancelledScope() {
    run(() -> {
      var lock = new ReentrantLock();
      lock.lock();
      var task =
          spawn(() ->
              CancelScope.<Object, InterruptedException>run(scope -> {
                EventLoop.current().callSoon(scope::cancel);
                lock.lock();
                lock.unlock();
                never.await();
                return "not reached";
              }));
      InTask.yields(3);
      long before = EventLoop.current().statistics().handleCount();
      Tasks.sleep(Duration.ofMillis(10));
      assertTrue(EventLoop.current().statistics().handleCount() - before < 20);
      lock.unlock();
      assertNull(task.await());
      return null;
    });
  }
}

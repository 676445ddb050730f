package dev.spinneret.engine.sync;

import static dev.spinneret.engine.loop.InTask.spawn;
import static dev.spinneret.engine.loop.InTask.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Semaphore, lock, event, condition and barrier.
class SyncTest {
  private static void inTask(Callable<?> body) {
    EventLoop.run(() -> {
      body.call();
      return null;
    });
  }

  @Test
  void aSemaphoreServesItsLineInOrder() {
    var order = new ArrayList<Integer>();
    inTask(() -> {
      var semaphore = new Semaphore(2);
      var tasks = new ArrayList<Task<Object>>();
      for (int i = 0; i < 6; i++) {
        int number = i;
        tasks.add(
            spawn(() -> {
              try (var _ = semaphore.hold()) {
                order.add(number);
                Tasks.yieldNow();
              }
              return null;
            }));
      }
      return Tasks.gather(tasks).await();
    });
    assertEquals(List.of(0, 1, 2, 3, 4, 5), order);
  }

  @Test
  void aPermitGivenToAWaiterCannotBeTakenByALateComer() {
    var order = new ArrayList<String>();
    inTask(() -> {
      var semaphore = new Semaphore(1);
      semaphore.acquire();
      var waiter =
          spawn(() -> {
            semaphore.acquire();
            return order.add("waiter");
          });
      Tasks.yieldNow();
      semaphore.release();
      assertFalse(semaphore.tryAcquire());
      var late =
          spawn(() -> {
            semaphore.acquire();
            return order.add("late");
          });
      waiter.await();
      yields(3);
      assertFalse(late.isDone());
      assertEquals(1, semaphore.waitingCount());
      semaphore.release();
      late.await();
      return null;
    });
    assertEquals(List.of("waiter", "late"), order);
  }

  @Test
  void aWaiterThatIsCancelledAfterItWasGivenAPermitPassesItOn() {
    inTask(() -> {
      var semaphore = new Semaphore(0);
      var first = spawn(() -> acquire(semaphore));
      var second = spawn(() -> acquire(semaphore));
      Tasks.yieldNow();
      semaphore.release();
      first.cancel();
      assertThrows(Cancelled.class, first::await);
      assertEquals("got it", second.await());
      assertEquals(0, semaphore.availableCount());
      return null;
    });
  }

  @Test
  void aCancelledWaiterLeavesTheLine() {
    inTask(() -> {
      var semaphore = new Semaphore(0);
      var first = spawn(() -> acquire(semaphore));
      var second = spawn(() -> acquire(semaphore));
      Tasks.yieldNow();
      first.cancel();
      semaphore.release();
      assertEquals("got it", second.await());
      assertTrue(first.isCancelled());
      return null;
    });
  }

  private static String acquire(Semaphore semaphore) {
    semaphore.acquire();
    return "got it";
  }

  @Test
  void aBoundedSemaphoreRefusesOneReleaseTooMany() {
    var semaphore = Semaphore.bounded(1);
    assertTrue(semaphore.tryAcquire());
    semaphore.release();
    assertThrows(IllegalStateException.class, semaphore::release);
    var unbounded = new Semaphore(1);
    unbounded.release();
    assertEquals(2, unbounded.availableCount());
    assertThrows(IllegalArgumentException.class, () -> new Semaphore(-1));
  }

  @Test
  void aLockIsHeldByOneTaskAtATimeInTheOrderOfTheLine() {
    var order = new ArrayList<String>();
    inTask(() -> {
      var lock = new Lock();
      var tasks = new ArrayList<Task<Object>>();
      for (var name : List.of("a", "b", "c")) {
        tasks.add(
            spawn(() -> {
              try (var _ = lock.hold()) {
                assertSame(Task.current(), lock.owner());
                order.add(name + " in");
                yields(2);
                order.add(name + " out");
              }
              return null;
            }));
      }
      Tasks.gather(tasks).await();
      assertFalse(lock.isHeld());
      assertNull(lock.owner());
      assertThrows(IllegalStateException.class, lock::release);
      assertTrue(lock.tryAcquire());
      assertFalse(lock.tryAcquire());
      return null;
    });
    assertEquals(List.of("a in", "a out", "b in", "b out", "c in", "c out"), order);
  }

  @Test
  void anEventWakesAllWhoWaitEvenIfItIsClearedAtOnce() {
    var order = new ArrayList<Integer>();
    inTask(() -> {
      var event = new Event();
      var tasks = new ArrayList<Task<Boolean>>();
      for (int i = 0; i < 3; i++) {
        int number = i;
        tasks.add(
            spawn(() -> {
              event.await();
              return order.add(number);
            }));
      }
      Tasks.yieldNow();
      event.set();
      assertTrue(event.isSet());
      event.await();
      event.clear();
      return Tasks.gather(tasks).await();
    });
    assertEquals(List.of(0, 1, 2), order);
  }

  @Test
  void aConditionWakesAsManyAsItIsToldInOrder() {
    var order = new ArrayList<Integer>();
    inTask(() -> {
      var condition = new Condition();
      var tasks = new ArrayList<Task<Boolean>>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        tasks.add(
            spawn(() -> {
              try (var _ = condition.lock().hold()) {
                condition.await();
                return order.add(number);
              }
            }));
      }
      yields(2);
      try (var _ = condition.lock().hold()) {
        condition.signal(2);
      }
      yields(5);
      assertEquals(List.of(0, 1), order);
      try (var _ = condition.lock().hold()) {
        condition.signalAll();
      }
      return Tasks.gather(tasks).await();
    });
    assertEquals(List.of(0, 1, 2, 3), order);
  }

  @Test
  void aSignalThatMeetsACancelledTaskGoesToTheNext() {
    inTask(() -> {
      var condition = new Condition();
      Callable<String> waits =
          () -> {
            try (var _ = condition.lock().hold()) {
              condition.await();
              return "woken";
            }
          };
      var first = spawn(waits);
      var second = spawn(waits);
      yields(2);
      try (var _ = condition.lock().hold()) {
        condition.signal(1);
        first.cancel();
      }
      assertThrows(Cancelled.class, first::await);
      assertEquals("woken", second.await());
      assertFalse(condition.lock().isHeld());
      return null;
    });
  }

  @Test
  void aTaskCancelledInAConditionHoldsTheLockInItsCleanUp() {
    inTask(() -> {
      var condition = new Condition();
      var held = new ArrayList<Boolean>();
      var waits =
          spawn(() -> {
            try (var _ = condition.lock().hold()) {
              condition.await();
            } finally {
              held.add(condition.lock().isHeld());
            }
            return null;
          });
      Tasks.yieldNow();
      condition.lock().acquire();
      waits.cancel();
      yields(2);
      waits.cancel();
      yields(2);
      assertFalse(waits.isDone());
      condition.lock().release();
      assertThrows(Cancelled.class, waits::await);
      assertEquals(List.of(false), held);
      return null;
    });
  }

  @Test
  void aConditionNeedsItsLock() {
    inTask(() -> {
      var condition = new Condition();
      assertThrows(IllegalStateException.class, condition::await);
      assertThrows(IllegalStateException.class, condition::signalAll);
      return null;
    });
  }

  @Test
  void awaitUntilWaitsForThePredicate() {
    inTask(() -> {
      var condition = new Condition();
      var box = new ArrayList<Integer>();
      var waits =
          spawn(() -> {
            try (var _ = condition.lock().hold()) {
              condition.awaitUntil(() -> box.size() == 3);
              return box.size();
            }
          });
      for (int i = 0; i < 3; i++) {
        try (var _ = condition.lock().hold()) {
          box.add(i);
          condition.signalAll();
        }
        yields(3);
      }
      assertEquals(3, waits.await());
      return null;
    });
  }

  @Test
  void aBarrierLetsCrowdsThroughOneAfterAnother() {
    inTask(() -> {
      var barrier = new Barrier(3);
      var tasks = new ArrayList<Task<Integer>>();
      for (int i = 0; i < 6; i++) {
        tasks.add(spawn(barrier::await));
      }
      assertEquals(List.of(0, 1, 2, 0, 1, 2), Tasks.gather(tasks).await());
      assertEquals(0, barrier.waitingCount());
      assertEquals(3, barrier.parties());
      return null;
    });
    assertThrows(IllegalArgumentException.class, () -> new Barrier(0));
  }

  @Test
  void aBarrierThatIsResetOrAbortedFailsThoseWhoWait() {
    inTask(() -> {
      var barrier = new Barrier(2);
      var reset = spawn(barrier::await);
      yields(2);
      assertEquals(1, barrier.waitingCount());
      barrier.reset();
      assertThrows(BrokenBarrierException.class, reset::await);
      var pair = List.of(spawn(barrier::await), spawn(barrier::await));
      assertEquals(List.of(0, 1), Tasks.gather(pair).await());
      var aborted = spawn(barrier::await);
      yields(2);
      barrier.abort();
      assertThrows(BrokenBarrierException.class, aborted::await);
      assertTrue(barrier.isBroken());
      assertThrows(BrokenBarrierException.class, barrier::await);
      barrier.reset();
      assertFalse(barrier.isBroken());
      return null;
    });
  }

  @Test
  void whoIsCancelledAtABarrierNoLongerCounts() {
    inTask(() -> {
      var barrier = new Barrier(2);
      var gone = spawn(barrier::await);
      yields(2);
      gone.cancel();
      assertThrows(Cancelled.class, gone::await);
      assertEquals(0, barrier.waitingCount());
      var pair = List.of(spawn(barrier::await), spawn(barrier::await));
      assertEquals(List.of(0, 1), Tasks.gather(pair).await());
      return null;
    });
  }
}

package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ToThreadTest {
  private static final int MAX_THREADS =
      Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

  @Test
  void blockingWorkRunsBesideTheLoop() {
    EventLoop.run(() -> {
      var released = new CountDownLatch(1);
      Future<Thread> work =
          Tasks.toThread(() -> {
            released.await();
            return Thread.currentThread();
          });
      Tasks.yieldNow();
      assertFalse(work.isDone());
      released.countDown();
      var thread = work.await();
      assertFalse(thread.isVirtual());
      assertTrue(thread.isDaemon());
      assertTrue(thread.getName().startsWith("to-thread-"), thread.getName());
      return null;
    });
  }

  @Test
  void aFailureReachesWhoAwaitsIt() {
    EventLoop.run(() -> {
      Future<Integer> failed = Tasks.toThread(() -> Integer.parseInt("x"));
      assertThrows(NumberFormatException.class, failed::await);
      return null;
    });
  }

  @Test
  void noMoreThreadsRunThanTheLimit() {
    EventLoop.run(() -> {
      var all = new ArrayList<Future<String>>();
      var full = new CountDownLatch(MAX_THREADS);
      for (int i = 0; i < 10 * MAX_THREADS; i++) {
        all.add(
            EventLoop.current()
                .runInExecutor(
                    null,
                    () -> {
                      full.countDown();
                      full.await();
                      return Thread.currentThread().getName();
                    }));
      }
      assertEquals(MAX_THREADS, new HashSet<>(Tasks.gather(all).await()).size());
      return null;
    });
  }

  @Test
  void theLoopsEndInterruptsThreadsAndDropsWhatWaits() throws Exception {
    var interrupted = new CompletableFuture<Boolean>();
    var begun = new CountDownLatch(MAX_THREADS);
    var dropped = new AtomicBoolean(true);
    EventLoop.run(() -> {
      for (int i = 0; i < MAX_THREADS; i++) {
        var _ =
            Tasks.toThread(() -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                interrupted.complete(true);
              }
              return true;
            });
      }
      begun.await();
      var _ = Tasks.toThread(() -> dropped.compareAndSet(true, false));
      return null;
    });
    assertTrue(interrupted.get());
    assertTrue(dropped.get());
  }

  @Test
  void aClosedLoopStartsNoThread() {
    var loop = EventLoop.create();
    loop.close();
    assertThrows(IllegalStateException.class, () -> loop.runInExecutor(null, () -> true));
  }
}

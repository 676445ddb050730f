package dev.spinneret.engine.crawl.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pages and the threads that parse them.
@Timeout(60)
class ParserThreadsTest {
  private final Set<Thread> seen =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  @Test
  void everyPageIsParsedOnceOnOneOfTheThreads() throws Exception {
    var parsed = new CountDownLatch(10_000);
    onLoop(
        3,
        threads -> {
          for (int i = 0; i < 10_000; i++) {
            threads.execute(() -> {
              seen.add(Thread.currentThread());
              parsed.countDown();
            });
            if (i % 100 == 0) {
              Tasks.yieldNow();
            }
          }
          await(parsed);
        });
    assertTrue(!seen.isEmpty() && seen.size() <= 3, seen.toString());
    awaitEnd();
  }

  @Test
  void pagesAreParsedAtTheSameTime() throws Exception {
    onLoop(
        3,
        threads -> {
          for (int round = 0; round < 100; round++) {
            var together = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
              threads.execute(() -> {
                seen.add(Thread.currentThread());
                together.countDown();
                await(together); // which only three threads at once can pass
              });
              Tasks.yieldNow();
            }
            await(together);
          }
        });
    assertEquals(3, seen.size(), seen.toString());
    awaitEnd();
  }

  @Test
  void aFewPagesWaitForEachThreadAndNoMore() throws Exception {
    var mayGoOn = new CountDownLatch(1);
    onLoop(
        2,
        threads -> {
          int count = 0;
          while (threads.hasRoom()) {
            threads.execute(() -> await(mayGoOn));
            count++;
          }
          assertTrue(count >= 4 && count <= 32, count + " pages");
          mayGoOn.countDown();
          while (!threads.hasRoom()) {
            Tasks.yieldNow();
          }
        });
  }

  @Test
  void closingDropsWhatWaitsAndEndsTheThreads() throws Exception {
    var begun = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);
    var dropped = new AtomicBoolean(true);
    onLoop(
        1,
        threads -> {
          threads.execute(() -> {
            seen.add(Thread.currentThread());
            begun.countDown();
            await(mayGoOn);
          });
          threads.execute(() -> dropped.set(false));
          await(begun);
        });
    mayGoOn.countDown();
    awaitEnd();
    assertTrue(dropped.get());
  }

  @Test
  void threadsThatNobodyNeedsAreNotStarted() throws Exception {
    onLoop(
        50,
        threads -> {
          for (int i = 0; i < 20; i++) {
            var parsed = new CountDownLatch(1);
            threads.execute(() -> {
              seen.add(Thread.currentThread());
              parsed.countDown();
            });
            await(parsed);
            while (seen.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
              Thread.onSpinWait();
            }
          }
        });
    assertEquals(1, seen.size(), seen.toString());
    awaitEnd();
  }

  private interface Body {
    void run(ParserThreads threads) throws Exception;
  }

  private static void onLoop(int maxCount, Body body) {
    EventLoop.run(() -> {
      try (var threads = new ParserThreads(EventLoop.current(), maxCount)) {
        body.run(threads);
      }
      return true;
    });
  }

  private void awaitEnd() throws InterruptedException {
    for (var thread : Set.copyOf(seen)) {
      thread.join();
    }
  }

  /// Waits as the calling thread does: in a task, the loop goes on.
  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

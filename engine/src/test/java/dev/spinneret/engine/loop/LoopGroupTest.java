package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@OnEveryPoller
class LoopGroupTest {
  private final LoopOptions options;

  LoopGroupTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  @Test
  void workIsDealtOutAmongTheLoops() {
    try (var group = new LoopGroup(3, options)) {
      var futures = new ArrayList<CompletableFuture<EventLoop>>();
      for (int i = 0; i < 9; i++) {
        futures.add(
            group.submit(() -> {
              Tasks.yieldNow();
              return EventLoop.current();
            }));
      }
      var seen = new HashSet<EventLoop>();
      futures.forEach(future -> seen.add(future.join()));
      assertEquals(new HashSet<>(group.loops()), seen);
    }
    assertThrows(IllegalArgumentException.class, () -> new LoopGroup(0, options));
  }

  @Test
  void aTaskAwaitsWhatItHandsOver() {
    try (var group = new LoopGroup(2, options)) {
      int sum =
          EventLoop.run(
              options,
              () -> {
                var here = EventLoop.current();
                var parts = new ArrayList<Future<Integer>>();
                for (int i = 0; i < 100; i++) {
                  int number = i;
                  parts.add(
                      group.handOver(() -> {
                        assertTrue(EventLoop.current() != here);
                        Tasks.yieldNow();
                        return number;
                      }));
                }
                Future<Integer> failing =
                    group.handOver(() -> {
                      throw new IllegalArgumentException("on purpose");
                    });
                assertThrows(IllegalArgumentException.class, failing::await);
                return Tasks.gather(parts).await().stream().mapToInt(each -> each).sum();
              });
      assertEquals(4950, sum);
    }
  }

  @Test
  void workGoesToTheLoopThatIsNamed() {
    try (var group = new LoopGroup(3, options)) {
      EventLoop.run(
          options,
          () -> {
            for (var loop : group.loops()) {
              assertSame(loop, group.handOver(loop, EventLoop::current).await());
            }
            return true;
          });
    }
  }

  @Test
  void anErrorOnALoopIsToldToItsOwner() {
    var reported = new CompletableFuture<Error>();
    var error = new Error("on purpose");
    try (var group = new LoopGroup(2, options, reported::complete)) {
      group
          .loops()
          .getLast()
          .callSoonThreadsafe(() -> {
            throw error;
          });
      assertSame(error, reported.join());
    }
  }

  @Test
  void cancellingWhatWasHandedOverCancelsTheTask() throws Exception {
    var ended = new CountDownLatch(1);
    try (var group = new LoopGroup(1, options)) {
      EventLoop.run(
          options,
          () -> {
            var begun = new CompletableFuture<Boolean>();
            Future<Object> remote =
                group.handOver(() -> {
                  begun.complete(true);
                  try {
                    return EventLoop.current().createFuture().await();
                  } finally {
                    ended.countDown();
                  }
                });
            begun.join();
            remote.cancel();
            assertThrows(Cancelled.class, remote::await);
            return null;
          });
      ended.await();
    }
  }

  @Test
  void closingRunsTheCleanUpOfEveryTask() {
    var cleaned = new CopyOnWriteArrayList<String>();
    var begun = new CountDownLatch(4);
    try (var group = new LoopGroup(2, options)) {
      for (int i = 0; i < 4; i++) {
        group.submit(() -> {
          begun.countDown();
          try {
            return EventLoop.current().createFuture().await();
          } finally {
            Tasks.yieldNow();
            cleaned.add("cleaned up");
          }
        });
      }
      while (begun.getCount() > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(4, cleaned.size());
  }

  @Test
  void whoWaitsOutsideHearsThatTheLoopsWereClosed() {
    var begun = new CountDownLatch(1);
    var group = new LoopGroup(1, options);
    CompletableFuture<Object> running =
        group.submit(() -> {
          begun.countDown();
          return EventLoop.current().createFuture().await();
        });
    while (begun.getCount() > 0) {
      Thread.onSpinWait();
    }
    var loop = group.loops().getFirst();
    var late = new ArrayList<CompletableFuture<Integer>>();
    var gate = new CountDownLatch(1);
    // Holds the loop up, so that what follows is still on its way when the group is closed.
    loop.callSoonThreadsafe(() -> {
      gate.countDown();
      loop.stop();
      for (int i = 0; i < 3; i++) {
        late.add(loop.runThreadsafe(() -> 1));
      }
    });
    while (gate.getCount() > 0) {
      Thread.onSpinWait();
    }
    group.close();
    assertTrue(running.isCancelled());
    for (var each : late) {
      assertTrue(each.isDone());
    }
    assertThrows(IllegalStateException.class, () -> group.submit(() -> 1));
  }

  @Test
  void whatALoopHasNotTakenInWhenItIsClosedIsRefused() {
    CompletableFuture<Integer> outcome;
    try (var loop = EventLoop.create(options)) {
      outcome = loop.runThreadsafe(() -> 1);
    }
    assertTrue(outcome.isCompletedExceptionally());
    assertInstanceOf(IllegalStateException.class, outcome.exceptionNow());
  }
}

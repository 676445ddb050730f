package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  @Test
  void callbacksRunInTheOrderOfTheirCallsAndNotInTheTurnThatAddsThem() {
    var order = new ArrayList<String>();
    try (var loop = EventLoop.create()) {
      loop.callSoon(() -> {
        order.add("a");
        loop.callSoon(() -> order.add("c"));
      });
      loop.callSoon(() -> order.add("b"));
      loop.runOnce();
      assertEquals(List.of("a", "b"), order);
      loop.runOnce();
    }
    assertEquals(List.of("a", "b", "c"), order);
  }

  @Test
  void aThousandCallbacksOfOneTurnRunFirstInFirstOut() {
    var order = new ArrayList<Integer>();
    try (var loop = EventLoop.create()) {
      loop.callSoon(() -> IntStream.range(0, 1000).forEach(i -> loop.callSoon(() -> order.add(i))));
      loop.runOnce();
      assertTrue(order.isEmpty());
      loop.runOnce();
    }
    assertEquals(IntStream.range(0, 1000).boxed().toList(), order);
  }

  @Test
  void theClockMovesWithinATurnAndIsReadOnlyWhenNeeded() {
    var clock = new AtomicInteger();
    var options = LoopOptions.DEFAULT.withClock(clock::incrementAndGet);
    try (var loop = EventLoop.create(options)) {
      int created = clock.get();
      loop.callSoon(() -> {});
      loop.runOnce();
      assertEquals(created, clock.get(), "nobody asked");
      var seen = new ArrayList<Long>();
      loop.callSoon(() -> seen.add(loop.timeNanos()));
      loop.callSoon(() -> seen.add(loop.timeNanos()));
      loop.runOnce();
      assertEquals(List.of(created + 1L, created + 2L), seen);
      loop.callSoon(() -> loop.callAt(1000, () -> {}));
      loop.runOnce();
      assertEquals(created + 2, clock.get(), "a timer at an instant needs no clock");
      loop.callSoon(() -> loop.timeNanos());
      loop.runOnce();
      assertEquals(created + 4, clock.get(), "one reading decides which timers are due");
    }
  }

  @Test
  void aCancelledHandleDoesNotRun() {
    var order = new ArrayList<String>();
    try (var loop = EventLoop.create()) {
      var handle = loop.callSoon(() -> order.add("cancelled"));
      var timer = loop.callLater(Duration.ofNanos(1), () -> order.add("cancelled"));
      handle.cancel();
      timer.cancel();
      loop.callSoon(() -> order.add("kept"));
      loop.runOnce();
    }
    assertEquals(List.of("kept"), order);
  }

  @Test
  void timersOfTheSameInstantRunInTheOrderOfTheirCreation() {
    var order = new ArrayList<Integer>();
    try (var loop = EventLoop.create()) {
      long due = loop.timeNanos();
      IntStream.range(0, 100).forEach(i -> loop.callAt(due, () -> order.add(i)));
      loop.runOnce();
    }
    assertEquals(IntStream.range(0, 100).boxed().toList(), order);
  }

  @Test
  void timersNeverRunEarly() {
    int count = 50;
    var early = new AtomicInteger();
    var ran = new AtomicInteger();
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Boolean> allRan = loop.createFuture();
      for (int i = 0; i < count; i++) {
        long due = System.nanoTime() + i * 37_000L;
        loop.callAt(
            due,
            () -> {
              if (System.nanoTime() - due < 0) {
                early.incrementAndGet();
              }
              if (ran.incrementAndGet() == count) {
                allRan.setResult(true);
              }
            });
      }
      return allRan.await();
    });
    assertEquals(count, ran.get());
    assertEquals(0, early.get());
  }

  @Test
  void aCallbackThatThrowsIsToldToTheHandlerAndTheTurnGoesOn() {
    var seen = new ArrayList<Throwable>();
    var order = new ArrayList<String>();
    var failure = new IllegalArgumentException("on purpose");
    try (var loop = EventLoop.create()) {
      loop.setExceptionHandler((_, e) -> seen.add(e));
      loop.callSoon(() -> {
        throw failure;
      });
      loop.callSoon(() -> order.add("next"));
      loop.runOnce();
    }
    assertEquals(List.of(failure), seen);
    assertEquals(List.of("next"), order);
  }

  @Test
  void otherThreadsWakeASleepingLoop() throws InterruptedException {
    int perThread = 10_000;
    var count = new AtomicInteger();
    var loop = EventLoop.create();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < perThread; j++) {
                  loop.callSoonThreadsafe(() -> {
                    if (count.incrementAndGet() == 4 * perThread) {
                      loop.stop();
                    }
                  });
                }
              }));
    }
    loop.runForever();
    for (var thread : threads) {
      thread.join();
    }
    loop.close();
    assertEquals(4 * perThread, count.get());
  }

  @Test
  void aClosedLoopRefusesWork() {
    var loop = EventLoop.create();
    loop.close();
    loop.close();
    assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {}));
    assertThrows(IllegalStateException.class, () -> loop.callSoonThreadsafe(() -> {}));
    assertThrows(IllegalStateException.class, loop::runForever);
  }

  @Test
  void aLoopInsideALoopIsRefused() {
    try (var inner = EventLoop.create()) {
      EventLoop.run(() -> {
        EventLoop.current()
            .callSoon(() -> assertThrows(IllegalStateException.class, inner::runOnce));
        assertThrows(IllegalStateException.class, inner::runOnce);
        Tasks.yieldNow();
        return null;
      });
    }
  }

  @Test
  void stopInsideRunUntilCompleteIsAnErrorAndTheTaskCanGoOn() {
    try (var loop = EventLoop.create()) {
      var task =
          loop.createTask(() -> {
            loop.stop();
            Tasks.yieldNow();
            Tasks.yieldNow();
            return 42;
          });
      var refused = assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(task));
      assertTrue(refused.getMessage().contains("stopped before the future completed"));
      assertFalse(task.isDone());
      assertEquals(42, loop.runUntilComplete(task));
    }
  }

  @Test
  void closingCancelsEveryTaskAndRunsItsCleanUp() {
    var order = new ArrayList<String>();
    var loop = EventLoop.create();
    loop.createTask(() -> {
      try {
        Tasks.sleep(Duration.ofHours(1));
      } finally {
        Tasks.yieldNow();
        order.add("cleaned up");
      }
      return null;
    });
    loop.runOnce();
    loop.close();
    assertEquals(List.of("cleaned up"), order);
    assertTrue(loop.tasks().isEmpty());
  }

  @Test
  void anErrorOfATaskLeavesTheRunAndIsItsFailure() {
    var error = new AssertionError("on purpose");
    try (var loop = EventLoop.create()) {
      var task =
          loop.createTask(() -> {
            throw error;
          });
      assertSame(error, assertThrows(AssertionError.class, loop::runForever));
      assertSame(error, task.exception());
    }
  }

  @Test
  void workOnAnExecutorLeavesTheLoopFree() {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      int ticks =
          EventLoop.run(() -> {
            var loop = EventLoop.current();
            var gate = new java.util.concurrent.CountDownLatch(1);
            var work =
                loop.runInExecutor(
                    executor,
                    () -> {
                      gate.await();
                      return "done";
                    });
            int count = 0;
            for (; count < 10; count++) {
              Tasks.yieldNow();
            }
            gate.countDown();
            assertEquals("done", work.await());
            return count;
          });
      assertEquals(10, ticks);
    }
  }

  @Test
  void anActionBeforeThePollRunsOnceBetweenTwoTurns() {
    var trace = new ArrayList<String>();
    try (var loop = EventLoop.create()) {
      loop.callSoon(() -> {
        loop.beforePoll(() -> {
          trace.add("before poll");
          loop.callSoon(() -> trace.add("its callback"));
        });
        loop.callSoon(() -> trace.add("second callback"));
        trace.add("first callback");
      });
      loop.runOnce();
      loop.runOnce();
      loop.callSoon(loop::stop);
      loop.runForever();
    }
    assertEquals(
        List.of("first callback", "before poll", "second callback", "its callback"), trace);
  }

  @Test
  void anActionBeforeThePollThatFailsIsReportedAndTheOthersRun() {
    var seen = new ArrayList<Object>();
    try (var loop = EventLoop.create()) {
      loop.setExceptionHandler((_, failure) -> seen.add(failure.getMessage()));
      loop.beforePoll(() -> {
        throw new IllegalStateException("broken");
      });
      loop.beforePoll(() -> seen.add("next"));
    }
    assertEquals(List.of("broken", "next"), seen);
  }
}

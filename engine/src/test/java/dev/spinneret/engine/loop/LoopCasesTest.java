package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.NumberedCase;
import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Cases 9, 10 and 25 to 28 of those that young event loops get wrong: the loop itself.
@OnEveryPoller
class LoopCasesTest {
  private final LoopOptions options;

  LoopCasesTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  @Test
  @NumberedCase(9)
  void stopInsideRunUntilCompleteThrowsAndTheTaskCanGoOnLater() {
    try (var loop = EventLoop.create(options)) {
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
  @NumberedCase(10)
  void noCallbackIsSkippedWhenOthersAreRemovedMeanwhile() {
    try (var loop = EventLoop.create(options)) {
      var seen = new ArrayList<String>();
      Future<Integer> future = loop.createFuture();
      Consumer<Future<Integer>> second = _ -> seen.add("second");
      Consumer<Future<Integer>> first =
          done -> {
            seen.add("first");
            done.removeDoneCallback(second);
          };
      future.addDoneCallback(first);
      future.addDoneCallback(second);
      future.addDoneCallback(_ -> seen.add("third"));
      assertEquals(1, future.removeDoneCallback(second));
      future.addDoneCallback(second);
      future.setResult(1);
      loop.runOnce();
      assertEquals(List.of("first", "third", "second"), seen);
    }
  }

  @Test
  @NumberedCase(25)
  void fiveTinySleepsTakeFewTurnsAndNeverEndEarly() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          long turnsBefore = loop.statistics().turnCount();
          for (long nanos : new long[] {10_000_000, 100_000, 1_000, 10, 1}) {
            long begun = loop.timeNanos();
            Tasks.sleepNanos(nanos);
            assertTrue(loop.timeNanos() - begun >= nanos);
          }
          assertTrue(loop.statistics().turnCount() - turnsBefore <= 20);
          return null;
        });
  }

  @Test
  @NumberedCase(26)
  void impossibleDelaysClosedLoopsAndNestedLoopsAreRefused() {
    var loop = EventLoop.create(options);
    assertThrows(
        IllegalArgumentException.class,
        () -> loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> {}));
    var never = loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
    var ran = new ArrayList<String>();
    loop.callLater(Duration.ofSeconds(-1), () -> ran.add("at once"));
    loop.callSoon(() -> assertThrows(IllegalStateException.class, () -> EventLoop.run(() -> null)));
    loop.callSoon(() -> assertThrows(IllegalStateException.class, loop::runForever));
    loop.callSoon(() -> assertThrows(IllegalStateException.class, loop::close));
    loop.runOnce();
    assertEquals(List.of("at once"), ran);
    assertFalse(never.isCancelled());
    loop.close();
    assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {}));
  }

  @Test
  @NumberedCase(27)
  void ctrlCCancelsTheMainTaskFirstAndThenEndsTheRun() {
    try (var loop = EventLoop.create(options)) {
      var seen = new ArrayList<String>();
      loop.callSoon(loop::interrupt);
      assertThrows(
          Interrupted.class,
          () ->
              loop.runUntilComplete(() -> {
                try {
                  Tasks.sleep(Duration.ofHours(1));
                } finally {
                  Tasks.yieldNow();
                  seen.add("cleaned up");
                }
                return null;
              }));
      assertEquals(List.of("cleaned up"), seen);

      loop.callSoon(() -> {
        loop.interrupt();
        loop.interrupt();
      });
      assertThrows(
          Interrupted.class, () -> loop.runUntilComplete(() -> loop.createFuture().await()));
      assertEquals(1, loop.tasks().size());
    }
  }

  @Test
  @NumberedCase(28)
  void aThousandCallbacksFromACallbackRunNextTurnInOrder() {
    try (var loop = EventLoop.create(options)) {
      var order = new ArrayList<Integer>();
      loop.callSoon(() -> IntStream.range(0, 1000).forEach(i -> loop.callSoon(() -> order.add(i))));
      loop.runOnce();
      assertTrue(order.isEmpty());
      loop.runOnce();
      assertEquals(IntStream.range(0, 1000).boxed().toList(), order);
    }
  }
}

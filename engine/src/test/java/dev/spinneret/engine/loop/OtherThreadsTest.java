package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/// Other threads, signals and interrupts.
@OnEveryPoller
class OtherThreadsTest {
  private final LoopOptions options;

  OtherThreadsTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  @Test
  void aTaskCanBeCreatedFromAnotherThread() throws Exception {
    try (var loop = EventLoop.create(options)) {
      var thread = Thread.ofPlatform().start(loop::runForever);
      assertEquals(
          42,
          loop.<Integer>runThreadsafe(
                  () -> {
                    Tasks.yieldNow();
                    return 42;
                  })
              .get());
      var failing =
          loop.runThreadsafe(() -> {
            throw new IllegalArgumentException("on purpose");
          });
      assertThrows(ExecutionException.class, failing::get);
      var begun = new CountDownLatch(1);
      var ended = new CompletableFuture<Boolean>();
      var cancelled =
          loop.runThreadsafe(() -> {
            begun.countDown();
            try {
              return loop.createFuture().await();
            } finally {
              ended.complete(true);
            }
          });
      begun.await();
      cancelled.cancel(true);
      assertTrue(ended.get());
      assertThrows(CancellationException.class, cancelled::get);
      loop.stop();
      thread.join();
    }
  }

  @Test
  void aThreadThatOutlivesTheLoopGoesOnElsewhere() throws Exception {
    var baton = new SynchronousQueue<String>();
    var done = new CompletableFuture<String>();
    var refused = new CompletableFuture<Throwable>();
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          Thread.startVirtualThread(() -> {
            try {
              var taken = baton.take();
              refused.complete(
                  assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {})));
              done.complete(taken);
            } catch (InterruptedException e) {
              done.completeExceptionally(e);
            }
          });
          Tasks.yieldNow();
          return null;
        });
    baton.put("late");
    assertEquals("late", done.get());
    assertTrue(refused.get().getMessage().contains("closed"));
  }

  @Test
  void workThatEndsAfterTheLoopIsDropped() throws Exception {
    var gate = new CountDownLatch(1);
    var ended = new CompletableFuture<Boolean>();
    EventLoop.run(
        options,
        () ->
            EventLoop.current()
                .runInExecutor(
                    work -> {
                      Thread.ofPlatform()
                          .start(() -> {
                            work.run();
                            ended.complete(true);
                          });
                    },
                    () -> {
                      gate.await();
                      return 1;
                    }));
    gate.countDown();
    assertTrue(ended.get());
  }

  @Test
  void cancellingATaskThatIsBlockedInTheJdkInterruptsIt() {
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          var never = new CountDownLatch(1);
          var seen = new ArrayList<String>();
          var plain =
              loop.createTask(() -> {
                never.await();
                return null;
              });
          var careful =
              loop.createTask(() -> {
                try {
                  never.await();
                } catch (InterruptedException _) {
                  seen.add("interrupted");
                }
                try {
                  Tasks.yieldNow();
                } finally {
                  seen.add("flag " + Thread.currentThread().isInterrupted());
                }
                return seen.add("not reached");
              });
          Tasks.yieldNow();
          plain.cancel();
          careful.cancel();
          assertThrows(Cancelled.class, plain::await);
          assertThrows(Cancelled.class, careful::await);
          assertEquals(List.of("interrupted", "flag false"), seen);
          return null;
        });
  }

  @Test
  void anInterruptOfTheLoopsThreadIsCtrlC() {
    var seen = new ArrayList<String>();
    assertThrows(
        Interrupted.class,
        () -> {
          var thread = Thread.currentThread();
          EventLoop.run(
              options,
              () -> {
                EventLoop.current().callSoon(thread::interrupt);
                try {
                  return EventLoop.current().createFuture().await();
                } finally {
                  seen.add("cleaned up");
                }
              });
        });
    assertEquals(List.of("cleaned up"), seen);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void anInterruptEndsTheSleepOfALoopThatNothingElseWakes() throws Exception {
    var loopThread = Thread.currentThread();
    var interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (!isInAPoll(loopThread)) {
                Thread.onSpinWait();
              }
              loopThread.interrupt();
            });
    try (var loop = EventLoop.create(options)) {
      // Only when the interrupt is not noticed; the run then ends otherwise than expected.
      var tooLate = loop.callLater(Duration.ofSeconds(30), loop::stop);
      assertThrows(
          Interrupted.class, () -> loop.runUntilComplete(() -> loop.createFuture().await()));
      tooLate.cancel();
    }
    interrupter.join();
    assertFalse(loopThread.isInterrupted());
  }

  private static boolean isInAPoll(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame ->
            frame.getClassName().endsWith("Poller") && frame.getMethodName().equals("poll"));
  }

  @Test
  void aSignalRunsItsHandlerOnTheLoop() throws Exception {
    long pid = ProcessHandle.current().pid();
    EventLoop.run(
        options,
        () -> {
          var loop = EventLoop.current();
          Future<String> arrived = loop.createFuture();
          loop.addSignalHandler("WINCH", () -> arrived.setResult("on the loop"));
          new ProcessBuilder("kill", "-WINCH", Long.toString(pid)).start().waitFor();
          assertEquals("on the loop", arrived.await());
          assertTrue(loop.removeSignalHandler("WINCH"));
          assertFalse(loop.removeSignalHandler("WINCH"));
          assertThrows(
              IllegalArgumentException.class, () -> loop.addSignalHandler("NONSENSE", () -> {}));
          return null;
        });
  }

  @Test
  void inAProgramsMainAnInterruptEndsTheRun() {
    // A real Ctrl-C would test the shell: where that ignores it, so does the JVM.
    assertThrows(
        Interrupted.class,
        () ->
            EventLoop.runMain(
                options,
                () -> {
                  EventLoop.current().interrupt();
                  return EventLoop.current().createFuture().await();
                }));
  }
}

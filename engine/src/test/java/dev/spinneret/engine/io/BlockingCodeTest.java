package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.serve;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Code that blocks, unchanged, in a task: the loop stays free, shown by a second task that ticks.
/// Where the tick is what ends the blocking, a loop that is not free would hang.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCodeTest {
  private static final int TICKS = 5;

  private final PollerKind poller;

  BlockingCodeTest(PollerKind poller) {
    this.poller = poller;
  }

  private static void tick(int count) {
    for (int i = 0; i < count; i++) {
      Tasks.sleepNanos(100_000);
    }
  }

  private static <T> Task<T> begin(Callable<T> body) {
    Task<T> task = EventLoop.current().createTask(body);
    Tasks.yieldNow();
    return task;
  }

  @Test
  void aSleepLeavesTheLoopFree() {
    run(
        poller,
        () -> {
          var sleepers = new ArrayList<Thread>();
          var sleeper =
              begin(() -> {
                sleepers.add(Thread.currentThread());
                try {
                  Thread.sleep(Duration.ofHours(1));
                  return "slept on";
                } catch (InterruptedException _) {
                  return "woken";
                }
              });
          tick(TICKS);
          sleepers.forEach(Thread::interrupt);
          assertEquals("woken", sleeper.await());
          return null;
        });
  }

  @Test
  void aBlockingSocketTalksToAServerOnTheSameLoop() {
    run(
        poller,
        () -> {
          try (var server =
              serve((reader, writer) -> {
                tick(TICKS);
                writer.write("served " + reader.readTextLine());
              })) {
            var client =
                begin(() -> {
                  try (var socket =
                      new Socket(server.address().getAddress(), server.address().getPort())) {
                    socket.getOutputStream().write("me\n".getBytes(UTF_8));
                    return new String(socket.getInputStream().readAllBytes(), UTF_8);
                  }
                });
            assertEquals("served me", client.await());
          }
          return null;
        });
  }

  @Test
  void aWaitForACompletableFutureLeavesTheLoopFree() {
    run(
        poller,
        () -> {
          var promise = new CompletableFuture<String>();
          var waiter = begin(promise::get);
          tick(TICKS);
          promise.complete("kept");
          assertEquals("kept", waiter.await());
          return null;
        });
  }

  @Test
  void aContendedMonitorLeavesTheLoopFree() {
    run(
        poller,
        () -> {
          var lock = new Object();
          Future<String> release = EventLoop.current().createFuture();
          var owner =
              begin(() -> {
                synchronized (lock) {
                  return release.await();
                }
              });
          var contender =
              begin(() -> {
                synchronized (lock) {
                  return "entered, owner done: " + release.isDone();
                }
              });
          tick(TICKS);
          release.setResult("left");
          assertEquals("left", owner.await());
          assertEquals("entered, owner done: true", contender.await());
          return null;
        });
  }
}

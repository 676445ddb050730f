package dev.spinneret.engine.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProcessPoolTest {
  private static final ProcessPoolOptions ONE = new ProcessPoolOptions(1, List.of());

  @TempDir Path folder;

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void awaitEnd(long pid) throws Exception {
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      handle.get().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private static @Nullable Throwable failureOf(Future<?> future) {
    Tasks.wait(List.of(future), WaitUntil.ALL_COMPLETED);
    return future.exception();
  }

  /// Work that never ends, but writes down first where it runs.
  private static ProcessWork<Boolean> endless(Path pidFile) {
    var name = pidFile.toString();
    return () -> {
      Files.writeString(Path.of(name + ".new"), Long.toString(pid()));
      Files.move(Path.of(name + ".new"), Path.of(name));
      new CountDownLatch(1).await();
      return true;
    };
  }

  private static long awaitPid(Path pidFile) throws IOException {
    while (!Files.exists(pidFile)) {
      Tasks.yieldNow();
    }
    return Long.parseLong(Files.readString(pidFile));
  }

  @Test
  void workRunsInAnotherProcessAndItsResultComesBack() {
    EventLoop.run(() -> {
      int factor = 7;
      Future<List<Long>> product = Tasks.runInProcess(() -> List.of(6L * factor, pid()));
      assertEquals(42, product.await().getFirst());
      assertNotEquals(pid(), product.await().getLast());
      Future<Object> nothing = Tasks.runInProcess(() -> null);
      assertEquals(null, nothing.await());
      return null;
    });
  }

  @Test
  void whatItPrintsIsNoAnswer() {
    EventLoop.run(() -> {
      Future<String> said =
          Tasks.runInProcess(() -> {
            System.out.print(" ");
            System.out.flush();
            return "said " + System.in.read();
          });
      assertEquals("said -1", said.await());
      return null;
    });
  }

  @Test
  void aFailureComesBackWithItsTypeAndItsStack() {
    EventLoop.run(() -> {
      Future<Integer> failed = Tasks.runInProcess(() -> Integer.parseInt("seven"));
      var failure = assertThrows(NumberFormatException.class, failed::await);
      assertTrue(failure.getMessage().contains("seven"));
      assertTrue(
          List.of(failure.getStackTrace()).toString().contains("ProcessPoolTest"),
          () -> List.of(failure.getStackTrace()).toString());
      Future<Integer> checked =
          Tasks.runInProcess(() -> {
            throw new IOException("no disk");
          });
      var cause = assertInstanceOf(IOException.class, failureOf(checked));
      assertEquals("no disk", cause.getMessage());
      return null;
    });
  }

  /// Holds what cannot be serialised.
  @SuppressWarnings("serial") // That is the point.
  private static final class Unserialisable extends RuntimeException {
    final Object secret = new Object();

    Unserialisable() {
      super("it is secret");
    }
  }

  @Test
  void aFailureThatCannotBeSerialisedIsDescribed() {
    EventLoop.run(() -> {
      Future<Integer> failed =
          Tasks.runInProcess(() -> {
            throw new Unserialisable();
          });
      var failure = assertThrows(WorkerFailure.class, failed::await);
      assertTrue(failure.getMessage().contains("it is secret"), failure.getMessage());
      return null;
    });
  }

  @Test
  void whatCannotBeSerialisedFails() {
    EventLoop.run(() -> {
      var here = new Object();
      Future<Integer> captured = Tasks.runInProcess(() -> here.hashCode());
      assertInstanceOf(NotSerializableException.class, failureOf(captured));
      Future<Object> returned = Tasks.runInProcess(Object::new);
      assertInstanceOf(NotSerializableException.class, failureOf(returned));
      return null;
    });
  }

  @Test
  void noMoreProcessesRunThanTheLimit() {
    try (var loop = EventLoop.create();
        var pool = ProcessPool.create(loop, new ProcessPoolOptions(2, List.of()))) {
      var pids = new HashSet<Long>();
      loop.runUntilComplete(() -> {
        var all = new ArrayList<Future<Long>>();
        for (int i = 0; i < 12; i++) {
          all.add(pool.run(ProcessPoolTest::pid));
        }
        return pids.addAll(Tasks.gather(all).await());
      });
      assertTrue(!pids.isEmpty() && pids.size() <= 2, pids.toString());
    }
  }

  @Test
  void aProcessThatDiesIsReplaced() {
    try (var loop = EventLoop.create();
        var pool = ProcessPool.create(loop, ONE)) {
      loop.runUntilComplete(() -> {
        long first = pool.run(ProcessPoolTest::pid).await();
        Future<Boolean> fatal =
            pool.run(() -> {
              Runtime.getRuntime().halt(3);
              return true;
            });
        Future<Long> next = pool.run(ProcessPoolTest::pid);
        assertEquals(3, assertThrows(WorkerDied.class, fatal::await).exitCode());
        assertNotEquals(first, next.await());
        assertFalse(isAlive(first));
        return null;
      });
    }
  }

  @Test
  void cancellingWorkKillsItsProcessAndNoOther() {
    var pidFile = folder.resolve("pid");
    try (var loop = EventLoop.create();
        var pool = ProcessPool.create(loop, ONE)) {
      loop.runUntilComplete(() -> {
        var endless = pool.run(endless(pidFile));
        var waiting = pool.run(endless(folder.resolve("never")));
        long first = awaitPid(pidFile);
        Future<Long> next = pool.run(ProcessPoolTest::pid);
        assertTrue(waiting.cancel());
        assertTrue(endless.cancel());
        long second = next.await();
        assertNotEquals(first, second);
        awaitEnd(first);
        assertEquals(second, pool.run(ProcessPoolTest::pid).await());
        return null;
      });
    }
    assertFalse(Files.exists(folder.resolve("never")));
  }

  @Test
  void aTimeoutKillsTheProcess() {
    var pidFile = folder.resolve("pid");
    EventLoop.run(() -> {
      var endless = Tasks.runInProcess(endless(pidFile));
      long pid = awaitPid(pidFile);
      assertThrows(TimeoutException.class, () -> Tasks.waitFor(endless, Duration.ofMillis(1)));
      awaitEnd(pid);
      return null;
    });
  }

  @Test
  void theLoopTakesItsProcessesWithIt() {
    var pidFile = folder.resolve("pid");
    long pid =
        EventLoop.run(() -> {
          var _ = Tasks.runInProcess(endless(pidFile));
          return awaitPid(pidFile);
        });
    assertFalse(isAlive(pid));
  }

  @Test
  void theLoopTakesPoolsWithItThatNobodyHasClosed() {
    var loop = EventLoop.create();
    var pool = ProcessPool.create(loop, ONE);
    long pid = loop.runUntilComplete(() -> pool.run(ProcessPoolTest::pid).await());
    assertTrue(isAlive(pid));
    loop.close();
    assertFalse(isAlive(pid));
    assertThrows(IllegalStateException.class, () -> ProcessPool.create(loop, ONE));
  }

  @Test
  void workThatWritesIntoTheAnswersHarmsItselfAlone() {
    try (var loop = EventLoop.create();
        var pool = ProcessPool.create(loop, ONE)) {
      loop.runUntilComplete(() -> {
        Future<Boolean> rude =
            pool.run(() -> {
              try (var out = new FileOutputStream(FileDescriptor.out)) {
                out.write("hello, parent".getBytes(StandardCharsets.UTF_8));
              }
              return true;
            });
        assertThrows(WorkerDied.class, rude::await);
        assertNotEquals(pid(), pool.run(ProcessPoolTest::pid).await());
        return null;
      });
    }
  }

  @Test
  void aClosedPoolRefusesWorkAndCancelsWhatIsLeft() {
    var pidFile = folder.resolve("pid");
    try (var loop = EventLoop.create()) {
      var pool = ProcessPool.create(loop, ONE);
      loop.runUntilComplete(() -> {
        var running = pool.run(endless(pidFile));
        var waiting = pool.run(ProcessPoolTest::pid);
        long pid = awaitPid(pidFile);
        pool.close();
        pool.close();
        assertTrue(running.isCancelled());
        assertTrue(waiting.isCancelled());
        assertFalse(isAlive(pid));
        assertThrows(IllegalStateException.class, () -> pool.run(ProcessPoolTest::pid));
        return null;
      });
    }
  }

  @Test
  void flagsAreHandedOverAndMayBeChanged() {
    var options = new ProcessPoolOptions(1, List.of("-Xmx77m", "-Dladder.rung=9"));
    try (var loop = EventLoop.create();
        var pool = ProcessPool.create(loop, options)) {
      loop.runUntilComplete(() -> {
        // The loop needs a flag that this process was given.
        Future<String> seen =
            pool.run(() ->
                EventLoop.run(() -> System.getProperty("ladder.rung"))
                    + " of "
                    + Runtime.getRuntime().maxMemory() / (1 << 20));
        var words = seen.await().split(" of ");
        assertEquals("9", words[0]);
        assertTrue(Integer.parseInt(words[1]) <= 77, words[1]);
        return null;
      });
    }
  }

  @Test
  void whatTwoProcessesCannotShareIsNotHandedOver() {
    assertEquals(
        List.of("-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dmine=1", "-Xlog:gc"),
        WorkerCommand.inheritedFlags(
            List.of(
                "-Xmx1g",
                "-agentlib:jdwp=transport=dt_socket,address=5005",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dcom.sun.management.jmxremote.port=9",
                "-Dmine=1",
                "-XX:AOTCache=x.aot",
                "-XX:StartFlightRecording",
                "-Xlog:gc:file=gc.log",
                "-Xlog:gc")));
    assertThrows(IllegalArgumentException.class, () -> new ProcessPoolOptions(0, List.of()));
  }

  /// A program that is killed while a worker works for it.
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) {
      EventLoop.run(() -> Tasks.runInProcess(endless(Path.of(args[0]))).await());
    }
  }

  @Test
  void noWorkerOutlivesAProcessThatIsKilled() throws Exception {
    var pidFile = folder.resolve("pid");
    var command = new ArrayList<>(WorkerCommand.of(ProcessPoolOptions.DEFAULT));
    command.set(command.size() - 1, Owner.class.getName());
    command.add(pidFile.toString());
    var owner =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!Files.exists(pidFile)) {
      assertTrue(owner.isAlive());
      Thread.onSpinWait();
    }
    long pid = Long.parseLong(Files.readString(pidFile));
    assertTrue(isAlive(pid));
    owner.destroyForcibly().waitFor();
    awaitEnd(pid);
  }
}

package dev.spinneret.engine.io.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Processes, after CPython's test_subprocess.
@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class SubprocessTest {
  private static final byte[] NOTHING = {};

  private final PollerKind poller;

  SubprocessTest(PollerKind poller) {
    this.poller = poller;
  }

  @BeforeAll
  static void needsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
  }

  private <T> T run(Callable<T> main) {
    return EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void whatGoesInComesOut() {
    run(() -> {
      try (var cat = Subprocess.exec("cat")) {
        cat.stdin().write("some data");
        cat.stdin().drain();
        assertEquals("some data", new String(cat.stdout().readExactly(9), UTF_8));
        assertTrue(cat.isAlive());
        assertNull(cat.exitCode());
        cat.stdin().close();
        assertEquals(0, cat.stdout().readAll().length);
        assertEquals(0, cat.waitFor());
        assertEquals(0, cat.exitCode());
        assertFalse(cat.isAlive());
      }
      return null;
    });
  }

  @Test
  void communicateFeedsReadsAndWaits() {
    run(() -> {
      try (var sh = Subprocess.shell("cat; echo oops >&2; exit 7")) {
        var output = sh.communicate("some data".getBytes(UTF_8));
        assertEquals("some data", output.stdoutText());
        assertEquals("oops\n", output.stderrText());
        assertEquals(7, output.exitCode());
      }
      return null;
    });
  }

  @Test
  void muchOnBothOutputsAndTheInputMakesNoDeadlock() {
    run(() -> {
      byte[] much = new byte[2_000_000];
      try (var sh =
          Subprocess.shell(
              "head -c 3000000 /dev/zero >&2 & head -c 3000000 /dev/zero; wait; cat | wc -c")) {
        var output = sh.communicate(much);
        assertEquals(0, output.exitCode());
        assertEquals(3_000_000, output.stderr().remaining());
        var text = output.stdoutText();
        assertEquals("2000000", text.substring(3_000_000).strip());
      }
      return null;
    });
  }

  @Test
  void aProcessThatDoesNotReadItsInputIsNoError() {
    run(() -> {
      try (var quick = Subprocess.exec("true")) {
        var output = quick.communicate(new byte[1_000_000]);
        assertEquals(0, output.exitCode());
      }
      return null;
    });
  }

  @Test
  void aWriterToAProcessThatIsGoneGetsToKnowIt() {
    run(() -> {
      try (var quick = Subprocess.exec("true")) {
        assertEquals(0, quick.waitFor());
        assertThrows(
            IOException.class,
            () -> {
              while (true) {
                quick.stdin().write(new byte[10_000]);
                quick.stdin().drain();
              }
            });
      }
      return null;
    });
  }

  @Test
  void aProcessThatDoesNotReadHoldsTheWriterBack() {
    run(() -> {
      try (var sleep = Subprocess.exec("sleep", "100")) {
        var writing =
            Tasks.spawn(() -> {
              for (int i = 0; i < 1_000; i++) {
                sleep.stdin().write(new byte[10_000]);
                sleep.stdin().drain();
              }
              return true;
            });
        assertThrows(TimeoutException.class, () -> Tasks.waitFor(writing, Duration.ofMillis(100)));
        assertTrue(sleep.stdin().transport().writeBufferBytes() < 100_000);
      }
      return null;
    });
  }

  @Test
  void anUnreadOutputHoldsTheProcessBack() {
    run(() -> {
      try (var yes = Subprocess.exec("yes")) {
        assertEquals("y", yes.stdout().readTextLine());
        assertThrows(TimeoutException.class, () -> yes.waitFor(Duration.ofMillis(50)));
        assertEquals("y", yes.stdout().readTextLine());
        yes.kill();
        assertEquals(137, yes.waitFor());
      }
      return null;
    });
  }

  @Test
  void signalsEndIt() {
    run(() -> {
      try (var terminated = Subprocess.exec("sleep", "100");
          var killed = Subprocess.exec("sleep", "100");
          var signalled = Subprocess.exec("sleep", "100")) {
        assertTrue(terminated.terminate());
        assertTrue(killed.kill());
        assertTrue(signalled.sendSignal("USR1"));
        assertEquals(128 + 15, terminated.waitFor());
        assertEquals(128 + 9, killed.waitFor());
        assertEquals(128 + 10, signalled.waitFor());
        assertFalse(signalled.sendSignal("USR1"));
        assertFalse(signalled.kill());
        assertThrows(IllegalArgumentException.class, () -> signalUnknown());
      }
      return null;
    });
  }

  private static void signalUnknown() throws IOException {
    try (var sleep = Subprocess.exec("sleep", "100")) {
      sleep.sendSignal("NONSENSE");
    }
  }

  @Test
  void aSignalCanBeHandledByTheProcess() {
    run(() -> {
      try (var sh =
          Subprocess.shell(
              "trap 'echo caught; exit 3' USR1; echo ready; while :; do sleep 0.01; done")) {
        assertEquals("ready", sh.stdout().readTextLine());
        assertTrue(sh.sendSignal("USR1"));
        assertEquals("caught", sh.stdout().readTextLine());
        assertEquals(3, sh.waitFor());
      }
      return null;
    });
  }

  @Test
  void closeKillsWhatRuns() {
    run(() -> {
      var sleep = Subprocess.exec("sleep", "100");
      long pid = sleep.pid();
      assertTrue(isRunning(pid));
      sleep.close();
      sleep.close();
      assertEquals(137, sleep.waitFor());
      assertFalse(isRunning(pid));
      return null;
    });
  }

  @Test
  void aCancelledTaskLeavesNoProcessBehind() {
    run(() -> {
      Future<Subprocess> started = EventLoop.current().createFuture();
      var task =
          Tasks.spawn(() -> {
            try (var sleep = Subprocess.exec("sleep", "100")) {
              started.setResult(sleep);
              return sleep.communicate(NOTHING);
            }
          });
      var sleep = started.await();
      task.cancel();
      assertThrows(Cancelled.class, task::await);
      assertEquals(137, sleep.waitFor());
      return null;
    });
  }

  @Test
  void theCloseOfTheLoopLeavesNoProcessBehind() {
    var pids =
        run(() -> {
          var found = new ArrayList<Long>();
          for (int i = 0; i < 3; i++) {
            found.add(Subprocess.exec("sleep", "100").pid());
          }
          found.add(
              Subprocess.exec(
                      ProcessOptions.DEFAULT
                          .withStdin(Redirect.INHERIT)
                          .withStdout(Redirect.DISCARD)
                          .withStderr(Redirect.DISCARD),
                      List.of("sleep", "100"))
                  .pid());
          return found;
        });
    pids.forEach(pid -> assertFalse(isRunning(pid), "process " + pid));
    assertThrows(IllegalStateException.class, () -> Subprocess.exec("true"));
  }

  @Test
  void aTimeoutOfCommunicateLosesNothing() {
    run(() -> {
      try (var sh = Subprocess.shell("echo early; read line; echo late $line")) {
        assertThrows(
            TimeoutException.class, () -> communicateWithoutInput(sh, Duration.ofMillis(100)));
        sh.stdin().write("word\n");
        sh.stdin().close();
        assertEquals("early\nlate word\n", new String(sh.stdout().readAll(), UTF_8));
        assertEquals(0, sh.waitFor());
      }
      return null;
    });
  }

  /// As communicate does, but with the input left open.
  private static void communicateWithoutInput(Subprocess process, Duration limit)
      throws TimeoutException {
    Tasks.<Object, TimeoutException>timeout(
        limit,
        _ -> {
          try {
            return process.stdout().readAll();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void communicateEndsInTimeOrThrows() {
    run(() -> {
      try (var sleep = Subprocess.exec("sleep", "100")) {
        assertThrows(
            TimeoutException.class, () -> sleep.communicate(NOTHING, Duration.ofMillis(50)));
        assertTrue(sleep.isAlive());
      }
      try (var cat = Subprocess.exec("cat")) {
        var output = cat.communicate("in time".getBytes(UTF_8), Duration.ofSeconds(60));
        assertEquals("in time", output.stdoutText());
      }
      return null;
    });
  }

  @Test
  void aCancelledWaitDisturbsNoOther() {
    run(() -> {
      try (var cat = Subprocess.exec("cat")) {
        var first = Tasks.spawn(() -> cat.waitFor());
        var second = Tasks.spawn(() -> cat.waitFor());
        Tasks.yieldNow();
        Tasks.yieldNow();
        first.cancel();
        assertThrows(Cancelled.class, first::await);
        cat.stdin().close();
        assertEquals(0, second.await());
      }
      return null;
    });
  }

  @Test
  void aProgramThatIsNotThereIsAnErrorThatLeavesNothing() {
    run(() -> {
      long before = descriptorCount();
      for (int i = 0; i < 10; i++) {
        assertThrows(IOException.class, () -> Subprocess.exec("no-such-program-here"));
      }
      assertTrue(descriptorCount() <= before + 2, "descriptors leak");
      return null;
    });
  }

  @Test
  void manyProcessesLeaveNoDescriptor() {
    run(() -> {
      for (int round = 0; round < 3; round++) {
        echoAtOnce(10);
      }
      long before = descriptorCount();
      for (int round = 0; round < 3; round++) {
        echoAtOnce(10);
      }
      until(() -> descriptorCount() <= before + 5);
      return null;
    });
  }

  private static void until(BooleanSupplier happened) {
    for (int i = 0; i < 10_000 && !happened.getAsBoolean(); i++) {
      Tasks.sleepNanos(1_000_000);
    }
    assertTrue(happened.getAsBoolean(), "it has not happened");
  }

  private static void echoAtOnce(int count) {
    var all = new ArrayList<Future<String>>();
    for (int i = 0; i < count; i++) {
      var word = "word " + i;
      all.add(
          Tasks.spawn(() -> {
            try (var echo = Subprocess.exec("echo", word)) {
              return echo.communicate(NOTHING).stdoutText().strip();
            }
          }));
    }
    var words = Tasks.gather(all).await();
    for (int i = 0; i < count; i++) {
      assertEquals("word " + i, words.get(i));
    }
  }

  private static long descriptorCount() {
    var names = Path.of("/proc/self/fd").toFile().list();
    return names == null ? 0 : names.length;
  }
}

package dev.spinneret.engine.io.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.io.stream.IncompleteReadException;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a process is started.
@OnEveryPoller
class ProcessOptionsTest {
  private static final byte[] NOTHING = {};

  private final PollerKind poller;

  @TempDir private Path folder;

  ProcessOptionsTest(PollerKind poller) {
    this.poller = poller;
  }

  @BeforeAll
  static void needsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
  }

  private <T> T run(Callable<T> main) {
    return EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  @Test
  void streamsMayLeadElsewhere() throws IOException {
    var file = folder.resolve("in");
    Files.writeString(file, "from a file\n");
    run(() -> {
      var options =
          ProcessOptions.DEFAULT
              .withStdin(Redirect.from(file.toFile()))
              .withStderr(Redirect.to(folder.resolve("err").toFile()));
      try (var sh = Subprocess.shell(options, "cat; echo wrong >&2")) {
        assertThrows(IllegalStateException.class, sh::stdin);
        assertThrows(IllegalStateException.class, sh::stderr);
        var output = sh.communicate(NOTHING);
        assertEquals("from a file\n", output.stdoutText());
        assertEquals(0, output.stderr().remaining());
      }
      try (var merged =
          Subprocess.shell(
              ProcessOptions.DEFAULT.withMergedErrors(), "echo one; echo two >&2; echo three")) {
        assertEquals("one\ntwo\nthree\n", merged.communicate(NOTHING).stdoutText());
      }
      try (var discarded =
          Subprocess.shell(ProcessOptions.DEFAULT.withStdout(Redirect.DISCARD), "echo lost")) {
        assertEquals("", discarded.communicate(NOTHING).stdoutText());
      }
      return null;
    });
    assertEquals("wrong\n", Files.readString(folder.resolve("err")));
  }

  @Test
  void directoryAndEnvironmentAreTheirOwn() {
    run(() -> {
      var options =
          ProcessOptions.DEFAULT
              .withDirectory(folder)
              .withEnvironment(Map.of("WORD", "given", "PATH", System.getenv("PATH")));
      try (var sh = Subprocess.shell(options, "pwd -P; echo $WORD; echo ${HOME-none}")) {
        assertEquals(folder.toRealPath() + "\ngiven\nnone\n", sh.communicate(NOTHING).stdoutText());
      }
      return null;
    });
  }

  @Test
  void aLineOverTheLimitOfItsStreamIsRefused() {
    run(() -> {
      var defaults = ProcessOptions.DEFAULT;
      var small =
          new ProcessOptions(
              defaults.stdin(), defaults.stdout(), defaults.stderr(), false, null, null, 10);
      try (var sh = Subprocess.shell(small, "echo 123456789012345; echo short")) {
        assertThrows(IOException.class, () -> sh.stdout().readLine());
        assertEquals("short", sh.stdout().readTextLine());
        assertThrows(IncompleteReadException.class, () -> sh.stdout().readExactly(1));
      }
      return null;
    });
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ProcessOptions(Redirect.PIPE, Redirect.PIPE, Redirect.PIPE, false, null, null, 0));
  }
}

package dev.spinneret.engine.io.process;

import dev.spinneret.engine.io.pipe.ReadPipe;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A process that tasks of one loop feed, read and await.
///
/// ```java
/// try (var sort = Subprocess.exec("sort", "-n")) {
///   var output = sort.communicate(numbers, Duration.ofSeconds(10));
///   …
/// }
/// ```
///
/// It has one owner, who closes it: a process that still runs is then killed, so that a task that
/// is cancelled leaves none behind. The close of the loop does the same for every process that was
/// started on it, and waits until they have ended. Children of the process are its own matter.
///
/// The streams push back: a process whose output nobody reads is stopped by the full pipe after the
/// [StreamReader]'s buffer, and one that does not read is noticed in [StreamWriter#drain].
public final class Subprocess implements AutoCloseable {
  private static final int FED_BYTES = 64 * 1024;

  private final EventLoop loop;
  private final StartedProcess started;
  private final Future<Integer> exit;

  private Subprocess(EventLoop loop, StartedProcess started) {
    this.loop = loop;
    this.started = started;
    this.exit = loop.createFuture();
  }

  /// Starts a program with pipes for its three standard streams. Does not suspend; blocks the loop
  /// for the millisecond or two that the system takes.
  ///
  /// @param command the program, found on the `PATH`, and its arguments
  /// @return the process, which the caller closes
  /// @throws IOException if there is no such program, or it may not be run
  public static Subprocess exec(String... command) throws IOException {
    return exec(ProcessOptions.DEFAULT, List.of(command));
  }

  /// Starts a program. Does not suspend; blocks the loop for the millisecond or two that the system
  /// takes.
  ///
  /// @param options its streams and what else differs
  /// @param command the program, found on the `PATH`, and its arguments
  /// @return the process, which the caller closes
  /// @throws IOException if there is no such program, or it may not be run
  public static Subprocess exec(ProcessOptions options, List<String> command) throws IOException {
    var loop = EventLoop.current();
    var made = new Subprocess(loop, StartedProcess.start(options, command));
    made.watch();
    return made;
  }

  /// Starts a shell's command with pipes for its three standard streams, as [#exec(String...)].
  ///
  /// @param command for `/bin/sh`; what comes from elsewhere has to be quoted, or be an argument of
  ///   [#exec] instead
  /// @return the process of the shell, which the caller closes
  /// @throws IOException if there is no shell
  public static Subprocess shell(String command) throws IOException {
    return shell(ProcessOptions.DEFAULT, command);
  }

  /// Starts a shell's command, as [#exec(ProcessOptions, List)].
  ///
  /// @param options its streams and what else differs
  /// @param command for `/bin/sh`
  /// @return the process of the shell, which the caller closes
  /// @throws IOException if there is no shell
  public static Subprocess shell(ProcessOptions options, String command) throws IOException {
    return exec(options, List.of("/bin/sh", "-c", command));
  }

  /// Has the end of the process known to the loop, and the end of the loop to the process.
  private void watch() {
    var _ =
        started
            .process()
            .onExit()
            .whenComplete((ended, failure) -> {
              try {
                loop.callSoonThreadsafe(
                    () -> exit.setResult(failure == null ? ended.exitValue() : -1));
              } catch (IllegalStateException _) {
                // The loop is closed, and nobody waits.
              }
            });
    var _ = loop.createTask("process " + pid(), this::supervise);
  }

  /// Lives as long as the process. Only the close of the loop cancels it.
  private boolean supervise() {
    try {
      var _ = waitFor();
      return true;
    } finally {
      if (!exit.isDone()) {
        close();
        var _ = waitFor();
      }
    }
  }

  /// The number of the process.
  ///
  /// @return as the system knows it
  public long pid() {
    return started.process().pid();
  }

  /// What goes to the process. Closing it ends the input.
  ///
  /// @return the stream of its standard input
  /// @throws IllegalStateException if that is no stream
  public StreamWriter stdin() {
    return piped(started.stdin(), "standard input");
  }

  /// What comes from the process.
  ///
  /// @return the stream of its standard output
  /// @throws IllegalStateException if that is no stream
  public StreamReader stdout() {
    return piped(started.stdout(), "standard output").reader();
  }

  /// What comes from the process when something is wrong.
  ///
  /// @return the stream of its standard error
  /// @throws IllegalStateException if that is no stream
  public StreamReader stderr() {
    return piped(started.stderr(), "standard error").reader();
  }

  private static <S> S piped(@Nullable S stream, String what) {
    if (stream == null) {
      throw new IllegalStateException("the process has no pipe for its " + what);
    }
    return stream;
  }

  /// Whether the process has not ended, as far as the loop knows.
  ///
  /// @return false once it has an exit code
  public boolean isAlive() {
    return !exit.isDone();
  }

  /// How the process ended.
  ///
  /// @return as [#waitFor()] gives it; null while it runs
  public @Nullable Integer exitCode() {
    return exit.isDone() ? exit.result() : null;
  }

  /// Suspends until the process has ended. Read its output meanwhile, or it may never end.
  ///
  /// @return its exit code; 128 and the number of the signal if one ended it, as in the shell
  public int waitFor() {
    return Tasks.shield(exit).await();
  }

  /// Suspends until the process has ended, for a limited time.
  ///
  /// @param limit how long to wait
  /// @return as [#waitFor()]
  /// @throws TimeoutException if the time is over; the process goes on
  public int waitFor(Duration limit) throws TimeoutException {
    return Tasks.timeout(limit, _ -> waitFor());
  }

  /// Sends all input, closes it, reads both outputs to their end, and waits for the process.
  /// Suspends until then. A process that does not read its input is no error.
  ///
  /// Cancelled, it leaves the process as it is, and what was read in the buffers of the streams.
  ///
  /// @param input for its standard input; empty for none
  /// @return everything that came, in memory: read the streams instead where that may be too much
  /// @throws IOException if a stream is broken
  public ProcessOutput communicate(byte[] input) throws IOException {
    var collected = new Collected();
    var stdin = started.stdin();
    var stdout = started.stdout();
    var stderr = started.stderr();
    TaskGroup.run(group -> {
      if (stdin != null) {
        var _ = group.createTask("stdin of " + pid(), () -> feed(stdin, input));
      }
      if (stderr != null) {
        var _ =
            group.createTask(
                "stderr of " + pid(), () -> collected.errors = collected.readAll(stderr));
      }
      if (stdout != null) {
        collected.output = collected.readAll(stdout);
      }
      return true;
    });
    if (collected.failure != null) {
      throw collected.failure;
    }
    return new ProcessOutput(waitFor(), collected.output, collected.errors);
  }

  /// Does what [#communicate(byte[])] does, for a limited time.
  ///
  /// @param input for its standard input; empty for none
  /// @param limit how long it may take
  /// @return everything that came
  /// @throws TimeoutException if the time is over; the process goes on until it is closed
  /// @throws IOException if a stream is broken
  public ProcessOutput communicate(byte[] input, Duration limit)
      throws IOException, TimeoutException {
    try {
      return Tasks.timeout(
          limit,
          _ -> {
            try {
              return communicate(input);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// What the tasks of one [#communicate] bring.
  private static final class Collected {
    ByteBuffer output = ByteBuffer.allocate(0);
    ByteBuffer errors = ByteBuffer.allocate(0);
    @Nullable IOException failure;

    ByteBuffer readAll(ReadPipe pipe) {
      try {
        return ByteBuffer.wrap(pipe.reader().readAll());
      } catch (IOException e) {
        failure = e;
        return ByteBuffer.allocate(0);
      }
    }
  }

  private static boolean feed(StreamWriter stdin, byte[] input) {
    try {
      for (int at = 0; at < input.length; at += FED_BYTES) {
        stdin.write(ByteBuffer.wrap(input, at, Math.min(FED_BYTES, input.length - at)));
        stdin.drain();
      }
    } catch (IOException _) {
      // The process does not read it all, which is its own decision.
    }
    stdin.close();
    return true;
  }

  /// Asks the process to end (SIGTERM).
  ///
  /// @return whether it was still running
  public boolean terminate() {
    boolean alive = isAlive();
    started.process().destroy();
    return alive;
  }

  /// Ends the process at once (SIGKILL).
  ///
  /// @return whether it was still running
  public boolean kill() {
    boolean alive = isAlive();
    started.process().destroyForcibly();
    return alive;
  }

  /// Sends a signal to the process.
  ///
  /// @param name such as INT or USR1
  /// @return whether it was still running
  /// @throws IllegalArgumentException if there is no such signal
  /// @throws IOException if it cannot be sent
  public boolean sendSignal(String name) throws IOException {
    if (started.process().isAlive()) {
      ProcessSignal.send(name, pid());
      return true;
    }
    return false;
  }

  /// Closes its streams, and kills it if it runs. Does not suspend: [#waitFor] does, until it is
  /// gone. A second call does nothing.
  @Override
  public void close() {
    if (!exit.isDone()) {
      started.process().destroyForcibly();
    }
    started.closePipes();
  }
}

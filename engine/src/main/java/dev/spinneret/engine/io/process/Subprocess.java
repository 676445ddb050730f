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

/// A process that tasks of one loop write to, read from and await.
///
/// ```java
/// try (var sort = Subprocess.exec("sort", "-n")) {
///   var output = sort.communicate(numbers, Duration.ofSeconds(10));
///   …
/// }
/// ```
///
/// Its owner closes it. That kills a process that is still running, so that a cancelled task leaves
/// none behind. Closing the loop does the same for every process that was started on it, and waits
/// until they have ended. Children of the process are not affected.
///
/// The streams have back-pressure: if the output is not read, the process blocks once the
/// [StreamReader]'s buffer and the pipe are full; if the process does not read,
/// [StreamWriter#drain] waits.
public final class Subprocess implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final EventLoop loop;
  private final StartedProcess started;
  private final Future<Integer> exit;

  private Subprocess(EventLoop loop, StartedProcess started) {
    this.loop = loop;
    this.started = started;
    this.exit = loop.createFuture();
  }

  /// Starts a program with pipes for its three standard streams. Does not suspend; blocks the loop
  /// for a millisecond or two.
  ///
  /// @param command the program, found on the `PATH`, and its arguments
  /// @return the process, which the caller closes
  /// @throws IOException if the program does not exist or cannot be run
  public static Subprocess exec(String... command) throws IOException {
    return exec(ProcessOptions.DEFAULT, List.of(command));
  }

  /// Starts a program. Does not suspend; blocks the loop for a millisecond or two.
  ///
  /// @param options its streams, directory and environment
  /// @param command the program, found on the `PATH`, and its arguments
  /// @return the process, which the caller closes
  /// @throws IOException if the program does not exist or cannot be run
  public static Subprocess exec(ProcessOptions options, List<String> command) throws IOException {
    var loop = EventLoop.current();
    var made = new Subprocess(loop, StartedProcess.start(options, command));
    made.watch();
    return made;
  }

  /// Starts a shell command with pipes for its three standard streams, as [#exec(String...)] does.
  ///
  /// @param command for `/bin/sh`; untrusted parts must be quoted, or be arguments of [#exec]
  ///   instead
  /// @return the process of the shell, which the caller closes
  /// @throws IOException if there is no shell
  public static Subprocess shell(String command) throws IOException {
    return shell(ProcessOptions.DEFAULT, command);
  }

  /// Starts a shell command, as [#exec(ProcessOptions, List)] does.
  ///
  /// @param options its streams, directory and environment
  /// @param command for `/bin/sh`
  /// @return the process of the shell, which the caller closes
  /// @throws IOException if there is no shell
  public static Subprocess shell(ProcessOptions options, String command) throws IOException {
    return exec(options, List.of("/bin/sh", "-c", command));
  }

  /// Reports the end of the process to the loop, and kills the process when the loop is closed.
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
                // The loop is closed, and no task waits.
              }
            });
    var _ = loop.createTask("process " + pid(), this::supervise);
  }

  /// Runs as long as the process. Cancelled only when the loop is closed.
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

  /// The process id.
  ///
  /// @return the system's number of the process
  public long pid() {
    return started.process().pid();
  }

  /// The standard input of the process. Closing it ends the input.
  ///
  /// @return the stream
  /// @throws IllegalStateException if it is not a stream
  public StreamWriter stdin() {
    return piped(started.stdin(), "standard input");
  }

  /// The standard output of the process.
  ///
  /// @return the stream
  /// @throws IllegalStateException if it is not a stream
  public StreamReader stdout() {
    return piped(started.stdout(), "standard output").reader();
  }

  /// The standard error of the process.
  ///
  /// @return the stream
  /// @throws IllegalStateException if it is not a stream
  public StreamReader stderr() {
    return piped(started.stderr(), "standard error").reader();
  }

  private static <S> S piped(@Nullable S stream, String what) {
    if (stream == null) {
      throw new IllegalStateException("the process has no pipe for its " + what);
    }
    return stream;
  }

  /// Whether the process is running.
  ///
  /// @return false once the loop knows its exit code
  public boolean isAlive() {
    return !exit.isDone();
  }

  /// The exit code of the process.
  ///
  /// @return the result of [#waitFor()]; null while it runs
  public @Nullable Integer exitCode() {
    return exit.isDone() ? exit.result() : null;
  }

  /// Suspends until the process has ended. Its output must be read meanwhile, or it may never end.
  ///
  /// @return its exit code; 128 plus the number of the signal if one ended it, as in the shell
  public int waitFor() {
    return Tasks.shield(exit).await();
  }

  /// Suspends until the process has ended, for a limited time.
  ///
  /// @param limit how long to wait at most
  /// @return the result of [#waitFor()]
  /// @throws TimeoutException if the time has elapsed; the process continues
  public int waitFor(Duration limit) throws TimeoutException {
    return Tasks.timeout(limit, _ -> waitFor());
  }

  /// Writes all input, closes it, reads both outputs to the end, and waits for the process.
  /// Suspends until then. It is not an error if the process does not read its input.
  ///
  /// If it is cancelled, the process continues, and the bytes that were read stay in the buffers of
  /// the streams.
  ///
  /// @param input for its standard input; may be empty
  /// @return exit code and outputs, in memory; if that may be too much, read the streams instead
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
  /// @param input for its standard input; may be empty
  /// @param limit how long it may take
  /// @return exit code and outputs
  /// @throws TimeoutException if the time has elapsed; the process continues until it is closed
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

  /// What the tasks of one [#communicate] have read.
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
      for (int at = 0; at < input.length; at += CHUNK_BYTES) {
        stdin.write(ByteBuffer.wrap(input, at, Math.min(CHUNK_BYTES, input.length - at)));
        stdin.drain();
      }
    } catch (IOException _) {
      // The process does not read all of it.
    }
    stdin.close();
    return true;
  }

  /// Requests that the process end (SIGTERM).
  ///
  /// @return whether it was still running
  public boolean terminate() {
    boolean alive = isAlive();
    started.process().destroy();
    return alive;
  }

  /// Kills the process (SIGKILL).
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

  /// Closes the streams, and kills the process if it is running. Does not suspend; [#waitFor] waits
  /// until it has ended. A second call does nothing.
  @Override
  public void close() {
    if (!exit.isDone()) {
      started.process().destroyForcibly();
    }
    started.closePipes();
  }
}

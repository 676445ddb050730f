package dev.spinneret.engine.io.process;

import dev.spinneret.engine.io.descriptor.PipeCalls;
import dev.spinneret.engine.io.pipe.Pipes;
import dev.spinneret.engine.io.pipe.ReadPipe;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A process of the JDK and the loop's ends of its pipes, each null if there is none.
record StartedProcess(
    Process process,
    @Nullable StreamWriter stdin,
    @Nullable ReadPipe stdout,
    @Nullable ReadPipe stderr) {

  static StartedProcess start(ProcessOptions options, List<String> command) throws IOException {
    var builder = options.builder(command);
    return EventLoop.current().poller() instanceof EpollPoller
        ? startWithOwnPipes(new PipeCalls(), options, builder)
        : startWithPipesOfTheJdk(options, builder);
  }

  private static StartedProcess startWithPipesOfTheJdk(
      ProcessOptions options, ProcessBuilder builder) throws IOException {
    var process = builder.start();
    try {
      return new StartedProcess(
          process,
          options.pipesInput() ? Pipes.openWriter(process.getOutputStream()) : null,
          options.pipesOutput()
              ? Pipes.openReader(process.getInputStream(), options.limitBytes())
              : null,
          options.pipesErrors()
              ? Pipes.openReader(process.getErrorStream(), options.limitBytes())
              : null);
    } catch (Throwable t) {
      process.destroyForcibly();
      throw t;
    }
  }

  /// The process opens its ends by their names in `/proc`; the loop's ends are registered directly.
  private static StartedProcess startWithOwnPipes(
      PipeCalls calls, ProcessOptions options, ProcessBuilder builder) throws IOException {
    var ours = new HashSet<Integer>();
    var theirs = new HashSet<Integer>();
    Process process = null;
    try {
      int stdin = -1;
      int stdout = -1;
      int stderr = -1;
      if (options.pipesInput()) {
        var pipe = pipe(calls, ours, theirs, false);
        builder.redirectInput(Redirect.from(PipeCalls.path(pipe.readEnd()).toFile()));
        stdin = pipe.writeEnd();
      }
      if (options.pipesOutput()) {
        var pipe = pipe(calls, ours, theirs, true);
        builder.redirectOutput(Redirect.to(PipeCalls.path(pipe.writeEnd()).toFile()));
        stdout = pipe.readEnd();
      }
      if (options.pipesErrors()) {
        var pipe = pipe(calls, ours, theirs, true);
        builder.redirectError(Redirect.to(PipeCalls.path(pipe.writeEnd()).toFile()));
        stderr = pipe.readEnd();
      }
      process = builder.start();
      return new StartedProcess(
          process,
          stdin < 0 ? null : Pipes.openWriter(take(ours, stdin)),
          stdout < 0 ? null : Pipes.openReader(take(ours, stdout), options.limitBytes()),
          stderr < 0 ? null : Pipes.openReader(take(ours, stderr), options.limitBytes()));
    } catch (Throwable t) {
      if (process != null) {
        process.destroyForcibly();
      }
      ours.forEach(calls::close);
      throw t;
    } finally {
      theirs.forEach(calls::close);
    }
  }

  private static PipeCalls.Pair pipe(
      PipeCalls calls, Set<Integer> ours, Set<Integer> theirs, boolean reading) throws IOException {
    var pipe = calls.pipe();
    ours.add(reading ? pipe.readEnd() : pipe.writeEnd());
    theirs.add(reading ? pipe.writeEnd() : pipe.readEnd());
    return pipe;
  }

  /// From now on the number belongs to its transport.
  private static int take(Set<Integer> ours, int number) {
    ours.remove(number);
    return number;
  }

  /// Closes the pipes: writing then fails in the process, and reading finds the end of the stream.
  void closePipes() {
    if (stdin != null) {
      stdin.abort();
    }
    if (stdout != null) {
      stdout.close();
    }
    if (stderr != null) {
      stderr.close();
    }
  }
}

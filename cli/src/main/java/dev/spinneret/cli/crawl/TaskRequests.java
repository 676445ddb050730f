package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Signals;
import java.util.Locale;

/// `kill -USR1`: the crawl prints its tasks and who waits for whom on standard error, and goes on.
///
/// SIGQUIT is the JVM's own, which answers with the stacks of its threads; tasks are not among
/// them.
final class TaskRequests {
  private static final String SIGNAL = "USR1";

  private TaskRequests() {}

  /// Until a crawl answers, the signal does nothing; by default it would end the process.
  static void await() {
    try {
      new Signals().handle(SIGNAL, () -> {});
    } catch (IllegalArgumentException _) {
      // Windows knows no user signals.
    }
  }

  /// Answers until the loop is closed. Where the system has no such signal, nobody can ask.
  ///
  /// @param loop whose tasks are printed
  /// @param console gets them, also with `--quiet`: they were requested
  static void answer(EventLoop loop, Console console) {
    try {
      loop.addSignalHandler(SIGNAL, () -> print(loop, console));
    } catch (IllegalArgumentException _) {
      // Windows knows no user signals.
    }
  }

  private static void print(EventLoop loop, Console console) {
    var dump = loop.taskDump();
    console.log(
        LogLevel.ERROR,
        String.format(
            Locale.ROOT, "%,d tasks, each above those it waits for:", dump.tasks().size()),
        dump.text().lines().toList());
  }
}

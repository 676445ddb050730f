package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Signals;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// `kill -USR1`: the crawl prints how far it is, its tasks and who waits for whom on standard
/// error, and goes on.
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
  /// @param progress says how far the crawl is
  /// @param console gets both, also with `--quiet`: they were requested
  static void answer(EventLoop loop, Supplier<String> progress, Console console) {
    try {
      loop.addSignalHandler(SIGNAL, () -> print(loop, progress, console));
    } catch (IllegalArgumentException _) {
      // Windows knows no user signals.
    }
  }

  private static void print(EventLoop loop, Supplier<String> progress, Console console) {
    console.say(progress.get(), List.of());
    var dump = loop.taskDump();
    console.say(
        String.format(
            Locale.ROOT, "%,d tasks, each above those it waits for:", dump.tasks().size()),
        dump.text().lines().toList());
  }
}

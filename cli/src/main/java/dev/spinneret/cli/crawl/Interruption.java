package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.ShownCommand;
import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Interrupts;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.cli.terminal.ShellWords;
import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What Ctrl-C, SIGTERM and SIGHUP do to a crawl, and how long its end may take after them and
/// after `--max-time`.
///
/// ```
/// first    no new URLs; what is in flight may end, for a bounded time; commit; how to go on
/// second   what is in flight is dropped; if that does not end the process within a second, halt
/// third    halt
/// ```
///
/// An orderly end may take the drain time and one second; then the process is halted, too, and says
/// which outputs are not complete. Halting is like kill -9: what the state has committed is safe,
/// and the same command goes on. Signals come on threads of the JVM's; the crawl may not have begun
/// yet.
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final CrawlPlan plan;
  private final Console console;
  private final Interrupts interrupts;
  private final ForcedEnd afterSignal = new ForcedEnd(this::logWhatIsLost);
  private ForcedEnd afterTime = new ForcedEnd(this::logWhatIsLost);
  private volatile @Nullable Crawl crawl;
  private volatile @Nullable CrawlOutputs outputs;

  private Interruption(CrawlPlan plan, Console console, boolean live) {
    this.plan = plan;
    this.console = console;
    interrupts = live ? Interrupts.on(this::first, this::later) : Interrupts.none();
  }

  /// Catches signals from now on.
  ///
  /// @param console gets messages about what is going on
  static Interruption of(CrawlPlan plan, Console console) {
    TaskRequests.await();
    return new Interruption(plan, console, true);
  }

  /// For a run that somebody else ends.
  static Interruption none(CrawlPlan plan) {
    return new Interruption(
        plan, new Console(new PrintWriter(Writer.nullWriter()), LogLevel.ERROR), false);
  }

  /// Names what may keep the process from ending.
  void watches(CrawlOutputs opened) {
    outputs = opened;
  }

  /// Names the crawl to be stopped; a signal that came before holds for it, too. One that was named
  /// before has ended.
  void begins(Crawl begun) {
    crawl = begun;
    if (any()) {
      begun.requestStop();
    }
    var time = plan.crawl().budget().time();
    if (time != null) {
      afterTime.cancel();
      afterTime = new ForcedEnd(this::logWhatIsLost);
      afterTime.in(
          time.plus(Crawl.DRAIN_TIME).plus(PATIENCE),
          () -> any() ? exitCode() : unwritten().isEmpty() ? ExitCode.LIMIT : ExitCode.SOFTWARE);
    }
  }

  /// Drops what is in flight; harmless when no crawl has begun.
  void abort() {
    var running = crawl;
    if (running != null) {
      running.abort();
    }
  }

  /// Whether a signal came.
  boolean any() {
    return interrupts.count() > 0;
  }

  /// The exit code after a signal.
  int exitCode() {
    return interrupts.exitCode();
  }

  /// The command ends in order: nothing forces it any more.
  @Override
  public void close() {
    afterSignal.cancel();
    afterTime.cancel();
  }

  private void first() {
    afterSignal.in(Crawl.DRAIN_TIME.plus(PATIENCE), this::exitCode);
    var running = crawl;
    if (running != null) {
      running.requestStop();
    }
    if (!plan.display().isQuiet()) {
      say(
          "stopping: fetches in flight may finish, within %d s; a second %s drops them"
              .formatted(
                  Crawl.DRAIN_TIME.toSeconds(),
                  exitCode() == ExitCode.INTERRUPTED ? "Ctrl-C" : "signal"));
    }
  }

  private void later() {
    if (interrupts.count() > 2) {
      Runtime.getRuntime().halt(exitCode());
    }
    afterSignal.in(PATIENCE, this::exitCode);
    abort();
  }

  private String unwritten() {
    var opened = outputs;
    return opened == null ? "" : opened.unwritten();
  }

  private void logWhatIsLost() {
    var lost = unwritten();
    say(
        "ended by force: "
            + (lost.isEmpty()
                ? "the fetches in flight did not finish in time"
                : "not written: " + lost)
            + (plan.state().isKept() ? "; the state is safe" : ""));
  }

  /// Logs how to resume after an interrupted run.
  void logHowToResume(CrawlSummary summary) {
    var file = plan.state().file();
    long left = summary.urls().leftOverCount();
    if (left == 0) {
      say("interrupted; nothing was left to do");
    } else if (plan.state().shared() != null) {
      say("interrupted; the other crawlers go on with it; the same command joins them again");
    } else if (file == null) {
      say(
          "interrupted; %s lost; --state FILE keeps waiting URLs"
              .formatted(urls(left, "that waited is", "that waited are")));
    } else {
      var words = plan.command().subList(1, plan.command().size());
      var shown = ShownCommand.of(CrawlCommand.TABLE, words);
      say(
          "interrupted; %s in %s; to resume%s%s:"
              .formatted(
                  urls(left, "waits", "wait"),
                  file.name(),
                  plan.seeds().readsInput() ? ", with the same standard input" : "",
                  shown.equals(words) ? "" : ", with your secrets in place of ***"));
      shown.addFirst(plan.command().getFirst());
      console.append(ShellWords.join(shown));
    }
  }

  private static String urls(long count, String one, String many) {
    return String.format(
        Locale.ROOT, "%,d %s %s", count, count == 1 ? "URL" : "URLs", count == 1 ? one : many);
  }

  private void say(String line) {
    console.log(LogLevel.ERROR, line);
  }
}

package dev.spinneret.cli;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.CrawlSummary;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What Ctrl-C and SIGTERM do to a crawl.
///
/// ```
/// first    no new URLs; what is in flight may end, for a bounded time; commit; how to go on
/// second   what is in flight is dropped; if that does not end the process within a second, halt
/// third    halt
/// ```
///
/// Halting is like kill -9: what the state has committed is safe, and the same command goes on.
/// Signals come on threads of the JVM's; the crawl may not have begun yet.
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final CrawlPlan plan;
  private final Notices notices;
  private final Interrupts interrupts;
  private volatile @Nullable Crawl crawl;

  private Interruption(CrawlPlan plan, Notices notices, boolean live) {
    this.plan = plan;
    this.notices = notices;
    interrupts = live ? Interrupts.on(this::first, this::later) : Interrupts.none();
  }

  /// Catches signals from now on.
  ///
  /// @param notices tell what is going on
  static Interruption of(CrawlPlan plan, Notices notices) {
    return new Interruption(plan, notices, true);
  }

  /// For a run that somebody else ends.
  static Interruption none(CrawlPlan plan) {
    return new Interruption(
        plan, new Notices(new PrintWriter(Writer.nullWriter()), LogLevel.ERROR), false);
  }

  /// Names the crawl to be stopped; a signal that came before holds for it, too.
  void begins(Crawl begun) {
    crawl = begun;
    if (any()) {
      begun.requestStop();
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

  private void first() {
    var running = crawl;
    if (running != null) {
      running.requestStop();
    }
    if (!plan.quiet()) {
      say(
          "stopping: what is in flight may end, for at most %d s; a second Ctrl-C drops it"
              .formatted(plan.crawl().build().drainTime().toSeconds()));
    }
  }

  private void later() {
    if (interrupts.count() > 2) {
      halt();
    }
    Thread.ofPlatform()
        .daemon()
        .name("halt")
        .start(() -> {
          var untilNanos = System.nanoTime() + PATIENCE.toNanos();
          for (var left = PATIENCE.toNanos(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
          }
          halt();
        });
    abort();
  }

  private static void halt() {
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /// Tells how to go on after an interrupted run.
  void tellHowToGoOn(CrawlSummary summary) {
    long left = summary.verdicts().getOrDefault("left_over", 0L);
    if (left == 0) {
      say("interrupted; nothing was left to do");
    } else if (plan.state() == null) {
      say(
          "interrupted; %s lost; --state FILE would have kept what waits"
              .formatted(urls(left, "that waited is", "that waited are")));
    } else {
      var words = plan.command().subList(1, plan.command().size());
      var shown = ShownCommand.of(words);
      say(
          "interrupted; %s in %s; to go on%s%s:"
              .formatted(
                  urls(left, "waits", "wait"),
                  plan.state(),
                  plan.readsSeeds() ? ", with the same standard input" : "",
                  shown.equals(words) ? "" : ", with your secrets in place of ***"));
      shown.addFirst(plan.command().getFirst());
      notices.tellBelow(ShellWords.join(shown));
    }
  }

  private static String urls(long count, String one, String many) {
    return String.format(
        Locale.ROOT, "%,d %s %s", count, count == 1 ? "URL" : "URLs", count == 1 ? one : many);
  }

  private void say(String line) {
    notices.tell(LogLevel.ERROR, line);
  }
}

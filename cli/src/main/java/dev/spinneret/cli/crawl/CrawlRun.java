package dev.spinneret.cli.crawl;

import dev.spinneret.cli.metrics.MetricsServer;
import dev.spinneret.cli.metrics.MetricsText;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.report.CrawlStatistics;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.report.Progress;
import dev.spinneret.cli.report.ProgressText;
import dev.spinneret.cli.report.ReportJson;
import dev.spinneret.cli.report.ReportText;
import dev.spinneret.cli.report.RunFacts;
import dev.spinneret.cli.report.Warnings;
import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.cli.terminal.ReportFile;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.shared.FencedException;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.loop.DebugOptions;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.FailureContext;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.RunningClock;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.parse.url.WebUrl;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries a plan out: opens what it needs, crawls, reports, and says how it ended.
final class CrawlRun {
  private final CrawlPlan plan;
  private CrawlOptions options;
  private final PrintWriter err = new PrintWriter(System.err, false, System.err.charset());
  private final Console console;

  /// One for all loops: instants go from one to another.
  private final RunningClock clock = new RunningClock();

  /// Takes the records instead of outputs; null when there are outputs.
  private final @Nullable Sink guest;

  CrawlRun(CrawlPlan plan) {
    this(plan, plan.crawl(), null);
  }

  /// @param options those of the plan, with what the caller has changed
  /// @param guest takes the records instead of the plan's outputs; null for these
  CrawlRun(CrawlPlan plan, CrawlOptions options, @Nullable Sink guest) {
    this.plan = plan;
    this.options = options;
    this.guest = guest;
    var display = plan.display();
    this.console =
        new Console(
            plan.messageName(), err, display.logLevel(), display.style(), display.isForPeople());
  }

  /// Crawls.
  int run() {
    return withSeeds(this::crawl);
  }

  /// Crawls for the guest, who reports.
  GuestCrawl.Ended runForGuest() {
    return withSeeds(() -> {
      try (var interruption = Interruption.of(plan, console)) {
        var outputs = CrawlOutputs.none();
        var report = report(outputs, interruption);
        return new GuestCrawl.Ended(report.summary(), exitCode(report, interruption));
      }
    });
  }

  private <T> T withSeeds(Supplier<T> crawl) {
    if (!plan.seeds().isSample()) {
      return crawl.get();
    }
    try (var site = SiteThread.start(SampleSites.small())) {
      var seed = WebUrl.parse(site.site().url(), null);
      if (seed == null) {
        throw new IllegalStateException("the sample web's URL is none: " + site.site().url());
      }
      options = options.withSeeds(s -> s.withUrls(List.of(plan.seeds().trust().typed(seed))));
      return crawl.get();
    } catch (IOException e) {
      throw new UsageException("--sample: cannot listen on loopback: " + Failures.reason(e));
    }
  }

  /// Crawls, and joins a shared crawl again if it was fenced, unless it was asked to stop.
  private int crawl() {
    try (var interruption = Interruption.of(plan, console)) {
      while (true) {
        try {
          return crawl(interruption);
        } catch (FencedException e) {
          var dropped = e.getMessage() + "; what it did since its last commit is dropped";
          if (interruption.any()) {
            warn(dropped);
            return interruption.exitCode();
          }
          warn(dropped + ", and it joins again");
        }
      }
    }
  }

  private int crawl(Interruption interruption) {
    // What may be refused comes first: opening an output empties its file.
    var summaryFile = summaryFile();
    if (plan.engine().poller() != PollerKind.AUTO) {
      loop().close(); // any other may be missing here
    }
    checkMetrics();
    var outputs = CrawlOutputs.open(plan, interruption::abort);
    interruption.watches(outputs);
    return report(report(outputs, interruption), summaryFile, interruption);
  }

  /// Crawls, and measures what it costs.
  private CrawlReport report(CrawlOutputs outputs, Interruption interruption) {
    var before = ProcessUsage.now().cpu();
    var summary = crawl(outputs, interruption);
    var usage = ProcessUsage.now();
    plan.identity().saveCookies();
    var facts =
        new RunFacts(
            options.pace().concurrency(),
            options.pace().rates(),
            plan.fetch().network().bandwidth(),
            outputs.waited(),
            usage.cpu().minus(before),
            usage);
    return new CrawlReport(summary, outputs.statistics(), facts);
  }

  /// Crawls once, and closes the outputs.
  CrawlSummary crawl(CrawlOutputs outputs, Interruption interruption) {
    try (outputs) {
      try (var loop = loop()) {
        return loop.runUntilComplete(() -> crawlOnLoop(outputs, interruption));
      }
    }
  }

  private EventLoop loop() {
    try {
      var loop = EventLoop.create(loopOptions());
      loop.setExceptionHandler(this::logFailure);
      return loop;
    } catch (UnsupportedOperationException e) {
      throw new UsageException(
          "--io %s: %s"
              .formatted(plan.engine().poller().name().toLowerCase(Locale.ROOT), e.getMessage()));
    }
  }

  /// What a callback threw may hold text from the web.
  private void logFailure(FailureContext context, Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    console.log(
        LogLevel.ERROR,
        "software error: " + context.message(),
        trace.toString().lines().map(String::strip).toList());
  }

  private LoopOptions loopOptions() {
    var loop = LoopOptions.DEFAULT.withPoller(plan.engine().poller()).withClock(clock);
    return console.logs(LogLevel.DEBUG)
        ? loop.withDebug(
            new DebugOptions(
                DebugOptions.DEFAULT.slowStep(), text -> console.log(LogLevel.DEBUG, text)))
        : loop;
  }

  private CrawlSummary crawlOnLoop(CrawlOutputs outputs, Interruption interruption) {
    var loop = EventLoop.current();
    try (var _ = HeapPacer.start(loop);
        var fetcher = fetcher(loop)) {
      var state = outputs.state();
      var records = guest == null ? outputs : new TwoSinks(outputs, guest);
      var sink = console.logs(LogLevel.INFO) ? new LoggingSink(records, console) : records;
      var crawl =
          state == null
              ? new Crawl(loop, fetcher, options, sink)
              : new Crawl(loop, fetcher, options, sink, state);
      crawl.guardSeeds(plan.seeds().trust()::mayBePrivate);
      plan.seeds().trust().warnThrough(text -> console.log(LogLevel.WARNING, text));
      if (plan.seeds().readsInput()) {
        crawl.takeSeedsFrom(SeedReader.start(plan.seeds().trust(), console));
      }
      crawl.reportErrorsTo(this::internalError);
      interruption.begins(crawl);
      var text = new ProgressText(options.budget(), outputs.statistics());
      try (var progress = new Progress(loop, crawl, text, console);
          var _ = metrics(crawl, outputs.statistics())) {
        TaskRequests.answer(loop, progress::now, console);
        if (!plan.display().isQuiet() && Terminal.isError() && !printsOnTerminal()) {
          progress.draw(plan.display().style());
        }
        var heartbeat = plan.display().heartbeat();
        if (heartbeat != null) {
          progress.log(heartbeat);
        }
        var summary = crawl.run();
        if (summary.requests().count() == 0
            && state instanceof SqliteState kept
            && kept.wasFinished()
            && !kept.repeats()) {
          sayFinished(summary.endedBy());
        }
        return summary;
      }
    }
  }

  /// Says why nothing was requested, unless something else was asked for.
  private void sayFinished(EndedBy by) {
    var file = plan.state().file();
    if (file == null || file.retriesFailed() || plan.seeds().readsInput()) {
      return;
    }
    var why =
        switch (by) {
          case PAGES -> "has had all the pages of --max-pages; a higher limit goes on";
          case BYTES -> "has had all the bytes of --max-bytes; a higher limit goes on";
          default -> "is finished; --recrawl requests its pages again";
        };
    warn("the crawl in %s %s".formatted(file.name(), why));
  }

  private void checkMetrics() {
    var at = plan.display().metrics();
    if (at != null) {
      try {
        MetricsServer.check(at);
      } catch (IOException e) {
        throw refusedMetrics(at, e);
      }
    }
  }

  private static UsageException refusedMetrics(InetSocketAddress at, IOException e) {
    return new UsageException("--metrics %s: %s".formatted(at, Failures.reason(e)));
  }

  private @Nullable MetricsServer metrics(Crawl crawl, CrawlStatistics statistics) {
    var at = plan.display().metrics();
    if (at == null) {
      return null;
    }
    try {
      var server = MetricsServer.start(at, () -> MetricsText.of(crawl.progress(), statistics));
      if (!plan.display().isQuiet()) {
        console.say("metrics at " + server.url(), List.of());
      }
      return server;
    } catch (IOException e) {
      throw refusedMetrics(at, e);
    }
  }

  /// Logs an error of this program that cost one URL.
  private void internalError(String url, Throwable thrown) {
    console.log(
        LogLevel.ERROR,
        url + ": internal error: " + thrown,
        console.logs(LogLevel.DEBUG)
            ? List.of(thrown.getStackTrace()).stream().map(frame -> "at " + frame).toList()
            : List.of());
  }

  /// Records on the same terminal are progress enough.
  private boolean printsOnTerminal() {
    return guest == null
        && Terminal.isOutput()
        && plan.output().targets().stream().anyMatch(OutputPlan.Target::isStandardOutput);
  }

  private Fetcher fetcher(EventLoop loop) {
    return plan.engine().loops() > 1
        ? Fetchers.loops(loop, plan.engine().loops() - 1, loopOptions(), plan.fetch())
        : plan.engine().engine().open(loop, plan.fetch(), plan.engine().threads());
  }

  /// Private, since it names what was crawled.
  private @Nullable ReportFile summaryFile() {
    var name = plan.output().summaryJson();
    return name == null ? null : ReportFile.ofPrivate("--summary-json", name);
  }

  private int report(
      CrawlReport report, @Nullable ReportFile summaryFile, Interruption interruption) {
    if (summaryFile != null) {
      summaryFile.write(out -> out.write(ReportJson.of(report)));
    }
    if (!plan.display().isQuiet()) {
      err.print(ReportText.of(report, plan.display().style()));
      err.flush();
    }
    return exitCode(report, interruption);
  }

  /// What the process returns. Of several that hold, the first counts: 1, 130, 3, 5, 4, 0.
  private int exitCode(CrawlReport report, Interruption interruption) {
    var summary = report.summary();
    boolean nothing =
        summary.pages().content() == 0 && !isCutShort(summary) && plan.state().shared() == null;
    if (!nothing) {
      Warnings.of(summary.notes()).forEach(this::warn);
    }
    if (!summary.urls().isBalanced()) {
      say("software error: the ledger does not balance: " + summary.urls().faults().getFirst());
      return ExitCode.SOFTWARE;
    }
    long ours = lostToUs(summary);
    if (ours > 0) {
      say("software error: %,d URLs were lost to failures of this program or machine", ours);
      return ExitCode.SOFTWARE;
    }
    if (interruption.any()) {
      if (guest == null) {
        interruption.logHowToResume(summary);
      } else {
        say("interrupted; what was found until then is below");
      }
      return interruption.exitCode();
    }
    var failIf = plan.output().failIf();
    if (failIf != null && failIf.holds(report::value)) {
      say("--fail-if held: " + failIf);
      return ExitCode.FAIL_IF;
    }
    if (nothing) {
      Warnings.withoutSeeds(summary.notes()).forEach(this::warn);
      var reasons = summary.notes().seedFailures();
      reasons.forEach(seed -> say("no seed gave a page: " + seed));
      if (reasons.isEmpty()) {
        say(
            summary.urls().discovered() == 0
                ? "no seed gave a page: there was no URL to request"
                : "no seed gave a page");
      }
      return ExitCode.NOTHING_FETCHED;
    }
    return switch (summary.endedBy()) {
      case DONE -> summary.urls().leftOverCount() > 0 ? ExitCode.LIMIT : ExitCode.DONE;
      case PAGES, BYTES, TIME -> ExitCode.LIMIT;
      case STOPPED, ABORTED -> ExitCode.INTERRUPTED;
    };
  }

  /// Whether a limit ended the run before any seed had failed.
  private static boolean isCutShort(CrawlSummary summary) {
    return summary.endedBy() != EndedBy.DONE
        && summary.notes().seedFailures().isEmpty()
        && summary.notes().sitemapFailures().isEmpty();
  }

  /// URLs whose failure is not the site's.
  private static long lostToUs(CrawlSummary summary) {
    return Arrays.stream(FailureCause.values())
        .filter(FailureCause::isOurs)
        .mapToLong(cause -> summary.urls().failures().getOrDefault(cause, 0L))
        .sum();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void say(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }

  private void say(String line) {
    console.log(LogLevel.ERROR, line);
  }

  private void warn(String line) {
    console.log(LogLevel.WARNING, line);
  }
}

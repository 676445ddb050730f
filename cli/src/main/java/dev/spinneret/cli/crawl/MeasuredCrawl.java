package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.report.RunFacts;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A crawl whose cost somebody measures: the same as `crawl`, without signals, progress and
/// summary.
///
/// Each step can be measured on its own: [#of] checks the flags, [#open] opens the outputs, [#run]
/// crawls.
public final class MeasuredCrawl {
  private final CrawlPlan plan;
  private CrawlOptions options;
  private @Nullable CrawlOutputs outputs;

  private MeasuredCrawl(CrawlPlan plan) {
    this.plan = plan;
    options = plan.crawl();
  }

  /// Plans a crawl.
  ///
  /// @param typed flags of `crawl`
  /// @return the crawl, not open yet
  /// @throws dev.spinneret.cli.terminal.UsageException if it cannot be done
  public static MeasuredCrawl of(Values typed) {
    return new MeasuredCrawl(CrawlPlanner.plan(typed));
  }

  /// Plans a crawl that writes records with links to a file, and nothing else.
  ///
  /// @param typed flags of `crawl`
  /// @param records a `.jsonl` file
  /// @return the crawl, not open yet
  /// @throws dev.spinneret.cli.terminal.UsageException if it cannot be done
  public static MeasuredCrawl of(Values typed, Path records) {
    return of(
        typed
            .withAll(OutputFlags.OUTPUT, List.of(records.toString()))
            .with(OutputFlags.LINKS, true)
            .with(OutputFlags.QUIET, true));
  }

  /// Starts somewhere else than was typed.
  ///
  /// @param url the only seed
  /// @throws dev.spinneret.cli.terminal.UsageException if it is no http or https URL
  public MeasuredCrawl startAt(String url) {
    var seed = plan.seeds().trust().typed(Seeds.url(url));
    options = options.withSeeds(s -> s.withUrls(List.of(seed)));
    return this;
  }

  /// Opens the outputs.
  ///
  /// @throws dev.spinneret.cli.terminal.UsageException if one cannot be opened
  public MeasuredCrawl open() {
    outputs = CrawlOutputs.open(plan, () -> {});
    return this;
  }

  /// Crawls, and closes the outputs. Once, after [#open].
  ///
  /// @return the crawl's own summary
  public CrawlSummary run() {
    return new CrawlRun(plan, options, null).crawl(opened(), Interruption.none(plan));
  }

  /// The numbers of a crawl that has ended.
  ///
  /// @param summary as [#run] returned it
  /// @param usage what the crawl cost
  public CrawlReport report(CrawlSummary summary, ProcessUsage usage) {
    var facts =
        new RunFacts(
            options.pace().concurrency(),
            options.pace().rates(),
            plan.fetch().network().bandwidth(),
            opened().waited(),
            usage.cpu(),
            usage);
    return new CrawlReport(summary, opened().statistics(), facts);
  }

  private CrawlOutputs opened() {
    var opened = outputs;
    if (opened == null) {
      throw new IllegalStateException("the crawl is not open");
    }
    return opened;
  }
}

package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.IdentityFlags;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.Sink;
import java.util.function.UnaryOperator;

/// A crawl for another command, which takes its records: as `crawl`, with the same flags for where,
/// how fast and as whom, with signals and progress, but without outputs, state and summary. Its
/// pages are read with [details][dev.spinneret.parse.html.PageDetails].
public final class GuestCrawl {
  private final CrawlPlan plan;
  private CrawlOptions options;

  private GuestCrawl(CrawlPlan plan) {
    this.plan = plan;
    options = plan.crawl().withRun(r -> r.withPageReader(r.pageReader().withDetails()));
  }

  /// How a crawl has ended.
  ///
  /// @param summary its account
  /// @param exitCode what `crawl` would return; messages for it have been logged
  public record Ended(CrawlSummary summary, int exitCode) {}

  /// A table with the arguments and flags of such a crawl.
  ///
  /// @param description lines of its help
  /// @return to be completed with the command's own flags, and flags for messages
  public static Table table(String name, String... description) {
    return Table.of(name, description)
        .withArguments(CrawlCommand.URLS)
        .withBlocks(
            SeedFlags.BLOCK,
            ScopeFlags.BLOCK,
            PaceFlags.BLOCK,
            FetchFlags.BLOCK,
            IdentityFlags.BLOCK,
            ParseFlags.BLOCK,
            CoreFlags.BLOCK,
            OutputFlags.MESSAGES);
  }

  /// Plans a crawl.
  ///
  /// @param typed flags of [#table]
  /// @throws dev.spinneret.cli.terminal.UsageException if it cannot be done
  public static GuestCrawl of(Values typed) {
    return new GuestCrawl(CrawlPlanner.plan(typed));
  }

  /// Changes options that the flags leave open. Before [#run].
  ///
  /// @param change returns the new options for those of the flags
  public void change(UnaryOperator<CrawlOptions> change) {
    options = change.apply(options);
  }

  /// Whether neither progress nor a summary is wanted.
  ///
  /// @return what `--quiet` says
  public boolean isQuiet() {
    return plan.display().isQuiet();
  }

  /// Crawls, once.
  ///
  /// @param sink takes the records, on the crawl's thread
  public Ended run(Sink sink) {
    return new CrawlRun(plan, options, sink).runForGuest();
  }
}

package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.cli.client.OpenFiles;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.LinkOptions;

/// From what was typed to what is meant. Every complaint names the flag, the value and what is
/// allowed.
final class CrawlPlanner {
  private CrawlPlanner() {}

  /// Checks a command line.
  ///
  /// @throws UsageException if it cannot be done
  static CrawlPlan plan(Values typed) {
    var identity = IdentityPlan.of(typed);
    var records = RecordPlan.of(typed);
    var files = typed.all(OutputFlags.OUTPUT);
    var archived = files.stream().anyMatch(f -> OutputFormat.of(f) == OutputFormat.WARC);
    var engine = EnginePlan.of(typed, Runtime.getRuntime().availableProcessors());
    var memory = MemoryPlan.of(typed.find(CoreFlags.MAX_MEMORY), Runtime.getRuntime().maxMemory());
    int connections = OpenFiles.connections(files.size(), engine.loops());
    var fetching = FetchPlan.of(typed, identity, archived, connections, memory.maxBodyBytes());
    var state = StatePlan.of(typed, identity);
    var seeds = SeedPlan.of(typed, identity, state.shared() != null);
    FetchPlan.check(fetching, seeds.options().urls());
    var display = Display.of(typed);
    var output = OutputPlan.of(typed, records.choice(), display.isForPeople());
    var crawl =
        CrawlOptionsPlan.of(typed, FetchPlan.userAgent(typed, identity), connections)
            .withSeeds(_ -> seeds.options())
            .withResources(_ -> memory.withParserCount(engine.parsers()))
            .withRun(r -> r.withPageReader(r.pageReader().wanting(records.wanted())));
    if (typed.has(ScopeFlags.PAGE_REQUISITES)) {
      crawl =
          crawl
              .withLinks(LinkOptions::withPageRequisites)
              .withRun(r -> r.withPageReader(r.pageReader().withRequisites()));
    }
    return new CrawlPlan(
        crawl,
        fetching,
        identity,
        seeds,
        engine,
        state,
        output,
        display,
        CrawlCommand.command(typed));
  }
}

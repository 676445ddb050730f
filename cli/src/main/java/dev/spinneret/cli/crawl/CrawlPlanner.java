package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.client.IdentityFlags;
import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.cli.client.OpenFiles;
import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.expression.ExpressionException;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedPlan;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.LinkOptions;
import dev.spinneret.engine.crawl.options.SeedOptions;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.state.Repeat;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From what was typed to what is meant. Every complaint names the flag, the value and what is
/// allowed.
final class CrawlPlanner {
  private CrawlPlanner() {}

  /// Checks a command line.
  ///
  /// @param typed by the person
  /// @return what to do
  /// @throws UsageException if it cannot be done
  static CrawlPlan plan(Values typed) {
    var identity = IdentityPlan.of(typed);
    var records = RecordPlan.of(typed);
    var files = typed.all(OutputFlags.OUTPUT);
    var archived = files.stream().anyMatch(f -> OutputFormat.of(f) == OutputFormat.WARC);
    var cores = CorePlan.of(typed, Runtime.getRuntime().availableProcessors());
    var memory = MemoryPlan.of(typed.find(CoreFlags.MAX_MEMORY), Runtime.getRuntime().maxMemory());
    int connections = OpenFiles.connections(files.size(), cores.loops());
    var fetching = FetchPlan.of(typed, identity, archived, connections, memory.maxBodyBytes());
    var trust = trust(typed, identity);
    var shared = shared(typed);
    var seeds = seeds(typed, trust, shared != null);
    FetchPlan.check(fetching, seeds.urls());
    var display = Display.of(typed);
    var outputs = OutputPlan.targets(typed, display.isForPeople());
    distinct(typed);
    var state = typed.find(OutputFlags.STATE);
    boolean isSample = typed.has(SeedFlags.SAMPLE);
    if (state != null && isSample) {
      throw new UsageException(
          "--state and --sample exclude each other, as the port of the sample site changes with"
              + " each run; use spinneret serve --port 8080 instead");
    }
    var crawl =
        CrawlOptionsPlan.of(typed, FetchPlan.userAgent(typed, identity), connections)
            .withSeeds(_ -> seeds)
            .withResources(_ -> memory.withParserCount(cores.parsers()))
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
        trust,
        typed.get(FetchFlags.IO),
        state,
        shared,
        retryFailed(typed),
        typed.has(OutputFlags.TRUST_STATE),
        repeat(typed),
        commitInterval(typed),
        shared == null
            ? CrawlSettings.of(typed, identity)
            : CrawlSettings.ofShared(typed, identity),
        typed.get(FetchFlags.ENGINE),
        FetchPlan.threads(typed),
        cores.loops(),
        isSample,
        typed.all(CrawlCommand.URLS).contains("-"),
        outputs,
        records.choice(),
        typed.find(OutputFlags.SUMMARY_JSON),
        condition(typed.find(OutputFlags.FAIL_IF)),
        typed.has(OutputFlags.QUIET),
        CrawlCommand.command(typed),
        OutputFlags.level(typed, display.isForPeople()),
        display);
  }

  /// @param isShared whether other crawlers may have seeds
  private static SeedOptions seeds(Values typed, SeedTrust trust, boolean isShared) {
    var urls = typed.all(CrawlCommand.URLS);
    var lists = typed.all(SeedFlags.SEEDS);
    var sitemaps = typed.all(SeedFlags.SITEMAP);
    boolean named = !urls.isEmpty() || !lists.isEmpty() || !sitemaps.isEmpty();
    if (named == typed.has(SeedFlags.SAMPLE) && (named || !isShared)) {
      throw new UsageException(
          named
              ? "--sample and URLs exclude each other, --seeds and --sitemap too; give one of them"
              : "no URL; give one or more, - for standard input, or --sample");
    }
    var seeds = new ArrayList<WebUrl>();
    Seeds.of(urls, List.of(), trust::assumeHttp).forEach(url -> seeds.add(trust.typed(url)));
    seeds.addAll(trust.listed("--seeds", Seeds.of(List.of(), lists, trust::assumeHttp)));
    return new SeedOptions(
        seeds,
        sitemaps.stream().map(url -> trust.typed(Seeds.url(url, trust::assumeHttp))).toList(),
        typed.get(SeedFlags.SITEMAPS));
  }

  private static @Nullable SharedPlan shared(Values typed) {
    var shared = SharedPlan.of(typed);
    if (shared == null) {
      return null;
    }
    if (typed.find(OutputFlags.STATE) != null) {
      throw new UsageException(
          "--frontier and --state exclude each other: a shared crawl is kept in its database");
    }
    if (typed.has(SeedFlags.SAMPLE)) {
      throw new UsageException(
          "--frontier and --sample exclude each other: other machines cannot reach the sample"
              + " site; use spinneret serve instead");
    }
    if (typed.find(ScopeFlags.SHARD) != null) {
      throw new UsageException(
          "--frontier and --shard exclude each other: crawlers that share a crawl divide its hosts"
              + " themselves");
    }
    return shared;
  }

  private static SeedTrust trust(Values typed, Identity identity) {
    return new SeedTrust(
        typed.has(SeedFlags.TRUST_SEEDS),
        identity,
        FetchPlan.hasOtherSecrets(typed),
        FetchPlan.pinnedHosts(typed));
  }

  /// Two flags that write to one file would destroy each other's work.
  private static void distinct(Values typed) {
    var files = new DistinctFiles();
    typed.all(OutputFlags.OUTPUT).stream()
        .filter(file -> !file.equals("-"))
        .forEach(f -> files.add("-o", f));
    files.add("--summary-json", typed.find(OutputFlags.SUMMARY_JSON));
    files.add("--state", typed.find(OutputFlags.STATE));
    files.add("--save-cookies", Objects.toString(typed.find(IdentityFlags.SAVE_COOKIES), null));
  }

  private static boolean retryFailed(Values typed) {
    boolean isOn = typed.has(OutputFlags.RETRY_FAILED);
    if (isOn && typed.find(OutputFlags.STATE) == null) {
      throw new UsageException("--retry-failed needs --state FILE");
    }
    return isOn;
  }

  private static @Nullable Repeat repeat(Values typed) {
    boolean isOn = typed.has(OutputFlags.RECRAWL);
    boolean trustsLastmod = typed.has(OutputFlags.TRUST_LASTMOD);
    if (!isOn) {
      if (trustsLastmod) {
        throw new UsageException("--trust-lastmod needs --recrawl");
      }
      return null;
    }
    if (typed.find(OutputFlags.STATE) == null) {
      throw new UsageException("--recrawl needs --state FILE");
    }
    if (typed.has(OutputFlags.RETRY_FAILED)) {
      throw new UsageException(
          "--recrawl and --retry-failed exclude each other: a recrawl requests everything again");
    }
    if (trustsLastmod
        && typed.get(SeedFlags.SITEMAPS) == SitemapDiscovery.OFF
        && typed.all(SeedFlags.SITEMAP).isEmpty()) {
      throw new UsageException("--trust-lastmod needs --sitemap URL or --sitemaps");
    }
    return new Repeat(CrawlSettings.OF_RECORDS, trustsLastmod);
  }

  private static Duration commitInterval(Values typed) {
    var interval = typed.find(OutputFlags.COMMIT_INTERVAL);
    if (interval == null) {
      return SqliteState.COMMIT_EVERY;
    }
    if (typed.find(OutputFlags.STATE) == null) {
      throw new UsageException("--commit-interval needs --state FILE");
    }
    return interval;
  }

  private static @Nullable Expression condition(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Expression.parse(text, CrawlReport::isName, CrawlReport::isCondition);
    } catch (ExpressionException e) {
      throw new UsageException("--fail-if: " + e.getMessage(), e.marked());
    }
  }
}

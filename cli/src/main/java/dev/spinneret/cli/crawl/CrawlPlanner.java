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
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.CrawlOptionsBuilder;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.ParserKind;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From what was typed to what is meant. Every complaint names the flag, the value and what is
/// allowed.
final class CrawlPlanner {
  private static final int MOST_RETRIES = Integer.MAX_VALUE - 1;

  private CrawlPlanner() {}

  /// Checks a command line.
  ///
  /// @param typed by the person
  /// @return what to do
  /// @throws UsageException when it cannot be done
  static CrawlPlan plan(Values typed) {
    var identity = IdentityPlan.of(typed);
    var records = RecordPlan.of(typed);
    var crawl = crawl(typed, identity);
    crawl.pageReader(reader(typed).wanting(records.wanted()));
    var files = typed.all(OutputFlags.OUTPUT);
    var archived = files.stream().anyMatch(f -> OutputFormat.of(f) == OutputFormat.WARC);
    var cores = CorePlan.of(typed, Runtime.getRuntime().availableProcessors());
    var memory = MemoryPlan.of(typed.find(CoreFlags.MAX_MEMORY), Runtime.getRuntime().maxMemory());
    int connections = OpenFiles.connections(files.size(), cores.loops());
    var fetching = FetchPlan.of(typed, identity, archived, connections, memory.mostBodyBytes());
    crawl.parserCount(cores.parsers());
    crawl.resources(memory);
    crawl.concurrency(Math.min(typed.get(PaceFlags.CONCURRENCY), connections));
    var trust = trust(typed, identity);
    var urls = typed.all(CrawlCommand.URLS);
    var lists = typed.all(SeedFlags.SEEDS);
    var sitemaps = typed.all(SeedFlags.SITEMAP);
    boolean isSample = typed.has(SeedFlags.SAMPLE);
    if (isSample) {
      if (!urls.isEmpty() || !lists.isEmpty() || !sitemaps.isEmpty()) {
        throw new UsageException(
            "--sample and URLs exclude each other, --seeds and --sitemap too; give one of them");
      }
    } else {
      crawl.sitemaps(
          sitemaps.stream()
              .map(url -> Seeds.url(url, trust::assumeHttp))
              .map(trust::typed)
              .toList());
      var seeds = new ArrayList<WebUrl>();
      Seeds.of(urls, List.of(), trust::assumeHttp).forEach(url -> seeds.add(trust.typed(url)));
      seeds.addAll(trust.listed("--seeds", Seeds.of(List.of(), lists, trust::assumeHttp)));
      crawl.seeds(seeds);
      FetchPlan.check(fetching, seeds);
      if (urls.isEmpty() && lists.isEmpty() && sitemaps.isEmpty()) {
        throw new UsageException("no URL; give one or more, - for standard input, or --sample");
      }
    }
    var display = Display.of(typed);
    var outputs = OutputPlan.targets(typed, display.isForPeople());
    distinct(typed);
    var state = typed.find(OutputFlags.STATE);
    if (state != null) {
      if (isSample) {
        throw new UsageException(
            "--state and --sample exclude each other, as the port of the sample site changes with"
                + " each run; use spinneret serve --port 8080 instead");
      }
      crawl.randomSeed(0); // the fingerprints in the file must mean the same in every run
    }
    return new CrawlPlan(
        crawl,
        fetching,
        identity,
        trust,
        typed.get(FetchFlags.IO),
        state,
        retryFailed(typed),
        typed.has(OutputFlags.TRUST_STATE),
        commitInterval(typed),
        CrawlSettings.of(typed, identity),
        typed.get(FetchFlags.ENGINE),
        FetchPlan.threads(typed),
        cores.loops(),
        isSample,
        urls.contains("-"),
        outputs,
        records.choice(),
        typed.find(OutputFlags.SUMMARY_JSON),
        condition(typed.find(OutputFlags.FAIL_IF)),
        typed.has(OutputFlags.QUIET),
        CrawlCommand.command(typed),
        OutputFlags.level(typed, display.isForPeople()),
        display);
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

  private static CrawlOptionsBuilder crawl(Values typed, Identity identity) {
    var options = CrawlOptions.builder();
    var rules = new ArrayList<ScopeRule>();
    typed.all(ScopeFlags.INCLUDE).forEach(text -> rules.add(rule("--include", text, true)));
    typed.all(ScopeFlags.EXCLUDE).forEach(text -> rules.add(rule("--exclude", text, false)));
    var shard = typed.find(ScopeFlags.SHARD);
    options
        .scope(typed.get(ScopeFlags.SCOPE))
        .scopeRules(rules)
        .shard(shard == null ? Shard.ALL : shard);
    if (!typed.get(ScopeFlags.TRAPS)) {
      options.traps(TrapLimits.NONE);
    }
    var discovery = typed.get(SeedFlags.SITEMAPS);
    boolean asksRobots = !typed.has(PaceFlags.NO_ROBOTS);
    if (discovery != SitemapDiscovery.OFF && !asksRobots) {
      throw new UsageException(
          "--sitemaps %s needs robots.txt, which --no-robots leaves out"
              .formatted(discovery.label()));
    }
    options.sitemapDiscovery(discovery);
    var maxDepth = typed.find(ScopeFlags.MAX_DEPTH);
    if (maxDepth != null) {
      options.maxDepth(maxDepth);
    }
    options.budget(
        new Budget(
            orNoLimit(typed.find(ScopeFlags.MAX_PAGES)),
            orNoLimit(typed.find(ScopeFlags.MAX_BYTES)),
            typed.find(ScopeFlags.MAX_TIME),
            orNoLimit(typed.find(ScopeFlags.MAX_HOST_PAGES)),
            Long.MAX_VALUE));
    options.concurrency(typed.get(PaceFlags.CONCURRENCY));
    var perHost = typed.find(PaceFlags.PER_HOST);
    if (perHost != null) {
      options.perHost(perHost);
    }
    options.delay(typed.find(PaceFlags.DELAY)).robots(asksRobots);
    options.rates(rates(typed));
    var attempts = attempts(typed);
    if (attempts != null) {
      var usual = RetryRule.DEFAULT;
      options.retry(
          new RetryRule(attempts, usual.first(), usual.longest(), usual.longestRetryAfter()));
    }
    options.randomSeed(System.nanoTime());
    options.productToken(FetchPlan.userAgent(typed, identity));
    return options;
  }

  private static RequestRates rates(Values typed) {
    var rate = typed.find(PaceFlags.RATE);
    var hostRate = typed.find(PaceFlags.HOST_RATE);
    return new RequestRates(rate == null ? 0 : rate, hostRate == null ? 0 : hostRate);
  }

  private static @Nullable Integer attempts(Values typed) {
    var attempts = typed.find(PaceFlags.ATTEMPTS);
    var retries = typed.find(PaceFlags.RETRIES);
    if (attempts != null && retries != null) {
      throw new UsageException("--attempts and --retries exclude each other; give one of them");
    }
    return retries == null ? attempts : Integer.valueOf(Math.min(retries, MOST_RETRIES) + 1);
  }

  private static long orNoLimit(@Nullable Long limit) {
    return limit == null ? Long.MAX_VALUE : limit;
  }

  private static PageReader reader(Values typed) {
    var parser = typed.get(ParseFlags.PARSER);
    double checkShare = typed.get(ParseFlags.CHECK_PARSER);
    if (checkShare > 0 && parser == ParserKind.JSOUP) {
      throw new UsageException("--check-parser checks the scanner: it excludes --parser jsoup");
    }
    return new PageReader(parser, checkShare);
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

  private static ScopeRule rule(String flag, String pattern, boolean include) {
    try {
      return include ? ScopeRule.include(pattern) : ScopeRule.exclude(pattern);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }
}

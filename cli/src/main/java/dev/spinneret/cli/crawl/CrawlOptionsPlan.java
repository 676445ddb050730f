package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedFlags;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.PaceOptions;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.options.RobotsOptions;
import dev.spinneret.engine.crawl.options.ScopeOptions;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.ParserKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the flags of [ScopeFlags], [PaceFlags] and [ParseFlags] mean for the options of a crawl.
final class CrawlOptionsPlan {
  private static final int MAX_RETRIES = Integer.MAX_VALUE - 1;

  private CrawlOptionsPlan() {}

  /// Checks the flags.
  ///
  /// @param typed on the command line
  /// @param userAgent that requests carry
  /// @param connections the most connections, which bounds the concurrency
  /// @return options without seeds and limits of memory
  /// @throws UsageException if a flag cannot be used
  static CrawlOptions of(Values typed, String userAgent, int connections) {
    boolean stateful =
        typed.find(OutputFlags.STATE) != null || typed.find(SharedFlags.FRONTIER) != null;
    // The fingerprints in a state must mean the same in every run, in a database to all crawlers.
    long randomSeed = stateful ? 0 : System.nanoTime();
    return CrawlOptions.DEFAULT
        .withScope(_ -> scope(typed))
        .withPace(_ -> pace(typed, connections))
        .withRobots(_ -> robots(typed, userAgent))
        .withBudget(_ -> budget(typed))
        .withRetry(_ -> retry(typed))
        .withTraps(traps -> typed.get(ScopeFlags.TRAPS) ? traps : TrapLimits.NONE)
        .withRun(r -> r.withRandomSeed(randomSeed).withPageReader(reader(typed)));
  }

  private static ScopeOptions scope(Values typed) {
    var scope = ScopeOptions.DEFAULT.withMode(typed.get(ScopeFlags.SCOPE)).withRules(rules(typed));
    scope = typed.apply(ScopeFlags.MAX_DEPTH, scope, ScopeOptions::withMaxDepth);
    return typed.apply(ScopeFlags.SHARD, scope, ScopeOptions::withShard);
  }

  private static List<ScopeRule> rules(Values typed) {
    var rules = new ArrayList<ScopeRule>();
    typed.all(ScopeFlags.INCLUDE).forEach(text -> rules.add(rule("--include", text, true)));
    typed.all(ScopeFlags.EXCLUDE).forEach(text -> rules.add(rule("--exclude", text, false)));
    return rules;
  }

  private static ScopeRule rule(String flag, String pattern, boolean include) {
    try {
      return include ? ScopeRule.include(pattern) : ScopeRule.exclude(pattern);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }

  private static Budget budget(Values typed) {
    var budget = typed.apply(ScopeFlags.MAX_PAGES, Budget.UNLIMITED, Budget::withPages);
    budget = typed.apply(ScopeFlags.MAX_BYTES, budget, Budget::withBytes);
    budget = typed.apply(ScopeFlags.MAX_TIME, budget, Budget::withTime);
    return typed.apply(ScopeFlags.MAX_HOST_PAGES, budget, Budget::withHostPages);
  }

  private static PaceOptions pace(Values typed, int connections) {
    int concurrency = Math.min(typed.get(PaceFlags.CONCURRENCY), connections);
    var pace = PaceOptions.DEFAULT.withConcurrency(concurrency).withRates(rates(typed));
    pace = typed.apply(PaceFlags.PER_HOST, pace, PaceOptions::withPerHost);
    return typed.apply(PaceFlags.DELAY, pace, PaceOptions::withDelay);
  }

  private static RequestRates rates(Values typed) {
    var rate = typed.find(PaceFlags.RATE);
    var hostRate = typed.find(PaceFlags.HOST_RATE);
    return new RequestRates(rate == null ? 0 : rate, hostRate == null ? 0 : hostRate);
  }

  private static RobotsOptions robots(Values typed, String userAgent) {
    var discovery = typed.get(SeedFlags.SITEMAPS);
    boolean obeyed = !typed.has(PaceFlags.NO_ROBOTS);
    if (discovery != SitemapDiscovery.OFF && !obeyed) {
      throw new UsageException(
          "--sitemaps %s needs robots.txt, which --no-robots ignores".formatted(discovery.label()));
    }
    return RobotsOptions.DEFAULT.withObeyed(obeyed).withProductToken(userAgent);
  }

  private static RetryRule retry(Values typed) {
    var attempts = attempts(typed);
    return attempts == null ? RetryRule.DEFAULT : RetryRule.DEFAULT.withAttemptCount(attempts);
  }

  private static @Nullable Integer attempts(Values typed) {
    var attempts = typed.find(PaceFlags.ATTEMPTS);
    var retries = typed.find(PaceFlags.RETRIES);
    if (attempts != null && retries != null) {
      throw new UsageException("--attempts and --retries cannot be combined; use one of them");
    }
    return retries == null ? attempts : Integer.valueOf(Math.min(retries, MAX_RETRIES) + 1);
  }

  private static PageReader reader(Values typed) {
    var parser = typed.get(ParseFlags.PARSER);
    double checkShare = typed.get(ParseFlags.CHECK_PARSER);
    if (checkShare > 0 && parser == ParserKind.JSOUP) {
      throw new UsageException("--check-parser checks the scanner: it excludes --parser jsoup");
    }
    return new PageReader(parser, checkShare);
  }
}

package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedPlan;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.state.Repeat;
import dev.spinneret.engine.crawl.state.SqliteState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a crawl is kept, so that it can be resumed.
///
/// @param file the file that it is kept in; null if it is in none
/// @param shared with whom it is shared, in a database; null if it is not
/// @param settings what must be the same when it is resumed
record StatePlan(
    @Nullable StateFile file, @Nullable SharedPlan shared, Map<String, String> settings) {

  /// A crawl in a file.
  ///
  /// @param name of the file
  /// @param isTrusted whether the file may be another user's
  /// @param retriesFailed whether what failed in earlier runs is requested again
  /// @param repeat how a finished crawl is repeated; null to leave it finished
  /// @param commitInterval how often it is committed
  record StateFile(
      String name,
      boolean isTrusted,
      boolean retriesFailed,
      @Nullable Repeat repeat,
      Duration commitInterval) {}

  /// What was typed means.
  ///
  /// @throws UsageException if flags cannot be combined, or one needs another
  static StatePlan of(Values typed, Identity identity) {
    var shared = shared(typed);
    return new StatePlan(
        file(typed),
        shared,
        shared == null
            ? CrawlSettings.of(typed, identity)
            : CrawlSettings.ofShared(typed, identity));
  }

  /// Whether the crawl can be resumed.
  boolean isKept() {
    return file != null || shared != null;
  }

  private static @Nullable SharedPlan shared(Values typed) {
    var shared = SharedPlan.of(typed);
    if (shared == null) {
      return null;
    }
    if (typed.find(OutputFlags.STATE) != null) {
      throw new UsageException(
          "--frontier and --state cannot be combined: a shared crawl is kept in its database");
    }
    if (typed.has(SeedFlags.SAMPLE)) {
      throw new UsageException(
          "--frontier and --sample cannot be combined: other machines cannot reach the sample"
              + " site; use spinneret serve instead");
    }
    if (typed.find(ScopeFlags.SHARD) != null) {
      throw new UsageException(
          "--frontier and --shard cannot be combined: crawlers that share a crawl divide its hosts"
              + " themselves");
    }
    return shared;
  }

  private static @Nullable StateFile file(Values typed) {
    var name = typed.find(OutputFlags.STATE);
    var repeat = repeat(typed);
    var interval = typed.find(OutputFlags.COMMIT_INTERVAL);
    if (name == null) {
      needed("--retry-failed", typed.has(OutputFlags.RETRY_FAILED));
      needed("--recrawl", repeat != null);
      needed("--commit-interval", interval != null);
      return null;
    }
    if (typed.has(SeedFlags.SAMPLE)) {
      throw new UsageException(
          "--state and --sample cannot be combined, as the port of the sample site changes with"
              + " each run; use spinneret serve --port 8080 instead");
    }
    return new StateFile(
        name,
        typed.has(OutputFlags.TRUST_STATE),
        typed.has(OutputFlags.RETRY_FAILED),
        repeat,
        interval == null ? SqliteState.COMMIT_EVERY : interval);
  }

  private static void needed(String flag, boolean isTyped) {
    if (isTyped) {
      throw new UsageException(flag + " needs --state FILE");
    }
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
    if (typed.has(OutputFlags.RETRY_FAILED)) {
      throw new UsageException(
          "--recrawl and --retry-failed cannot be combined: a recrawl requests everything again");
    }
    if (trustsLastmod
        && typed.get(SeedFlags.SITEMAPS) == SitemapDiscovery.OFF
        && typed.all(SeedFlags.SITEMAP).isEmpty()) {
      throw new UsageException("--trust-lastmod needs --sitemap URL or --sitemaps");
    }
    return new Repeat(CrawlSettings.OF_RECORDS, trustsLastmod);
  }
}

package dev.spinneret.cli;

import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.expression.ExpressionException;
import dev.spinneret.cli.output.CrawlReport;
import dev.spinneret.cli.output.OutputFormat;
import dev.spinneret.cli.output.RecordChoice;
import dev.spinneret.engine.crawl.Budget;
import dev.spinneret.engine.crawl.CrawlOptions;
import dev.spinneret.engine.crawl.CrawlOptionsBuilder;
import dev.spinneret.engine.crawl.RetryRule;
import dev.spinneret.engine.crawl.ScopeRule;
import dev.spinneret.engine.crawl.SitemapDiscovery;
import dev.spinneret.engine.crawl.TrapLimits;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.fetch.FetchOptions;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.ParserKind;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From what was typed to what is meant. Every complaint names the flag, the value and what is
/// allowed.
final class CrawlPlanner {
  static final int DEFAULT_THREADS = 200;

  private CrawlPlanner() {}

  /// Checks a command line.
  ///
  /// @param typed by the person
  /// @return what to do
  /// @throws UsageException when it cannot be done
  static CrawlPlan plan(CrawlCommand typed) {
    var identity = IdentityPlan.of(typed.identity);
    var crawl = crawl(typed, identity);
    var archived =
        typed.output.files.stream().anyMatch(f -> OutputFormat.of(f) == OutputFormat.WARC_GZ);
    var cores =
        CorePlan.of(typed.cores, typed.fetch.engine, Runtime.getRuntime().availableProcessors());
    var memory = MemoryPlan.of(typed.cores.maxMemory, Runtime.getRuntime().maxMemory());
    int connections = OpenFiles.connections(typed.output.files.size(), cores.loops());
    var fetching = fetch(typed.fetch, identity, archived, connections, memory.mostBodyBytes());
    crawl.parserCount(cores.parsers());
    crawl.resources(memory);
    crawl.concurrency(Math.min(typed.pace.concurrency, connections));
    var trust = trust(typed, identity);
    if (typed.seeds.sample) {
      if (!typed.urls.isEmpty()
          || !typed.seeds.files.isEmpty()
          || !typed.seeds.sitemaps.isEmpty()) {
        throw new UsageException(
            "--sample and URLs exclude each other, --seeds and --sitemap too; give one of them");
      }
    } else {
      crawl.sitemaps(
          typed.seeds.sitemaps.stream()
              .map(url -> Seeds.url(url, trust::assumeHttp))
              .map(trust::typed)
              .toList());
      var seeds = new ArrayList<WebUrl>();
      Seeds.of(typed.urls, List.of(), trust::assumeHttp)
          .forEach(url -> seeds.add(trust.typed(url)));
      seeds.addAll(
          trust.listed("--seeds", Seeds.of(List.of(), typed.seeds.files, trust::assumeHttp)));
      crawl.seeds(seeds);
      ProxyPlan.check(fetching.proxies(), seeds);
      TlsPlan.check(fetching.tls(), seeds);
      if (typed.urls.isEmpty() && typed.seeds.files.isEmpty() && typed.seeds.sitemaps.isEmpty()) {
        throw new UsageException("no URL; give one or more, - for standard input, or --sample");
      }
    }
    var outputs = targets(typed.output.files);
    distinct(typed);
    if (typed.output.state != null) {
      if (typed.seeds.sample) {
        throw new UsageException(
            "--state and --sample exclude each other, as the sample web's port is never the same;"
                + " spinneret serve --port 8080 is a sample web that stays");
      }
      crawl.seed(0); // the fingerprints in the file must mean the same in every run
    }
    return new CrawlPlan(
        crawl,
        fetching,
        identity,
        trust,
        typed.fetch.io,
        typed.output.state,
        retryFailed(typed.output),
        typed.output.trustState,
        commitInterval(typed.output),
        settings(typed, identity),
        typed.fetch.engine,
        threads(typed.fetch),
        cores.loops(),
        typed.seeds.sample,
        typed.urls.contains("-"),
        outputs,
        new RecordChoice(
            typed.output.links,
            typed.output.hash,
            typed.output.skipped,
            typed.output.rawCsv,
            Terminal.isOutput()),
        typed.output.summaryJson,
        condition(typed.output.failIf),
        typed.output.quiet,
        typed.command(),
        typed.output.level());
  }

  private static SeedTrust trust(CrawlCommand typed, Identity identity) {
    boolean moreSecrets =
        typed.fetch.cert != null
            || typed.identity.loadCookies != null
            || typed.identity.headerEverywhere;
    var pinned =
        typed.fetch.resolve.stream()
            .map(CrawlPlanner::pin)
            .map(PinnedHost::host)
            .collect(Collectors.toSet());
    return new SeedTrust(typed.seeds.trusted, identity, moreSecrets, pinned);
  }

  /// Two flags that write to one file would destroy each other's work.
  private static void distinct(CrawlCommand typed) {
    var files = new DistinctFiles();
    typed.output.files.stream().filter(file -> !file.equals("-")).forEach(f -> files.add("-o", f));
    files.add("--summary-json", typed.output.summaryJson);
    files.add("--state", typed.output.state);
    files.add("--save-cookies", Objects.toString(typed.identity.saveCookies, null));
  }

  /// What decides which URLs a crawl visits and what it writes about them. How fast it goes is not
  /// in it: a crawl may be resumed with other limits. Nor is any secret.
  private static Map<String, String> settings(CrawlCommand typed, Identity identity) {
    var settings = new TreeMap<>(identity.settings());
    settings.put("URL", masked(typed.urls));
    settings.put("--seeds", String.join(" ", typed.seeds.files));
    settings.put("--sitemap", masked(typed.seeds.sitemaps));
    settings.put("--scope", typed.scope.mode.toString());
    settings.put("--include", String.join(" ", typed.scope.includes));
    settings.put("--exclude", String.join(" ", typed.scope.excludes));
    if (typed.seeds.discovery != SitemapDiscovery.OFF) {
      settings.put("--sitemaps", typed.seeds.discovery.toString());
    }
    if (typed.scope.traps == Switch.OFF) {
      settings.put("--traps", "off");
    }
    if (typed.scope.shard.count() > 1) {
      settings.put("--shard", typed.scope.shard.toString());
    }
    settings.put("--max-depth", String.valueOf(typed.scope.maxDepth));
    settings.put("--no-robots", String.valueOf(typed.pace.noRobots));
    settings.put("--user-agent", userAgent(typed.fetch, identity));
    settings.put("-o", String.join(" ", typed.output.files));
    settings.put("--links", String.valueOf(typed.output.links));
    settings.put("--hash", String.valueOf(typed.output.hash));
    if (typed.output.rawCsv) {
      settings.put("--csv-raw", "true");
    }
    settings.put("--skipped", String.valueOf(typed.output.skipped));
    return settings;
  }

  private static boolean retryFailed(OutputFlags flags) {
    if (flags.retryFailed && flags.state == null) {
      throw new UsageException("--retry-failed needs --state FILE");
    }
    return flags.retryFailed;
  }

  private static Duration commitInterval(OutputFlags flags) {
    var interval = flags.commitInterval;
    if (interval == null) {
      return SqliteState.COMMIT_EVERY;
    }
    if (flags.state == null) {
      throw new UsageException("--commit-interval needs --state FILE");
    }
    if (!interval.isPositive()) {
      throw new UsageException("--commit-interval 0: more than 0 is allowed, such as 5s");
    }
    return interval;
  }

  private static String masked(List<String> urls) {
    return urls.stream().map(Identity::masked).collect(Collectors.joining(" "));
  }

  private static CrawlOptionsBuilder crawl(CrawlCommand typed, Identity identity) {
    var options = CrawlOptions.builder();
    var scope = typed.scope;
    var rules = new ArrayList<ScopeRule>();
    for (var pattern : scope.includes) {
      rules.add(rule("--include", pattern, true));
    }
    for (var pattern : scope.excludes) {
      rules.add(rule("--exclude", pattern, false));
    }
    options.scope(scope.mode).scopeRules(rules).shard(scope.shard);
    if (scope.traps == Switch.OFF) {
      options.traps(TrapLimits.NONE);
    }
    if (typed.seeds.discovery != SitemapDiscovery.OFF && typed.pace.noRobots) {
      throw new UsageException(
          "--sitemaps %s needs robots.txt, which --no-robots leaves out"
              .formatted(typed.seeds.discovery.name().toLowerCase(Locale.ROOT)));
    }
    options.sitemapDiscovery(typed.seeds.discovery);
    if (scope.maxDepth != null) {
      options.maxDepth(atLeast(0, "--max-depth", scope.maxDepth));
    }
    options.budget(
        new Budget(
            limit("--max-pages", scope.maxPages),
            limit("--max-bytes", scope.maxBytes),
            positive("--max-time", scope.maxTime),
            limit("--max-host-pages", scope.maxHostPages),
            Long.MAX_VALUE));
    var pace = typed.pace;
    options.concurrency(atLeast(1, "--concurrency", pace.concurrency));
    if (pace.perHost != null) {
      options.perHost(atLeast(1, "--per-host", pace.perHost));
    }
    options.delay(pace.delay).robots(!pace.noRobots);
    if (pace.attempts != null) {
      var usual = RetryRule.DEFAULT;
      options.retry(
          new RetryRule(
              atLeast(1, "--attempts", pace.attempts),
              usual.first(),
              usual.longest(),
              usual.longestRetryAfter()));
    }
    options.pageReader(reader(typed.parse));
    options.seed(System.nanoTime());
    options.productToken(userAgent(typed.fetch, identity));
    return options;
  }

  private static PageReader reader(ParseFlags flags) {
    if (flags.checkShare > 0 && flags.parser == ParserKind.JSOUP) {
      throw new UsageException("--check-parser checks the scanner: it excludes --parser jsoup");
    }
    return new PageReader(flags.parser, flags.checkShare);
  }

  /// The user agent that a crawl sends.
  static String userAgent(FetchFlags flags, Identity identity) {
    if (flags.userAgent != null && identity.userAgent() != null) {
      throw new UsageException("--user-agent and --header User-Agent exclude each other");
    }
    var typed = flags.userAgent == null ? identity.userAgent() : flags.userAgent;
    if (typed == null) {
      return "Spinneret/" + Build.VERSION.replace("-SNAPSHOT", "");
    }
    if (typed.isBlank() || !typed.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new UsageException(
          "--user-agent '%s' is no user agent; printable ASCII is allowed".formatted(typed));
    }
    return typed;
  }

  /// The size of the pool of threads, where there is one.
  static int threads(FetchFlags flags) {
    var threads = flags.threads;
    if (threads != null && flags.engine != Engine.THREADS) {
      throw new UsageException("--threads %d needs --engine threads".formatted(threads));
    }
    return atLeast(1, "--threads", threads == null ? DEFAULT_THREADS : threads);
  }

  /// The options of a fetcher.
  static FetchOptions fetch(FetchFlags flags, Identity identity) {
    return fetch(flags, identity, false, OpenFiles.connections(1, 1), Integer.MAX_VALUE);
  }

  private static FetchOptions fetch(
      FetchFlags flags, Identity identity, boolean archived, int connections, int mostBodyBytes) {
    var options =
        FetchOptions.builder()
            .maxConnections(connections)
            .keepRaw(archived)
            .httpMode(flags.http)
            .userAgent(userAgent(flags, identity))
            .headers(identity.headers())
            .credentials(identity.credentials())
            .cookies(identity.cookies())
            .tls(TlsPlan.of(flags))
            .proxies(ProxyPlan.of(flags, System.getenv()));
    var timeout = positive("--timeout", flags.timeout);
    if (timeout != null) {
      options.totalTimeout(timeout).firstByteTimeout(timeout);
    }
    var connectTimeout = positive("--connect-timeout", flags.connectTimeout);
    if (connectTimeout != null) {
      options.connectTimeout(connectTimeout);
    }
    if (flags.maxBody != null) {
      if (flags.maxBody > Integer.MAX_VALUE - 64) {
        throw new UsageException(
            "--max-body %d: less than 2GiB is allowed".formatted(flags.maxBody));
      }
      options.maxBodyBytes(flags.maxBody.intValue());
    }
    options.atMostBodyBytes(mostBodyBytes);
    if (flags.bind != null) {
      options.bind(local(flags.bind));
    }
    options.pins(flags.resolve.stream().map(CrawlPlanner::pin).toList());
    return options.build();
  }

  /// An address is the machine's when a socket can have it.
  private static InetAddress local(String typed) {
    var address = HostAddress.of(typed);
    if (address == null) {
      throw new UsageException("--bind '%s' is no IPv4 or IPv6 address".formatted(typed));
    }
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(address, 0));
      return address;
    } catch (IOException _) {
      throw new UsageException("--bind %s: no address of this machine".formatted(typed));
    }
  }

  private static PinnedHost pin(String text) {
    try {
      return PinnedHost.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--resolve " + e.getMessage());
    }
  }

  private static List<CrawlPlan.Target> targets(List<String> files) {
    var targets = new ArrayList<CrawlPlan.Target>();
    var names = new HashSet<String>();
    for (var file : files.isEmpty() ? List.of("-") : files) {
      var format = OutputFormat.of(file);
      if (format == null) {
        throw new UsageException(
            "-o %s: the name must end in %s, or be -".formatted(file, OutputFormat.ENDINGS));
      }
      if (!names.add(file)) {
        throw new UsageException("-o %s is there twice".formatted(file));
      }
      targets.add(new CrawlPlan.Target(file, format));
    }
    return List.copyOf(targets);
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

  private static @Nullable Duration positive(String flag, @Nullable Duration value) {
    if (value != null && !value.isPositive()) {
      throw new UsageException("%s 0: more than 0 is allowed, such as 10s".formatted(flag));
    }
    return value;
  }

  private static long limit(String flag, @Nullable Long value) {
    return value == null ? Long.MAX_VALUE : atLeast(1L, flag, value);
  }

  private static int atLeast(int least, String flag, int value) {
    return (int) atLeast((long) least, flag, (long) value);
  }

  private static long atLeast(long least, String flag, long value) {
    if (value < least) {
      throw new UsageException("%s %d: at least %d is allowed".formatted(flag, value, least));
    }
    return value;
  }
}

package dev.spinneret.cli;

import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.expression.ExpressionException;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.RecordChoice;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.terminal.Build;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.Budget;
import dev.spinneret.engine.crawl.CrawlOptions;
import dev.spinneret.engine.crawl.CrawlOptionsBuilder;
import dev.spinneret.engine.crawl.RetryRule;
import dev.spinneret.engine.crawl.ScopeRule;
import dev.spinneret.engine.crawl.Shard;
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
import java.util.Objects;
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
  static CrawlPlan plan(Values typed) {
    var identity = IdentityPlan.of(typed);
    var crawl = crawl(typed, identity);
    var files = typed.all(OutputFlags.OUTPUT);
    var archived = files.stream().anyMatch(f -> OutputFormat.of(f) == OutputFormat.WARC_GZ);
    var cores = CorePlan.of(typed, Runtime.getRuntime().availableProcessors());
    var memory = MemoryPlan.of(typed.find(CoreFlags.MAX_MEMORY), Runtime.getRuntime().maxMemory());
    int connections = OpenFiles.connections(files.size(), cores.loops());
    var fetching = fetch(typed, identity, archived, connections, memory.mostBodyBytes());
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
      ProxyPlan.check(fetching.proxies(), seeds);
      TlsPlan.check(fetching.tls(), seeds);
      if (urls.isEmpty() && lists.isEmpty() && sitemaps.isEmpty()) {
        throw new UsageException("no URL; give one or more, - for standard input, or --sample");
      }
    }
    var outputs = targets(files);
    distinct(typed);
    var state = typed.find(OutputFlags.STATE);
    if (state != null) {
      if (isSample) {
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
        typed.get(FetchFlags.IO),
        state,
        retryFailed(typed),
        typed.has(OutputFlags.TRUST_STATE),
        commitInterval(typed),
        CrawlSettings.of(typed, identity),
        typed.get(FetchFlags.ENGINE),
        threads(typed),
        cores.loops(),
        isSample,
        urls.contains("-"),
        outputs,
        new RecordChoice(
            typed.has(OutputFlags.LINKS),
            typed.has(OutputFlags.HASH),
            typed.has(OutputFlags.SKIPPED),
            typed.has(OutputFlags.CSV_RAW),
            Terminal.isOutput()),
        typed.find(OutputFlags.SUMMARY_JSON),
        condition(typed.find(OutputFlags.FAIL_IF)),
        typed.has(OutputFlags.QUIET),
        CrawlCommand.command(typed),
        OutputFlags.level(typed));
  }

  private static SeedTrust trust(Values typed, Identity identity) {
    boolean moreSecrets =
        typed.find(FetchFlags.CERT) != null
            || typed.find(IdentityFlags.LOAD_COOKIES) != null
            || typed.has(IdentityFlags.HEADER_EVERYWHERE);
    var pinned =
        typed.all(FetchFlags.RESOLVE).stream()
            .map(CrawlPlanner::pin)
            .map(PinnedHost::host)
            .collect(Collectors.toSet());
    return new SeedTrust(typed.has(SeedFlags.TRUST_SEEDS), identity, moreSecrets, pinned);
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
              .formatted(discovery.name().toLowerCase(Locale.ROOT)));
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
    var attempts = typed.find(PaceFlags.ATTEMPTS);
    if (attempts != null) {
      var usual = RetryRule.DEFAULT;
      options.retry(
          new RetryRule(attempts, usual.first(), usual.longest(), usual.longestRetryAfter()));
    }
    options.pageReader(reader(typed));
    options.seed(System.nanoTime());
    options.productToken(userAgent(typed, identity));
    return options;
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

  /// The user agent that a crawl sends.
  static String userAgent(Values typed, Identity identity) {
    var own = typed.find(FetchFlags.USER_AGENT);
    if (own != null && identity.userAgent() != null) {
      throw new UsageException("--user-agent and --header User-Agent exclude each other");
    }
    var agent = own == null ? identity.userAgent() : own;
    if (agent == null) {
      return "Spinneret/" + Build.VERSION.replace("-SNAPSHOT", "");
    }
    if (agent.isBlank() || !agent.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new UsageException(
          "--user-agent '%s' is no user agent; printable ASCII is allowed".formatted(agent));
    }
    return agent;
  }

  /// The size of the pool of threads, where there is one.
  static int threads(Values typed) {
    var threads = typed.find(FetchFlags.THREADS);
    if (threads != null && typed.get(FetchFlags.ENGINE) != Engine.THREADS) {
      throw new UsageException("--threads %d needs --engine threads".formatted(threads));
    }
    return threads == null ? DEFAULT_THREADS : threads;
  }

  /// The options of a fetcher.
  static FetchOptions fetch(Values typed, Identity identity) {
    return fetch(typed, identity, false, OpenFiles.connections(1, 1), Integer.MAX_VALUE);
  }

  private static FetchOptions fetch(
      Values typed, Identity identity, boolean archived, int connections, int mostBodyBytes) {
    var options =
        FetchOptions.builder()
            .maxConnections(connections)
            .keepRaw(archived)
            .httpMode(typed.get(FetchFlags.HTTP))
            .userAgent(userAgent(typed, identity))
            .headers(identity.headers())
            .credentials(identity.credentials())
            .cookies(identity.cookies())
            .tls(TlsPlan.of(typed))
            .proxies(ProxyPlan.of(typed, System.getenv()));
    var timeout = typed.find(FetchFlags.TIMEOUT);
    if (timeout != null) {
      options.totalTimeout(timeout).firstByteTimeout(timeout);
    }
    var connectTimeout = typed.find(FetchFlags.CONNECT_TIMEOUT);
    if (connectTimeout != null) {
      options.connectTimeout(connectTimeout);
    }
    var maxBody = typed.find(FetchFlags.MAX_BODY);
    if (maxBody != null) {
      options.maxBodyBytes(maxBody.intValue());
    }
    options.atMostBodyBytes(mostBodyBytes);
    var bind = typed.find(FetchFlags.BIND);
    if (bind != null) {
      options.bind(local(bind));
    }
    options.pins(typed.all(FetchFlags.RESOLVE).stream().map(CrawlPlanner::pin).toList());
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
}

package dev.spinneret.engine.crawl.options;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a crawl goes about its work. Immutable; made with [#builder()].
///
/// Every value has a default that is polite to the web and does not slow a loopback host.
public final class CrawlOptions {
  private final CrawlOptionsBuilder values;

  CrawlOptions(CrawlOptionsBuilder values) {
    this.values = values.copy();
  }

  /// Starts from the defaults.
  ///
  /// @return a builder
  public static CrawlOptionsBuilder builder() {
    return new CrawlOptionsBuilder();
  }

  /// Where the crawl starts.
  ///
  /// @return in the order given; may be empty when seeds come from a feed or a sitemap
  public List<WebUrl> seeds() {
    return values.seeds;
  }

  /// Sitemaps whose entries are seeds.
  ///
  /// @return in the order given
  public List<WebUrl> sitemaps() {
    return values.sitemaps;
  }

  /// Which sitemaps the crawl finds by itself; all but OFF need [#robots()].
  ///
  /// @return OFF by default
  public SitemapDiscovery sitemapDiscovery() {
    return values.sitemapDiscovery;
  }

  /// How far from its seeds the crawl goes.
  ///
  /// @return HOST by default
  public ScopeMode scope() {
    return values.scope;
  }

  /// Host names in scope besides the seeds'.
  ///
  /// @return lower case
  public Set<String> scopeHosts() {
    return values.scopeHosts;
  }

  /// Include and exclude rules, numbered from 1 in verdicts.
  ///
  /// @return in order
  public List<ScopeRule> scopeRules() {
    return values.scopeRules;
  }

  /// Which part of a crawl this is, when several share it.
  ///
  /// @return [Shard#ALL] by default
  public Shard shard() {
    return values.shard;
  }

  /// The largest number of links between a seed and a page.
  ///
  /// @return `Integer.MAX_VALUE` by default
  public int maxDepth() {
    return values.maxDepth;
  }

  /// What the crawl may spend.
  ///
  /// @return unlimited by default
  public Budget budget() {
    return values.budget;
  }

  /// Fetches in flight at the same time, all hosts together.
  ///
  /// @return 1,000 by default
  public int concurrency() {
    return values.concurrency;
  }

  /// Fetches in flight at the same time at one host: fixed, or 0 for adaptive.
  ///
  /// @return 0 by default: between 1 and [#maxPerHost()] as latency allows; loopback hosts may have
  ///   the whole concurrency
  public int perHost() {
    return values.perHost;
  }

  /// The most that an adaptive limit gives to a host; an address that serves several hosts gets at
  /// most twice that.
  ///
  /// @return 6 by default
  public int maxPerHost() {
    return values.maxPerHost;
  }

  /// The least time from one request to the next at a host; null when only robots.txt says so.
  ///
  /// @return null by default
  public @Nullable Duration delay() {
    return values.delay;
  }

  /// How many requests may be sent in a second.
  ///
  /// @return [RequestRates#UNLIMITED] by default
  public RequestRates rates() {
    return values.rates;
  }

  /// For which hosts the Crawl-delay of robots.txt holds.
  ///
  /// @return WEB by default
  public DelayRule crawlDelay() {
    return values.crawlDelay;
  }

  /// The longest Crawl-delay that is obeyed as written; longer ones count as this.
  ///
  /// @return 5 minutes by default
  public Duration maxCrawlDelay() {
    return values.maxCrawlDelay;
  }

  /// Whether robots.txt is fetched and obeyed.
  ///
  /// @return true by default
  public boolean robots() {
    return values.robots;
  }

  /// How long a robots.txt is used before it is fetched again (RFC 9309 §2.4).
  ///
  /// @return 24 hours by default
  public Duration robotsTtl() {
    return values.robotsTtl;
  }

  /// The name by which robots.txt and X-Robots-Tag know this crawler; a whole User-Agent will do.
  ///
  /// @return "spinneret" by default
  public String productToken() {
    return values.productToken;
  }

  /// What reads the pages.
  ///
  /// @return the scanner with jsoup behind it by default
  public PageReader pageReader() {
    return values.pageReader;
  }

  /// How many threads may parse pages beside the loop.
  ///
  /// @return 0 by default: every page is parsed in the step of the task that visits it
  public int parserCount() {
    return values.parserCount;
  }

  /// How much time and memory the crawl may take.
  ///
  /// @return [Resources#UNLIMITED] by default
  public Resources resources() {
    return values.resources;
  }

  /// Which `nofollow` is obeyed.
  ///
  /// @return PAGE by default
  public NofollowRule nofollow() {
    return values.nofollow;
  }

  /// Whether pages that say `noindex` are left out of the outputs; their links are followed.
  ///
  /// @return false by default
  public boolean omitNoindex() {
    return values.omitNoindex;
  }

  /// The kinds of links that are followed.
  ///
  /// @return by default a, area, all kinds of link, iframe, frame and meta refresh
  public Set<LinkKind> follow() {
    return values.follow;
  }

  /// What the crawl does to find out whether links lead anywhere.
  ///
  /// @return [LinkCheck#NONE] by default
  public LinkCheck linkCheck() {
    return values.linkCheck;
  }

  /// How many redirects in a row are followed.
  ///
  /// @return 20 by default, as in browsers (Fetch §4.4)
  public int maxRedirects() {
    return values.maxRedirects;
  }

  /// When a URL is asked for again.
  ///
  /// @return [RetryRule#DEFAULT] by default
  public RetryRule retry() {
    return values.retry;
  }

  /// After how many failures in a row, none of them an answer, a host is given up.
  ///
  /// @return 20 by default
  public int hostFailures() {
    return values.hostFailures;
  }

  /// What is taken for a trap.
  ///
  /// @return [TrapLimits#DEFAULT] by default
  public TrapLimits traps() {
    return values.traps;
  }

  /// How long a stop waits for what is in flight before it aborts.
  ///
  /// @return 10 seconds by default
  public Duration drainTime() {
    return values.drainTime;
  }

  /// Seeds jitter and fingerprints: with a virtual clock the same seed gives the same crawl.
  ///
  /// @return 0 by default
  public long randomSeed() {
    return values.randomSeed;
  }

  /// The wall clock of records' start times.
  ///
  /// @return the system's by default
  public InstantSource wallClock() {
    return values.wallClock;
  }
}

package dev.spinneret.engine.crawl.options;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the values of [CrawlOptions]; each setter checks its value.
public final class CrawlOptionsBuilder implements Cloneable {
  List<WebUrl> seeds = List.of();
  List<WebUrl> sitemaps = List.of();
  SitemapDiscovery sitemapDiscovery = SitemapDiscovery.OFF;
  ScopeMode scope = ScopeMode.HOST;
  Set<String> scopeHosts = Set.of();
  List<ScopeRule> scopeRules = List.of();
  int maxDepth = Integer.MAX_VALUE;
  Budget budget = Budget.UNLIMITED;
  int concurrency = 1_000;
  int perHost;
  int maxPerHost = 6;
  @Nullable Duration delay;
  RequestRates rates = RequestRates.UNLIMITED;
  DelayRule crawlDelay = DelayRule.WEB;
  Duration maxCrawlDelay = Duration.ofMinutes(5);
  boolean robots = true;
  Duration robotsTtl = Duration.ofHours(24);
  String productToken = "spinneret";
  PageReader pageReader = PageReader.DEFAULT;
  int parserCount;
  Resources resources = Resources.UNLIMITED;
  NofollowRule nofollow = NofollowRule.PAGE;
  boolean omitNoindex;
  Shard shard = Shard.ALL;
  Set<LinkKind> follow =
      EnumSet.of(
          LinkKind.A,
          LinkKind.AREA,
          LinkKind.LINK,
          LinkKind.CANONICAL,
          LinkKind.ALTERNATE,
          LinkKind.PAGINATION,
          LinkKind.IFRAME,
          LinkKind.FRAME,
          LinkKind.META_REFRESH,
          LinkKind.ENTRY);
  LinkCheck linkCheck = LinkCheck.NONE;
  int maxRedirects = 20;
  RetryRule retry = RetryRule.DEFAULT;
  int hostFailures = 20;
  TrapLimits traps = TrapLimits.DEFAULT;
  Duration drainTime = Duration.ofSeconds(10);
  long randomSeed;
  InstantSource wallClock = InstantSource.system();

  CrawlOptionsBuilder() {}

  /// A copy; the values themselves are immutable.
  CrawlOptionsBuilder copy() {
    try {
      return (CrawlOptionsBuilder) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /// Sets [CrawlOptions#seeds()].
  ///
  /// @param seeds the value
  /// @return this
  public CrawlOptionsBuilder seeds(List<WebUrl> seeds) {
    this.seeds = List.copyOf(seeds);
    return this;
  }

  /// Sets [CrawlOptions#sitemaps()].
  ///
  /// @param sitemaps the value
  /// @return this
  public CrawlOptionsBuilder sitemaps(List<WebUrl> sitemaps) {
    this.sitemaps = List.copyOf(sitemaps);
    return this;
  }

  /// Sets [CrawlOptions#sitemapDiscovery()].
  ///
  /// @param sitemapDiscovery the value
  /// @return this
  public CrawlOptionsBuilder sitemapDiscovery(SitemapDiscovery sitemapDiscovery) {
    this.sitemapDiscovery = sitemapDiscovery;
    return this;
  }

  /// Sets [CrawlOptions#scope()].
  ///
  /// @param scope the value
  /// @return this
  public CrawlOptionsBuilder scope(ScopeMode scope) {
    this.scope = scope;
    return this;
  }

  /// Sets [CrawlOptions#scopeHosts()].
  ///
  /// @param scopeHosts the value
  /// @return this
  public CrawlOptionsBuilder scopeHosts(Set<String> scopeHosts) {
    this.scopeHosts = Set.copyOf(scopeHosts);
    return this;
  }

  /// Sets [CrawlOptions#scopeRules()].
  ///
  /// @param scopeRules the value
  /// @return this
  public CrawlOptionsBuilder scopeRules(List<ScopeRule> scopeRules) {
    this.scopeRules = List.copyOf(scopeRules);
    return this;
  }

  /// Sets [CrawlOptions#maxDepth()].
  ///
  /// @param maxDepth the value
  /// @return this
  public CrawlOptionsBuilder maxDepth(int maxDepth) {
    if (maxDepth < 0) {
      throw new IllegalArgumentException("depth " + maxDepth + ": at least 0");
    }
    this.maxDepth = maxDepth;
    return this;
  }

  /// Sets [CrawlOptions#budget()].
  ///
  /// @param budget the value
  /// @return this
  public CrawlOptionsBuilder budget(Budget budget) {
    this.budget = budget;
    return this;
  }

  /// Sets [CrawlOptions#concurrency()].
  ///
  /// @param concurrency the value
  /// @return this
  public CrawlOptionsBuilder concurrency(int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": at least 1");
    }
    this.concurrency = concurrency;
    return this;
  }

  /// Sets [CrawlOptions#perHost()].
  ///
  /// @param perHost the value
  /// @return this
  public CrawlOptionsBuilder perHost(int perHost) {
    if (perHost < 0) {
      throw new IllegalArgumentException("concurrency per host " + perHost + ": at least 0");
    }
    this.perHost = perHost;
    return this;
  }

  /// Sets [CrawlOptions#maxPerHost()].
  ///
  /// @param maxPerHost the value
  /// @return this
  public CrawlOptionsBuilder maxPerHost(int maxPerHost) {
    if (maxPerHost < 1) {
      throw new IllegalArgumentException("most per host " + maxPerHost + ": at least 1");
    }
    this.maxPerHost = maxPerHost;
    return this;
  }

  /// Sets [CrawlOptions#rates()].
  ///
  /// @param rates the value
  /// @return this
  public CrawlOptionsBuilder rates(RequestRates rates) {
    this.rates = rates;
    return this;
  }

  /// Sets [CrawlOptions#delay()].
  ///
  /// @param delay the value
  /// @return this
  public CrawlOptionsBuilder delay(@Nullable Duration delay) {
    if (delay != null && delay.isNegative()) {
      throw new IllegalArgumentException("delay " + delay + ": not negative");
    }
    this.delay = delay;
    return this;
  }

  /// Sets [CrawlOptions#crawlDelay()].
  ///
  /// @param crawlDelay the value
  /// @return this
  public CrawlOptionsBuilder crawlDelay(DelayRule crawlDelay) {
    this.crawlDelay = crawlDelay;
    return this;
  }

  /// Sets [CrawlOptions#maxCrawlDelay()].
  ///
  /// @param maxCrawlDelay the value
  /// @return this
  public CrawlOptionsBuilder maxCrawlDelay(Duration maxCrawlDelay) {
    this.maxCrawlDelay = maxCrawlDelay;
    return this;
  }

  /// Sets [CrawlOptions#robots()].
  ///
  /// @param robots the value
  /// @return this
  public CrawlOptionsBuilder robots(boolean robots) {
    this.robots = robots;
    return this;
  }

  /// Sets [CrawlOptions#robotsTtl()].
  ///
  /// @param robotsTtl the value
  /// @return this
  public CrawlOptionsBuilder robotsTtl(Duration robotsTtl) {
    this.robotsTtl = robotsTtl;
    return this;
  }

  /// Sets [CrawlOptions#productToken()].
  ///
  /// @param productToken the value
  /// @return this
  public CrawlOptionsBuilder productToken(String productToken) {
    this.productToken = productToken;
    return this;
  }

  /// Sets [CrawlOptions#pageReader()].
  ///
  /// @param pageReader the value
  /// @return this
  public CrawlOptionsBuilder pageReader(PageReader pageReader) {
    this.pageReader = pageReader;
    return this;
  }

  /// Sets [CrawlOptions#parserCount()].
  ///
  /// @param parserCount the value
  /// @return this
  public CrawlOptionsBuilder parserCount(int parserCount) {
    if (parserCount < 0) {
      throw new IllegalArgumentException("parsers " + parserCount + ": at least 0");
    }
    this.parserCount = parserCount;
    return this;
  }

  /// Sets [CrawlOptions#resources()].
  ///
  /// @param resources the value
  /// @return this
  public CrawlOptionsBuilder resources(Resources resources) {
    this.resources = resources;
    return this;
  }

  /// Sets [CrawlOptions#nofollow()].
  ///
  /// @param nofollow the value
  /// @return this
  public CrawlOptionsBuilder nofollow(NofollowRule nofollow) {
    this.nofollow = nofollow;
    return this;
  }

  /// Sets [CrawlOptions#shard()].
  ///
  /// @param shard the value
  /// @return this
  public CrawlOptionsBuilder shard(Shard shard) {
    this.shard = shard;
    return this;
  }

  /// Sets [CrawlOptions#omitNoindex()].
  ///
  /// @param omitNoindex the value
  /// @return this
  public CrawlOptionsBuilder omitNoindex(boolean omitNoindex) {
    this.omitNoindex = omitNoindex;
    return this;
  }

  /// Sets [CrawlOptions#linkCheck()].
  ///
  /// @param linkCheck the value
  /// @return this
  public CrawlOptionsBuilder linkCheck(LinkCheck linkCheck) {
    this.linkCheck = linkCheck;
    return this;
  }

  /// Sets [CrawlOptions#follow()].
  ///
  /// @param follow the value
  /// @return this
  public CrawlOptionsBuilder follow(Set<LinkKind> follow) {
    this.follow = Set.copyOf(follow);
    return this;
  }

  /// Sets [CrawlOptions#maxRedirects()].
  ///
  /// @param maxRedirects the value
  /// @return this
  public CrawlOptionsBuilder maxRedirects(int maxRedirects) {
    if (maxRedirects < 0) {
      throw new IllegalArgumentException("redirects " + maxRedirects + ": at least 0");
    }
    this.maxRedirects = maxRedirects;
    return this;
  }

  /// Sets [CrawlOptions#retry()].
  ///
  /// @param retry the value
  /// @return this
  public CrawlOptionsBuilder retry(RetryRule retry) {
    this.retry = retry;
    return this;
  }

  /// Sets [CrawlOptions#hostFailures()].
  ///
  /// @param hostFailures the value
  /// @return this
  public CrawlOptionsBuilder hostFailures(int hostFailures) {
    if (hostFailures < 1) {
      throw new IllegalArgumentException("host failures " + hostFailures + ": at least 1");
    }
    this.hostFailures = hostFailures;
    return this;
  }

  /// Sets [CrawlOptions#traps()].
  ///
  /// @param traps the value
  /// @return this
  public CrawlOptionsBuilder traps(TrapLimits traps) {
    this.traps = traps;
    return this;
  }

  /// Sets [CrawlOptions#drainTime()].
  ///
  /// @param drainTime the value
  /// @return this
  public CrawlOptionsBuilder drainTime(Duration drainTime) {
    this.drainTime = drainTime;
    return this;
  }

  /// Sets [CrawlOptions#randomSeed()].
  ///
  /// @param randomSeed the value
  /// @return this
  public CrawlOptionsBuilder randomSeed(long randomSeed) {
    this.randomSeed = randomSeed;
    return this;
  }

  /// Sets [CrawlOptions#wallClock()].
  ///
  /// @param wallClock the value
  /// @return this
  public CrawlOptionsBuilder wallClock(InstantSource wallClock) {
    this.wallClock = wallClock;
    return this;
  }

  /// Makes the options.
  ///
  /// @return an immutable copy of the values
  public CrawlOptions build() {
    return new CrawlOptions(this);
  }
}

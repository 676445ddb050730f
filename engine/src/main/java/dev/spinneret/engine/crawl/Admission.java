package dev.spinneret.engine.crawl;

import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The way of a URL from its discovery to the frontier: seen set, scope, redirects, depth, traps,
/// robots; or to its verdict at once.
///
/// A URL is marked as seen when it is discovered, not when it is fetched, so two pages that link to
/// it cannot queue it twice. Only two verdicts are not for good: a URL out of scope may be named as
/// a seed later, and a URL too deep may be found again on a shorter path. Their fingerprints stand
/// in sets of their own, and leave them when the URL is let in.
final class Admission {
  private final CrawlOptions options;
  private final Scope scope;
  private final TrapGuard traps;
  private final Politeness politeness;
  private final Frontier frontier;
  private final Ledger ledger;
  private final Endings endings;
  private final Totals totals;
  private final CrawlStore store;
  private final FingerprintSet seen = new FingerprintSet();
  private final FingerprintSet outOfScope = new FingerprintSet();
  private final FingerprintSet tooDeep = new FingerprintSet();
  private final List<CrawlUrl> batch = new ArrayList<>();
  private Predicate<WebUrl> privateSeeds = _ -> true;
  private long order;

  Admission(
      CrawlOptions options,
      Politeness politeness,
      Frontier frontier,
      Ledger ledger,
      Endings endings,
      Totals totals,
      CrawlStore store) {
    this.options = options;
    this.scope = new Scope(options.scope(), options.scopeHosts(), options.scopeRules());
    this.traps = new TrapGuard(options.traps(), store);
    this.politeness = politeness;
    this.frontier = frontier;
    this.ledger = ledger;
    this.endings = endings;
    this.totals = totals;
    this.store = store;
  }

  /// Sets which seeds may be at a loopback or private address.
  void guardSeeds(Predicate<WebUrl> privateAllowed) {
    privateSeeds = privateAllowed;
  }

  /// Takes what a person named.
  void seed(WebUrl url, CrawlUrl.Role role) {
    widen(url);
    discover(url, fingerprint(url), null, 0, 0, privateSeeds.test(url), role);
  }

  /// Takes links of a page.
  ///
  /// @param privateAllowed whether they may lead to loopback or private addresses
  void links(List<WebUrl> urls, CrawlUrl from, boolean privateAllowed) {
    var fingerprints = new long[urls.size()];
    for (int i = 0; i < fingerprints.length; i++) {
      fingerprints[i] = fingerprint(urls.get(i));
    }
    seen.prefetch(fingerprints);
    for (int i = 0; i < fingerprints.length; i++) {
      discover(
          urls.get(i),
          fingerprints[i],
          from,
          from.depth() + 1,
          0,
          privateAllowed,
          CrawlUrl.Role.PAGE);
    }
  }

  private long fingerprint(WebUrl url) {
    return Hash64.ofAscii(url.key(), options.seed());
  }

  /// Takes the target of a redirect: as deep as where it came from. A seed that redirects between
  /// the bare name of a host and its `www.` name widens the scope by the other one.
  void redirect(WebUrl url, CrawlUrl from, boolean privateAllowed) {
    if (from.referrer() == null && isWwwSibling(url.host(), Endings.parsed(from).host())) {
      widen(url);
    }
    discover(
        url, fingerprint(url), from, from.depth(), from.hops() + 1, privateAllowed, from.role());
  }

  /// Takes an entry of a sitemap: as a seed, but scope judges it.
  void sitemapEntry(WebUrl url, CrawlUrl from, boolean privateAllowed, CrawlUrl.Role role) {
    discover(url, fingerprint(url), from, 0, 0, privateAllowed, role);
  }

  /// Gives the frontier what was let in since the last call.
  void flush() {
    if (!batch.isEmpty()) {
      frontier.offer(List.copyOf(batch));
      batch.clear();
    }
  }

  /// Notes what a page brought, for the guard against traps.
  void fetched(WebUrl url, CrawlUrl as, Reply reply) {
    traps.fetched(url, as.depth(), reply.body());
  }

  long seenBytes() {
    return seen.memoryBytes() + outOfScope.memoryBytes() + tooDeep.memoryBytes();
  }

  private void widen(WebUrl seed) {
    var held = scope.addSeed(seed);
    if (held != null) {
      store.scopeWidened(held);
    }
  }

  /// Takes over a URL of an earlier run.
  void restored(long fingerprint, @Nullable String verdict) {
    if (new Verdict.OutOfScope(0, "").name().equals(verdict)) {
      outOfScope.add(fingerprint);
    } else if (new Verdict.TooDeep(0).name().equals(verdict)) {
      tooDeep.add(fingerprint);
    } else {
      seen.add(fingerprint);
    }
  }

  /// Takes over what the guard against traps has seen in an earlier run.
  void restoredWords(long words) {
    traps.restoredWords(words);
  }

  /// Takes over how stale a template was.
  void restoredTemplate(String template, int staleCount) {
    traps.restoredTemplate(template, staleCount);
  }

  /// Takes over the scope of an earlier run.
  void restoredScope(String held) {
    scope.hold(held);
  }

  /// Takes over where the order of discovery goes on.
  void restoredOrder(long nextOrder) {
    order = nextOrder;
  }

  private void discover(
      WebUrl url,
      long fingerprint,
      @Nullable CrawlUrl from,
      int depth,
      int hops,
      boolean privateAllowed,
      CrawlUrl.Role role) {
    if (seen.contains(fingerprint)) {
      totals.repeatCount++;
      return;
    }
    var crawlUrl =
        new CrawlUrl(
            url.withoutFragment(),
            fingerprint,
            url.origin(),
            depth,
            hops,
            0,
            privateAllowed,
            role,
            from == null ? null : from.href(),
            from == null ? -1 : from.order(),
            order,
            from == null ? null : from.lineage());
    var out = scope.judge(url, from == null);
    if (out != null) {
      park(outOfScope, crawlUrl, out);
    } else if (depth > options.maxDepth()) {
      park(tooDeep, crawlUrl, new Verdict.TooDeep(depth));
    } else {
      admit(url, crawlUrl, from == null);
    }
  }

  /// Ends a URL with a verdict that a later discovery may take back.
  private void park(FingerprintSet parked, CrawlUrl url, Verdict verdict) {
    if (outOfScope.contains(url.fingerprint()) || tooDeep.contains(url.fingerprint())) {
      totals.repeatCount++;
    } else {
      parked.add(url.fingerprint());
      order++;
      endings.discovered(url, verdict);
    }
  }

  private void admit(WebUrl url, CrawlUrl crawlUrl, boolean seed) {
    unpark(crawlUrl);
    seen.add(crawlUrl.fingerprint());
    int shard = options.shard().of(url);
    var verdict =
        shard == options.shard().index()
            ? verdictAtOnce(url, politeness.hostOf(url), crawlUrl, seed)
            : new Verdict.OtherShard(new Shard(shard, options.shard().count()));
    order++;
    if (verdict == null) {
      ledger.discovered();
      store.discovered(crawlUrl, null);
      batch.add(crawlUrl);
    } else {
      endings.discovered(crawlUrl, verdict);
    }
  }

  private void unpark(CrawlUrl url) {
    if (outOfScope.size() > 0 && outOfScope.remove(url.fingerprint())) {
      ledger.reopened(new Verdict.OutOfScope(0, ""));
      store.reopened(url.fingerprint());
    }
    if (tooDeep.size() > 0 && tooDeep.remove(url.fingerprint())) {
      ledger.reopened(new Verdict.TooDeep(0));
      store.reopened(url.fingerprint());
    }
  }

  private @Nullable Verdict verdictAtOnce(WebUrl url, Host host, CrawlUrl crawlUrl, boolean seed) {
    if (host.closed != null) {
      return host.closed;
    }
    if (crawlUrl.hops() > options.maxRedirects()) {
      return new Verdict.Trapped(TrapKind.REDIRECTS);
    }
    var trap = seed ? null : traps.judge(url, crawlUrl.depth());
    if (trap != null) {
      return new Verdict.Trapped(trap);
    }
    return host.rules == null ? null : forbidden(host.rules, url);
  }

  /// What robots.txt says of a URL.
  ///
  /// @return null when it may be fetched
  static Verdict.@Nullable RobotsForbidden forbidden(RobotsRules rules, WebUrl url) {
    var decision = rules.decide(url);
    return decision.allowed() ? null : new Verdict.RobotsForbidden(decision.line());
  }

  private static boolean isWwwSibling(String a, String b) {
    return a.equals("www." + b) || b.equals("www." + a);
  }
}

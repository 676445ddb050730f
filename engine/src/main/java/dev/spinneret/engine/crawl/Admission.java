package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.seen.FingerprintSet;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.http.BlockedPorts;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The way of a URL from its discovery to the frontier: seen set, scope, depth, traps, robots; or
/// to its verdict at once.
///
/// A URL is marked as seen when it is discovered, not when it is fetched, so two pages that link to
/// it cannot queue it twice. Only two verdicts are not for good: a URL out of scope may be named as
/// a seed later, and a URL too deep may be found again on a shorter path. Their fingerprints stand
/// in sets of their own, and leave them when the URL is let in.
final class Admission {
  /// Of many links the frontier gets so many at a time.
  private static final int BATCH = 1_000;

  private final CrawlOptions options;
  private final Scope scope;
  private final TrapGuard traps;
  private final Outside outside;
  private final Politeness politeness;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final CrawlStore store;
  private final FingerprintSet seen = new FingerprintSet();
  private final FingerprintSet outOfScope = new FingerprintSet();
  private final FingerprintSet tooDeep = new FingerprintSet();
  private final List<CrawlUrl> batch = new ArrayList<>();
  private Predicate<WebUrl> privateSeeds = _ -> true;
  private Discovery lastSeeds = Discovery.ofSeeds(CrawlUrl.Role.PAGE, true);
  private long order;

  /// How URLs were found, and what that means for them.
  ///
  /// @param from what named them; null for seeds
  /// @param named whether a person named them, so that only an exclude rule keeps them out
  /// @param listed whether a sitemap or a person lists them, so that they are no trap
  private record Source(
      Discovery discovery, @Nullable CrawlUrl from, boolean named, boolean listed) {}

  Admission(CrawlParts parts, CrawlStore store) {
    options = parts.options();
    politeness = parts.politeness();
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.store = store;
    this.scope = new Scope(options.scope().mode(), options.scope().rules());
    this.outside = new Outside(options, scope);
    this.traps = new TrapGuard(options.traps(), store);
  }

  /// Sets which seeds may be at a loopback or private address.
  void guardSeeds(Predicate<WebUrl> privateAllowed) {
    privateSeeds = privateAllowed;
  }

  /// Takes what a person named.
  void seed(WebUrl named, CrawlUrl.Role role) {
    var url = named.withoutUserinfo();
    widen(url);
    discover(
        url, fingerprint(url), new Source(seeds(role, privateSeeds.test(url)), null, true, true));
  }

  /// How seeds are found: one object for neighbours, since a list may have millions.
  private Discovery seeds(CrawlUrl.Role role, boolean privateAllowed) {
    if (lastSeeds.role() != role || lastSeeds.privateAllowed() != privateAllowed) {
      lastSeeds = Discovery.ofSeeds(role, privateAllowed);
    }
    return lastSeeds;
  }

  /// Takes links of a page.
  ///
  /// @param named without user information
  /// @param privateAllowed whether they may lead to loopback or private addresses
  /// @param role what their bodies are for
  /// @param slice pauses between links; null when they are few
  void links(
      List<WebUrl> named,
      CrawlUrl from,
      boolean privateAllowed,
      CrawlUrl.Role role,
      Slices.@Nullable Slice slice) {
    var urls = new WebUrl[named.size()];
    var fingerprints = new long[urls.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = named.get(i);
      fingerprints[i] = fingerprint(urls[i]);
      pause(slice);
    }
    seen.prefetch(fingerprints);
    var discovery = Discovery.from(from, from.depth() + 1, role, privateAllowed);
    var source = new Source(discovery, from, false, false);
    for (int i = 0; i < fingerprints.length; i++) {
      discover(urls[i], fingerprints[i], source);
      pause(slice);
    }
  }

  /// Lets other steps run when a slice is over.
  void pause(Slices.@Nullable Slice slice) {
    if (slice != null) {
      if (batch.size() >= BATCH) {
        flush();
      }
      slice.pause();
    }
  }

  /// The fingerprint of a URL's canonical key.
  long fingerprint(WebUrl url) {
    return Hash64.ofAscii(url.key(), options.run().randomSeed());
  }

  /// Whether a URL was let in before.
  boolean isSeen(long fingerprint) {
    return seen.contains(fingerprint);
  }

  /// Takes the target of a redirect: as deep as where it came from. A seed may redirect within its
  /// site, to the other scheme, to another path, from the bare name of a host to its `www.` name
  /// and back, in any number of steps; the scope follows when a page comes, see [#arrived].
  void redirect(WebUrl url, long fingerprint, CrawlUrl.Redirect via, boolean privateAllowed) {
    var from = via.from();
    boolean ofSeed = from.isOfSeed();
    boolean named = ofSeed && Scope.isSameSite(from.start().parsed().host(), url.host());
    var out = ofSeed ? scope.judge(url, named) : null;
    if (out != null) {
      recorder.seeds.ledOutside(from.start(), url.href(), out);
    }
    discover(url, fingerprint, new Source(Discovery.by(via, privateAllowed), from, named, ofSeed));
  }

  /// Notes that the chain of a seed's redirects has come to a page: the scope holds what the page's
  /// URL stands for, too.
  void arrived(WebUrl url, CrawlUrl as) {
    if (as.via() != null
        && as.isOfSeed()
        && Scope.isSameSite(as.start().parsed().host(), url.host())) {
      widen(url);
    }
  }

  /// Gives a URL that was asked for before to the frontier once more.
  void admitAgain(CrawlUrl url) {
    batch.add(url);
  }

  /// Takes a page that a sitemap names: as a seed, but scope judges it. The other scheme and the
  /// `www.` name of the sitemap's site are as good as the sitemap's own: where the scope holds a
  /// page there, it holds the page here, too.
  ///
  /// @return whether the page is in scope
  boolean sitemapPage(WebUrl named, WebUrl sitemap, CrawlUrl from, boolean privateAllowed) {
    var url = named.withoutUserinfo();
    for (var held : scope.addSibling(url, sitemap)) {
      store.scopeWidened(held);
    }
    discover(
        url,
        fingerprint(url),
        new Source(Discovery.from(from, 0, CrawlUrl.Role.PAGE, privateAllowed), from, false, true));
    return scope.judge(url, false) == null;
  }

  /// Takes a sitemap that robots.txt or another sitemap names.
  ///
  /// @param trusted whether only an exclude rule can keep it out
  /// @return whether it is in scope
  boolean sitemap(WebUrl named, CrawlUrl from, boolean privateAllowed, boolean trusted) {
    var url = named.withoutUserinfo();
    discover(
        url,
        fingerprint(url),
        new Source(
            Discovery.from(from, 0, CrawlUrl.Role.SITEMAP, privateAllowed), from, trusted, true));
    return scope.judge(url, trusted) == null;
  }

  /// Ends a reference of a page that is no valid URL: a broken link that nothing is asked for.
  void malformed(String reference, CrawlUrl from) {
    var octets = reference.getBytes(StandardCharsets.UTF_8);
    long fingerprint =
        Hash64.ofAscii(new String(octets, StandardCharsets.ISO_8859_1), options.run().randomSeed());
    if (seen.contains(fingerprint)) {
      recorder.totals.repeatCount++;
      return;
    }
    seen.add(fingerprint);
    var discovery = Discovery.from(from, from.depth() + 1, CrawlUrl.Role.PAGE, false);
    var url = new CrawlUrl(reference, fingerprint, "", order++, 0, 0, discovery);
    recorder.malformed(url);
  }

  /// Gives the frontier what was let in since the last call.
  void flush() {
    if (!batch.isEmpty()) {
      frontier.offer(List.copyOf(batch));
      batch.clear();
    }
  }

  /// Notes what a page brought, for the guard against traps. Call before [#flush].
  void fetched(WebUrl url, CrawlUrl as, Reply reply) {
    traps.fetched(url, as, reply.body(), batch);
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
  ///
  /// @param host the host queue; null when the URL never had one
  /// @param verdict null when the URL waits
  void restored(long fingerprint, @Nullable String host, @Nullable VerdictKind verdict) {
    switch (verdict) {
      case OUT_OF_SCOPE -> outOfScope.add(fingerprint);
      case DEPTH -> tooDeep.add(fingerprint);
      case TRAP -> seen.add(fingerprint);
      case null -> restoredHost(fingerprint, host);
      case BUDGET,
          DUPLICATE,
          FAILED,
          FETCHED,
          LEFT_OVER,
          NOINDEX,
          OTHER_SHARD,
          REDIRECTED,
          ROBOTS ->
          restoredHost(fingerprint, host);
    }
  }

  private void restoredHost(long fingerprint, @Nullable String host) {
    seen.add(fingerprint);
    if (host != null) {
      traps.restoredOrigin(host);
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

  /// Takes over a link of a page far from the seeds.
  void restoredDeepLink(String href, String referrer) {
    traps.restoredDeepLink(href, referrer);
  }

  /// Takes over the scope of an earlier run.
  void restoredScope(String held) {
    scope.hold(held);
  }

  /// Takes over where the order of discovery goes on.
  void restoredOrder(long nextOrder) {
    order = nextOrder;
  }

  private void discover(WebUrl url, long fingerprint, Source source) {
    if (seen.contains(fingerprint)) {
      recorder.totals.repeatCount++;
      return;
    }
    var discovery = source.discovery;
    var via = discovery.via();
    int hops = via == null ? 0 : via.from().hops() + 1;
    var crawlUrl =
        new CrawlUrl(url.withoutFragment(), fingerprint, url.origin(), order, hops, 0, discovery);
    var out = scope.judge(url, source.named);
    boolean isBlocked = BlockedPorts.holds(url.port()) && !mayUsePort(url, source);
    if (out == null && isBlocked) {
      out = new Verdict.OutOfScope(0, "blocked port " + url.port());
    }
    boolean isOutside = out != null || discovery.depth() > options.scope().maxDepth();
    boolean mayProbe = isOutside && !isBlocked && !source.listed;
    var probed = mayProbe ? outside.probed(url, discovery) : null;
    if (probed != null) {
      admit(url, crawlUrl.found(probed), true);
    } else if (out != null) {
      park(outOfScope, crawlUrl, out);
    } else if (isOutside) {
      park(tooDeep, crawlUrl, new Verdict.TooDeep(discovery.depth()));
    } else {
      admit(url, crawlUrl, source.listed);
    }
  }

  /// Whether the links of a URL that was only probed may be followed.
  boolean mayFollow(WebUrl url, CrawlUrl as) {
    return as.depth() <= options.scope().maxDepth() && scope.judge(url, false) == null;
  }

  /// Whether a port that browsers block may be asked: by a seed as trusted as a typed one, and from
  /// a page of the same origin.
  private static boolean mayUsePort(WebUrl url, Source source) {
    return source.from == null
        ? source.discovery.privateAllowed()
        : source.from.host().equals(url.origin());
  }

  /// Ends a URL with a verdict that a later discovery may take back.
  private void park(FingerprintSet parked, CrawlUrl url, Verdict verdict) {
    if (outOfScope.contains(url.fingerprint()) || tooDeep.contains(url.fingerprint())) {
      recorder.totals.repeatCount++;
    } else {
      parked.add(url.fingerprint());
      order++;
      recorder.discovered(url, verdict);
    }
  }

  /// Lets a URL in, or ends it with a verdict that is for good. What may throw comes first: a URL
  /// is known as a whole or not at all.
  private void admit(WebUrl url, CrawlUrl crawlUrl, boolean listed) {
    int shard = options.scope().shard().of(url);
    var verdict =
        shard == options.scope().shard().index()
            ? verdictAtOnce(url, politeness.hostOf(url), crawlUrl, listed)
            : new Verdict.OtherShard(new Shard(shard, options.scope().shard().count()));
    unpark(crawlUrl);
    seen.add(crawlUrl.fingerprint());
    order++;
    if (verdict == null) {
      recorder.queued(crawlUrl);
      batch.add(crawlUrl);
    } else {
      recorder.discovered(crawlUrl, verdict);
    }
  }

  private void unpark(CrawlUrl url) {
    if (outOfScope.size() > 0 && outOfScope.remove(url.fingerprint())) {
      recorder.reopened(url, VerdictKind.OUT_OF_SCOPE);
    }
    if (tooDeep.size() > 0 && tooDeep.remove(url.fingerprint())) {
      recorder.reopened(url, VerdictKind.DEPTH);
    }
  }

  private @Nullable Verdict verdictAtOnce(
      WebUrl url, Host host, CrawlUrl crawlUrl, boolean listed) {
    if (host.closedBecause != null) {
      return host.closedBecause;
    }
    var trap = listed ? null : traps.judge(url, crawlUrl);
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
}

package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.frontier.ShorterWays;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.seen.KnownUrls;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.http.BlockedPorts;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides about each discovered URL: it enters the frontier, or gets its verdict at once. Checks
/// the seen set, scope, depth, traps and robots.txt.
///
/// A URL is marked as seen when it is discovered, not when it is fetched, so two pages that link to
/// it cannot queue it twice. Only two verdicts are not final: a URL out of scope may be named as a
/// seed later, and a URL too deep may be found again on a shorter path. Their fingerprints are kept
/// in separate sets, from which they are removed when the URL is admitted.
final class Admission {
  /// How many links are handed to the frontier at a time.
  private static final int BATCH = 1_000;

  private final CrawlOptions options;
  final Scope scope;
  final TrapGuard traps;
  final KnownUrls known = new KnownUrls();
  final ShorterWays shorter;
  private final Outside outside;
  private final Politeness politeness;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final CrawlStore store;
  private final List<CrawlUrl> batch = new ArrayList<>();
  private Predicate<WebUrl> privateSeeds = _ -> true;
  private Discovery lastSeeds = Discovery.ofSeeds(CrawlUrl.Role.PAGE, true);
  private long order;

  /// How URLs were found, and what that means for them.
  ///
  /// @param origin of what named them; null for seeds, empty when another crawler found them
  /// @param named whether the user named them, so that only an exclude rule excludes them
  /// @param listed whether a sitemap or the user lists them, so that they are no trap
  private record Source(
      Discovery discovery, @Nullable String origin, boolean named, boolean listed) {}

  Admission(CrawlParts parts, CrawlStore store) {
    options = parts.options();
    politeness = parts.politeness();
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.store = store;
    this.scope = new Scope(options.scope().mode(), options.scope().rules());
    int maxDepth = store.mayMove() ? options.scope().maxDepth() : Integer.MAX_VALUE;
    this.shorter = new ShorterWays(maxDepth);
    this.outside = new Outside(options, scope);
    this.traps = new TrapGuard(options.traps(), store);
  }

  /// Sets which seeds may be at a loopback or private address.
  void guardSeeds(Predicate<WebUrl> privateAllowed) {
    privateSeeds = privateAllowed;
  }

  /// Admits what the user named.
  void seed(WebUrl named, CrawlUrl.Role role) {
    var url = named.withoutUserinfo();
    widen(url);
    discover(
        url, fingerprint(url), new Source(seeds(role, privateSeeds.test(url)), null, true, true));
  }

  /// How seeds are found. Consecutive seeds share an object, since a list may have millions.
  private Discovery seeds(CrawlUrl.Role role, boolean privateAllowed) {
    if (lastSeeds.role() != role || lastSeeds.privateAllowed() != privateAllowed) {
      lastSeeds = Discovery.ofSeeds(role, privateAllowed);
    }
    return lastSeeds;
  }

  /// Admits the links of a page.
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
    known.prefetch(fingerprints);
    var discovery = Discovery.from(from, from.depth() + 1, role, privateAllowed);
    var source = new Source(discovery, from.host(), false, false);
    for (int i = 0; i < fingerprints.length; i++) {
      discover(urls[i], fingerprints[i], source);
      pause(slice);
    }
  }

  /// Lets other steps run if the slice is over.
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

  /// Admits the target of a redirect, at the depth of the redirecting URL. A seed or a sitemap may
  /// redirect within its site in any number of steps: to the other scheme, another path, the `www.`
  /// name of the host and back. The scope is widened when the page of a seed arrives ([#arrived]).
  void redirect(WebUrl url, long fingerprint, CrawlUrl.Redirect via, boolean privateAllowed) {
    var from = via.from();
    boolean ofSeed = from.isOfSeed();
    boolean listed = ofSeed || from.role() == CrawlUrl.Role.SITEMAP;
    boolean named = listed && Scope.isSameSite(from.start().parsed().host(), url.host());
    var out = ofSeed ? scope.judge(url, named) : null;
    if (out != null) {
      recorder.seeds.ledOutside(from.start(), url.href(), out);
    }
    var found = Discovery.by(via, privateAllowed);
    discover(url, fingerprint, new Source(found, from.host(), named, listed));
  }

  /// Records that the redirects of a seed have ended at a page: the scope is widened by the page's
  /// URL.
  void arrived(WebUrl url, CrawlUrl as) {
    if (as.via() != null
        && as.isOfSeed()
        && Scope.isSameSite(as.start().parsed().host(), url.host())) {
      widen(url);
    }
  }

  /// Returns a URL that was requested before to the frontier.
  void admitAgain(CrawlUrl url) {
    batch.add(url);
  }

  /// Admits a page from a sitemap: like a seed, but it must be in scope. The other scheme and the
  /// `www.` name of the sitemap's site are equivalent to the sitemap's own: a page that would be in
  /// scope on one of them is in scope on the others.
  ///
  /// @return whether the page is in scope
  boolean sitemapPage(WebUrl named, WebUrl sitemap, CrawlUrl from, boolean privateAllowed) {
    var url = named.withoutUserinfo();
    for (var held : scope.addSibling(url, sitemap)) {
      store.scopeWidened(held);
    }
    var found = Discovery.from(from, 0, CrawlUrl.Role.PAGE, privateAllowed);
    discover(url, fingerprint(url), new Source(found, from.host(), false, true));
    return scope.judge(url, false) == null;
  }

  /// Whether a URL was discovered, so that the last run has nothing to add: one that was too deep
  /// may have been less deep there.
  boolean isDiscovered(long fingerprint) {
    return known.isSeen(fingerprint) || known.isOutOfScope(fingerprint);
  }

  /// Takes a URL of the last run that nothing names any more.
  void known(LastRun.Known known) {
    var url = WebUrl.parse(known.href(), null);
    if (url != null) {
      var found = Discovery.unnamed(known.role(), known.depth(), known.privateAllowed());
      boolean isPage = known.role() == CrawlUrl.Role.PAGE; // and was no trap
      discover(url, fingerprint(url), new Source(found, null, false, isPage));
    }
  }

  /// Admits a sitemap that robots.txt or another sitemap names.
  ///
  /// @param trusted whether only an exclude rule can exclude it
  /// @return whether it is in scope
  boolean sitemap(WebUrl named, CrawlUrl from, boolean privateAllowed, boolean trusted) {
    var url = named.withoutUserinfo();
    var found = Discovery.from(from, 0, CrawlUrl.Role.SITEMAP, privateAllowed);
    discover(url, fingerprint(url), new Source(found, from.host(), trusted, true));
    return scope.judge(url, trusted) == null;
  }

  /// Ends a reference of a page that is not a valid URL: a broken link, for which no request is
  /// sent.
  void malformed(String reference, CrawlUrl from) {
    long fingerprint = Hash64.ofText(reference, options.run().randomSeed());
    var discovery = Discovery.from(from, from.depth() + 1, CrawlUrl.Role.PAGE, false);
    malformed(CrawlUrl.malformed(reference, fingerprint, order, discovery));
  }

  private void malformed(CrawlUrl url) {
    if (known.isSeen(url.fingerprint())) {
      recorder.totals.repeatCount++;
    } else if (!store.owns(null)) {
      refer(Referral.of(Referral.Kind.MALFORMED, url));
    } else {
      known.see(url.fingerprint());
      order++;
      recorder.malformed(url);
    }
  }

  /// Lets the owner of a URL's domain request it again, if that is another crawler.
  ///
  /// @return false if it is to be requested here
  boolean referAgain(CrawlUrl url) {
    boolean isOwn = store.owns(url.parsed());
    if (!isOwn) {
      refer(Referral.of(Referral.Kind.AGAIN, url));
    }
    return !isOwn;
  }

  private void refer(Referral referral) {
    if (!store.refer(referral)) {
      recorder.totals.repeatCount++;
    }
  }

  /// Admits what another crawler or an earlier run has found.
  void referred(Referral referral) {
    var url = referral.url();
    switch (referral.kind()) {
      case MALFORMED ->
          malformed(CrawlUrl.malformed(url.href(), url.fingerprint(), order, url.discovery()));
      case AGAIN -> {
        if (!referAgain(url)) {
          var again = url.at(order++);
          recorder.reaskedFromElsewhere(again);
          admitAgain(again);
        }
      }
      case FOUND -> {
        var parsed = url.parsed();
        if (referral.named() && url.referrer() == null) {
          widen(parsed);
        }
        discover(
            parsed,
            url.fingerprint(),
            new Source(
                url.discovery(),
                url.referrer() == null ? null : "",
                referral.named(),
                referral.listed()));
      }
    }
  }

  /// Hands what was admitted since the last call to the frontier.
  void flush() {
    if (!batch.isEmpty()) {
      frontier.offer(List.copyOf(batch));
      batch.clear();
    }
  }

  /// Records what a page contained, for the trap guard. Call before [#flush].
  void fetched(WebUrl url, CrawlUrl as, Reply reply) {
    traps.fetched(url, as, reply.body(), batch);
  }

  private void widen(WebUrl seed) {
    var held = scope.addSeed(seed);
    if (held != null) {
      store.scopeWidened(held);
    }
  }

  /// Restores the next number in the order of discovery, as a lower bound.
  void restoredOrder(long nextOrder) {
    order = Math.max(order, nextOrder);
  }

  private void discover(WebUrl url, long fingerprint, Source source) {
    if (known.isSeen(fingerprint)) {
      shorter.found(fingerprint, source.discovery);
      recorder.totals.repeatCount++;
      return;
    }
    var discovery = source.discovery;
    int hops = discovery.hops();
    var crawlUrl =
        new CrawlUrl(url.withoutFragment(), fingerprint, url.origin(), order, hops, 0, discovery);
    if (!store.owns(url)) {
      refer(new Referral(Referral.Kind.FOUND, crawlUrl, source.named, source.listed));
      return;
    }
    var out = scope.judge(url, source.named);
    boolean isBlocked = BlockedPorts.holds(url.port()) && !mayUsePort(url, source);
    if (out == null && isBlocked) {
      out = new Verdict.OutOfScope(0, "blocked port " + url.port());
    }
    boolean isOutside = out != null || discovery.depth() > options.scope().maxDepth();
    boolean mayBeOutside = isOutside && !isBlocked && !source.listed;
    var admitted = mayBeOutside ? outside.admitted(url, discovery) : null;
    if (admitted != null) {
      admit(url, crawlUrl.found(admitted), true);
    } else if (out != null) {
      if (isNew(fingerprint)) {
        known.parkOutOfScope(fingerprint);
        end(crawlUrl, out);
      }
    } else if (isOutside) {
      if (isNew(fingerprint)) {
        known.parkTooDeep(fingerprint);
        end(crawlUrl, new Verdict.TooDeep(discovery.depth()));
      }
    } else {
      admit(url, crawlUrl, source.listed);
    }
  }

  /// Whether the links of a URL that was admitted from outside may be followed.
  boolean mayFollow(WebUrl url, CrawlUrl as) {
    return as.depth() <= options.scope().maxDepth() && scope.judge(url, false) == null;
  }

  /// Whether a port that browsers block may be requested: for a seed that is trusted like a typed
  /// one, and for a link from a page of the same origin.
  private static boolean mayUsePort(WebUrl url, Source source) {
    return source.origin == null
        ? source.discovery.privateAllowed()
        : source.origin.equals(url.origin());
  }

  private boolean isNew(long fingerprint) {
    boolean isParked = known.isParked(fingerprint);
    recorder.totals.repeatCount += isParked ? 1 : 0;
    return !isParked;
  }

  private void end(CrawlUrl url, Verdict verdict) {
    order++;
    recorder.discovered(url, verdict);
  }

  /// Admits a URL, or ends it with a final verdict. Whatever may throw comes first: a URL is
  /// recorded completely or not at all.
  private void admit(WebUrl url, CrawlUrl crawlUrl, boolean listed) {
    int shard = options.scope().shard().of(url);
    var verdict =
        shard == options.scope().shard().index()
            ? verdictAtOnce(url, politeness.hostOf(url), crawlUrl, listed)
            : new Verdict.OtherShard(new Shard(shard, options.scope().shard().count()));
    unpark(crawlUrl);
    known.see(crawlUrl.fingerprint());
    if (verdict == null) {
      order++;
      recorder.queued(crawlUrl);
      batch.add(crawlUrl);
    } else {
      end(crawlUrl, verdict);
    }
  }

  private void unpark(CrawlUrl url) {
    if (known.unparkOutOfScope(url.fingerprint())) {
      recorder.reopened(url, VerdictKind.OUT_OF_SCOPE);
    }
    if (known.unparkTooDeep(url.fingerprint())) {
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
    return RobotsGate.forbidden(host.rules, url);
  }
}

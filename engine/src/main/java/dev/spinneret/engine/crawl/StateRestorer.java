package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Restores what earlier runs left.
final class StateRestorer implements CrawlStore.Restored {
  private final CrawlParts parts;
  private final Admission admission;
  private final PageVisitor visitor;
  private final UnvisitedUrls unvisited;
  private final Runnable stop;

  /// @param stop called if another process has stopped the crawl
  StateRestorer(
      CrawlParts parts,
      Admission admission,
      PageVisitor visitor,
      UnvisitedUrls unvisited,
      Runnable stop) {
    this.parts = parts;
    this.admission = admission;
    this.visitor = visitor;
    this.unvisited = unvisited;
    this.stop = stop;
  }

  @Override
  public void open(long fingerprint, @Nullable String host) {
    saw(fingerprint, host);
    parts.recorder().ledger.restoredOpen();
  }

  @Override
  public void ended(long fingerprint, CrawlStore.Ended ended) {
    saw(fingerprint, ended.host(), ended.verdict());
    parts.recorder().ledger.restoredEnded(ended.verdict(), ended.cause());
    var totals = parts.recorder().totals;
    if (ended.cause() == null && (ended.status() != 0 || ended.isKept())) {
      if (ended.status() != 0) {
        totals.page(ended.status(), ended.bytes(), ended.depth());
      }
      totals.content(ended.role(), ended.status(), ended.isKept());
      var original = ended.original();
      if (original != null && ended.digest() != Hash64.OF_EMPTY) {
        visitor.restored(ended.digest(), original);
      }
      var host = hostNamed(ended.host());
      if (host != null) {
        host.everAnswered = true;
        host.pageCount += Totals.isContent(ended.role(), ended.status(), ended.isKept()) ? 1 : 0;
        host.bodyBytes += ended.bytes();
        host.closeIfSpent(parts.options().budget());
      }
    }
  }

  @Override
  public void scope(String held) {
    admission.scope.hold(held);
  }

  @Override
  public void robots(String name, byte[] body, Instant at) {
    // A wall clock that was set back a little gives a file a negative age.
    var ttl = parts.options().robots().ttl();
    var age = Duration.between(at, parts.options().run().wallClock().instant());
    var left = age.isNegative() ? ttl.plus(age) : ttl.minus(age);
    var host = hostNamed(name);
    if (host != null && parts.options().robots().obeyed() && left.isPositive()) {
      parts
          .politeness()
          .open(
              host,
              RobotsRules.parse(body, parts.options().robots().productToken()),
              parts.loop().timeNanos() + left.toNanos());
    }
  }

  @Override
  public void host(String name, @Nullable Instant delayedUntil, @Nullable Verdict closed) {
    var host = hostNamed(name);
    if (host != null) {
      parts.politeness().restored(host, delayedUntil, closed, parts.loop().timeNanos());
    }
  }

  @Override
  public void words(long words) {
    admission.traps.restoredWords(words);
  }

  @Override
  public void staleTemplate(String template, int staleCount) {
    admission.traps.restoredTemplate(template, staleCount);
  }

  @Override
  public void deepLink(String href, String referrer) {
    admission.traps.restoredDeepLink(href, referrer);
  }

  @Override
  public void redirected(CrawlUrl from, WebUrl target) {
    // What its reply did to the cookies is not kept; they are, so a later request carries them.
    var redirect = new CrawlUrl.Redirect(from, CrawlUrl.CookieEffect.NONE);
    parts.recorder().redirects.followed(redirect, admission.fingerprint(target));
  }

  @Override
  public void order(long nextOrder) {
    admission.restoredOrder(nextOrder);
  }

  @Override
  public void known(long fingerprint, VerdictKind verdict) {
    saw(fingerprint, null, verdict);
  }

  @Override
  public void given(String name, long pageCount, long bodyBytes) {
    var host = hostNamed(name);
    if (host != null) {
      host.everAnswered |= bodyBytes > 0;
      host.pageCount = pageCount;
      host.bodyBytes = bodyBytes;
      admission.traps.restoredOrigin(name);
    }
  }

  @Override
  public void complete(Collection<String> hosts) {
    for (var name : hosts) {
      var host = hostNamed(name);
      if (host != null) {
        parts.politeness().restored(host);
        if (host.closedBecause != null) {
          unvisited.close(host);
        }
      }
    }
  }

  @Override
  public void referred(Referral referral) {
    admission.referred(referral);
  }

  @Override
  public void referredAll() {
    admission.flush();
  }

  @Override
  public void released(Collection<String> hosts, long openCount) {
    parts.politeness().released(hosts);
    admission.traps.released(hosts);
    parts.recorder().ledger.released(openCount);
  }

  @Override
  public void shared(String address) {
    parts.politeness().shared(address);
  }

  @Override
  public void stop() {
    stop.run();
  }

  /// Takes over a URL.
  ///
  /// @param host the host queue; null when the URL never had one
  private void saw(long fingerprint, @Nullable String host, VerdictKind verdict) {
    switch (verdict) {
      case OUT_OF_SCOPE -> admission.known.parkOutOfScope(fingerprint);
      case DEPTH -> admission.known.parkTooDeep(fingerprint);
      case TRAP -> admission.known.see(fingerprint);
      case BUDGET,
          DUPLICATE,
          FAILED,
          FETCHED,
          LEFT_OVER,
          NOINDEX,
          UNMODIFIED,
          OTHER_SHARD,
          REDIRECTED,
          ROBOTS ->
          saw(fingerprint, host);
    }
  }

  private void saw(long fingerprint, @Nullable String host) {
    admission.known.see(fingerprint);
    if (host != null) {
      admission.traps.restoredOrigin(host);
    }
  }

  private @Nullable Host hostNamed(@Nullable String name) {
    var url = name == null ? null : WebUrl.parse(name, null);
    return url == null ? null : parts.politeness().hostOf(url);
  }
}

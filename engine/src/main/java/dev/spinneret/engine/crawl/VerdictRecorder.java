package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.RedirectTrail;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.http.HttpStatus;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Records the verdicts of URLs: ledger, totals, store and sink change here, together.
final class VerdictRecorder {
  /// The ledger, which only the crawl's main task and this class change.
  final Ledger ledger = new Ledger();

  /// The counters besides the verdicts.
  final Totals totals = new Totals();

  final SeedAccount seeds = new SeedAccount();
  final SitemapAccount sitemaps = new SitemapAccount();

  /// Redirects that have their verdict.
  final RedirectTrail redirects = new RedirectTrail();

  private final CrawlStore store;
  private final Sink sink;
  private final InstantSource wallClock;
  private @Nullable Throwable sinkFailure;

  /// @param wallClock the time of records of URLs that gave no reply
  VerdictRecorder(CrawlStore store, Sink sink, InstantSource wallClock) {
    this.store = store;
    this.sink = new EndingSink(sink, thrown -> sinkFailure = thrown);
    this.wallClock = wallClock;
  }

  /// Whether the sink has thrown: a record is lost.
  boolean hasLostRecord() {
    return sinkFailure != null;
  }

  /// Counts a URL that is about to be queued.
  void queued(CrawlUrl url) {
    ledger.discovered();
    store.discovered(url, null);
  }

  /// Revokes the verdict of a URL that is discovered again and is now admitted.
  void reopened(CrawlUrl url, VerdictKind verdict) {
    ledger.reopened(verdict);
    store.reopened(url);
  }

  /// Records that a redirect leads back to a URL of its chain, which is to be requested again.
  ///
  /// @param from the URL that redirects, leased
  /// @param again the URL to request, `from` itself or another
  void reasked(CrawlUrl from, CrawlUrl again) {
    redirects.forget(again.fingerprint());
    store.reasked(again);
    if (again.fingerprint() == from.fingerprint()) {
      ledger.returned(from);
    } else {
      ledger.reopened(VerdictKind.REDIRECTED);
      ledger.discovered();
    }
  }

  /// Records that a redirect at another crawler leads back to a URL of this one.
  void reaskedFromElsewhere(CrawlUrl again) {
    redirects.forget(again.fingerprint());
    store.reasked(again);
    ledger.reopened(VerdictKind.REDIRECTED);
    ledger.discovered();
  }

  /// Records that an attempt at a leased URL has failed and the URL waits for another one.
  ///
  /// @param next the URL with its attempts so far
  void retryScheduled(CrawlUrl url, CrawlUrl next) {
    totals.retryCount++;
    ledger.returned(url);
    store.retried(next);
  }

  /// Records a host's robots.txt.
  ///
  /// @param body its text; empty when all is allowed
  void robotsFetched(Host host, byte[] body) {
    store.robotsFetched(host.name, body, wallClock.instant());
  }

  /// Records the verdict that all URLs of a host have from now on.
  void hostClosed(Host host, Verdict verdict) {
    store.hostClosed(host.name, verdict);
  }

  /// Leaves the URLs that wait to a later run, if there may be one.
  ///
  /// @param verdict the verdict under which they count in this run
  /// @return false if each of them needs a verdict now
  boolean leaveOpen(long waitingCount, Verdict verdict) {
    if (store.keepsRest()) {
      ledger.leaveOpen(waitingCount, verdict);
      return true;
    }
    return false;
  }

  /// Ends a leased URL that was requested.
  void requested(CrawlUrl url, PageRecord page) {
    if (!(page.verdict() instanceof Verdict.Failed)) {
      totals.page(page.status(), page.bytes(), url.depth());
      totals.content(url.role(), page.status(), page.isKept());
    }
    seeds.ended(url, page.verdict(), page.isKept());
    sitemaps.ended(url, page.verdict());
    ledger.ended(url, page.verdict());
    store.ended(url, page.verdict(), page);
    boolean omitted =
        page.verdict() instanceof Verdict.NoIndex
            || (sitemaps.wasGuessed(url) && !HttpStatus.isSuccess(page.status()));
    if (!omitted) {
      sink.accept(page);
    }
  }

  /// Ends a leased page that was not asked for, because it has not changed.
  void kept(CrawlUrl url, PageRecord page) {
    totals.content(url.role(), page.status(), true);
    seeds.ended(url, page.verdict(), true);
    ledger.ended(url, page.verdict());
    store.ended(url, page.verdict(), page);
    sink.accept(page);
  }

  /// Ends a leased URL that was not requested.
  void leased(CrawlUrl url, Verdict verdict) {
    ledger.ended(url, verdict);
    store.ended(url, verdict, null);
    report(url, verdict);
  }

  /// Ends a URL that waits.
  void waiting(CrawlUrl url, Verdict verdict) {
    ledger.endedWaiting(url, verdict);
    store.ended(url, verdict, null);
    report(url, verdict);
  }

  /// Ends a URL that was just discovered and is never queued.
  void discovered(CrawlUrl url, Verdict verdict) {
    ledger.discovered(verdict);
    store.discovered(url, verdict);
    report(url, verdict);
  }

  /// Ends a reference that is not a valid URL: it fails without a request.
  void malformed(CrawlUrl url) {
    var verdict = new Verdict.Failed(FailureCause.INVALID_URL, "no valid URL");
    ledger.discovered(verdict);
    store.discovered(url, verdict);
    sink.skipped(url.href(), url.depth(), url.referrer(), verdict);
  }

  private void report(CrawlUrl url, Verdict verdict) {
    seeds.ended(url, verdict, false);
    sitemaps.ended(url, verdict);
    if (verdict instanceof Verdict.Trapped(var kind)) {
      totals.traps.merge(kind, 1L, Long::sum);
    }
    if (verdict instanceof Verdict.Failed failed) {
      sink.accept(failure(url, failed, FetchTimings.NONE, url.attempts()));
    } else {
      sink.skipped(url.href(), url.depth(), url.referrer(), verdict);
    }
  }

  /// The record of a URL that gave no reply.
  PageRecord failure(CrawlUrl url, Verdict.Failed verdict, FetchTimings timings, int attempts) {
    return new PageRecord(
        url.parsed(),
        url.depth(),
        url.referrer(),
        new PageRecord.Fetch(wallClock.instant(), timings, attempts, null),
        verdict,
        null,
        PageRecord.Content.NONE);
  }
}

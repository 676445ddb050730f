package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.url.WebUrl;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Gives URLs their verdicts: the one place where ledger, store and sink hear of them, together.
final class VerdictRecorder {
  private final Ledger ledger;
  private final Sink sink;
  private final Totals totals;
  private final CrawlStore store;
  private final SeedAccount seeds;
  private final SitemapAccount sitemaps;
  private final InstantSource wallClock;

  VerdictRecorder(
      Ledger ledger,
      Sink sink,
      Totals totals,
      CrawlStore store,
      SeedAccount seeds,
      SitemapAccount sitemaps,
      InstantSource wallClock) {
    this.ledger = ledger;
    this.sink = sink;
    this.totals = totals;
    this.store = store;
    this.seeds = seeds;
    this.sitemaps = sitemaps;
    this.wallClock = wallClock;
  }

  /// Ends a leased URL that was asked for.
  void asked(CrawlUrl url, PageRecord page) {
    if (page.verdict() instanceof Verdict.Failed) {
      totals.failedCount++;
    } else {
      totals.page(page.status(), page.bytes(), url.depth());
      totals.content(url.role(), page.status());
    }
    seeds.ended(url, page.verdict());
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

  /// Records that an attempt has failed and the URL waits for another one.
  void retryScheduled(CrawlUrl url) {
    store.retried(url);
  }

  /// Ends a leased URL that was not asked for.
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

  /// Ends a reference that is no valid URL: it fails without having been asked for.
  void malformed(CrawlUrl url) {
    var verdict = new Verdict.Failed(FailureCause.INVALID_URL, "no valid URL");
    ledger.discovered(verdict);
    store.discovered(url, verdict);
    totals.failedCount++;
    sink.skipped(url.href(), url.depth(), url.referrer(), verdict);
  }

  private void report(CrawlUrl url, Verdict verdict) {
    seeds.ended(url, verdict);
    sitemaps.ended(url, verdict);
    if (verdict instanceof Verdict.Trapped(var kind)) {
      totals.traps.merge(kind, 1L, Long::sum);
    }
    if (verdict instanceof Verdict.Failed failed) {
      totals.failedCount++;
      sink.accept(failure(url, failed, FetchTimings.NONE, url.attempts()));
    } else {
      sink.skipped(url.href(), url.depth(), url.referrer(), verdict);
    }
  }

  /// The record of a URL that gave no reply.
  PageRecord failure(CrawlUrl url, Verdict.Failed verdict, FetchTimings timings, int attempts) {
    return new PageRecord(
        parsed(url),
        0,
        verdict.cause(),
        verdict.detail(),
        url.depth(),
        url.referrer(),
        null,
        0,
        false,
        false,
        false,
        null,
        List.of(),
        null,
        false,
        0,
        wallClock.instant(),
        timings,
        0,
        attempts,
        verdict,
        null);
  }

  /// A URL's parsed form again; what was parsed once can be parsed twice.
  static WebUrl parsed(CrawlUrl url) {
    return Objects.requireNonNull(WebUrl.parse(url.href(), null), url.href());
  }
}

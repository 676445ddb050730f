package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.verdict.CrawlNotes;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import java.time.Duration;
import java.util.List;

/// Creates the progress and the summary of a crawl from the objects that count.
///
/// @param parts ledger, totals and hosts
/// @param wire counted the requests
/// @param admission knows the seen URLs
record CrawlAccount(CrawlParts parts, CountedFetcher wire, Admission admission) {
  private static final int HOSTS_REPORTED = 5;

  /// Creates a snapshot for a crawl that is running.
  CrawlProgress progress() {
    var ledger = parts.recorder().ledger;
    var totals = parts.recorder().totals;
    return new CrawlProgress(
        totals.pageCount,
        totals.contentCount,
        totals.bodyBytes,
        parts.frontier().stats().waitingCount(),
        wire.count(),
        parts.politeness().hostCount(),
        ledger.discoveredCount(),
        wire.all(),
        totals.retryCount,
        ledger.verdicts(),
        ledger.failures(),
        totals.statuses);
  }

  /// Creates the summary.
  ///
  /// @param startedAtNanos when the crawl began, by the loop's clock
  /// @param earlierPages how many of the pages earlier runs have fetched
  CrawlSummary summary(long startedAtNanos, long earlierPages, EndedBy endedBy) {
    var recorder = parts.recorder();
    var ledger = recorder.ledger;
    var totals = recorder.totals;
    return new CrawlSummary(
        Duration.ofNanos(parts.loop().timeNanos() - startedAtNanos),
        endedBy,
        new CrawlSummary.Urls(
            ledger.discoveredCount(),
            ledger.verdicts(),
            ledger.failures(),
            totals.repeatCount,
            totals.deepest,
            admission.known.memoryBytes(),
            ledger.faults()),
        totals.pages(earlierPages),
        new CrawlSummary.Requests(
            wire.all(),
            totals.robotsFetchCount,
            totals.retryCount,
            parts.politeness().hostCount(),
            wire.peak()),
        totals.path.leastTime(parts.politeness().paces(HOSTS_REPORTED)),
        new CrawlNotes(
            recorder.seeds.failures(),
            recorder.sitemaps.failures(),
            recorder.sitemaps.unused(),
            endedBy == EndedBy.DONE ? parts.politeness().leftAlone() : List.of(),
            totals.traps));
  }
}

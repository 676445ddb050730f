package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.estimate.CriticalPath;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.TrapKind;
import dev.spinneret.parse.http.HttpStatus;
import java.util.EnumMap;
import java.util.TreeMap;

/// The counters of a crawl that the ledger does not keep.
final class Totals {
  long pageCount;

  /// Pages with content: their status is 2xx, or they have not changed, and they are no sitemaps.
  long contentCount;

  long bodyBytes;
  long repeatCount;
  long retryCount;
  long robotsFetchCount;
  long parsedCount;
  long parsedWithoutTreeCount;

  /// Tasks that have a lease.
  int inFlightCount;

  int deepest;
  final CriticalPath path = new CriticalPath();
  final EnumMap<TrapKind, Long> traps = new EnumMap<>(TrapKind.class);
  final TreeMap<Integer, Long> statuses = new TreeMap<>();

  void page(int status, long bytes, int depth) {
    pageCount++;
    bodyBytes += bytes;
    deepest = Math.max(deepest, depth);
    statuses.merge(status, 1L, Long::sum);
  }

  void content(CrawlUrl.Role role, int status, boolean isKept) {
    contentCount += isContent(role, status, isKept) ? 1 : 0;
  }

  /// Whether a reply is a page with content, which a budget of pages counts.
  ///
  /// @param isKept whether it says that the page of an earlier run still holds
  static boolean isContent(CrawlUrl.Role role, int status, boolean isKept) {
    return role == CrawlUrl.Role.PAGE && (isKept || HttpStatus.isSuccess(status));
  }

  void parsed(boolean withoutTree) {
    parsedCount++;
    parsedWithoutTreeCount += withoutTree ? 1 : 0;
  }

  /// Creates the summary of the replies.
  ///
  /// @param earlierCount how many of them earlier runs have read
  CrawlSummary.Pages pages(long earlierCount) {
    return new CrawlSummary.Pages(
        pageCount,
        bodyBytes,
        contentCount,
        earlierCount,
        statuses,
        parsedCount,
        parsedWithoutTreeCount);
  }
}

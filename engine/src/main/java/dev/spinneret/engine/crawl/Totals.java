package dev.spinneret.engine.crawl;

import java.util.TreeMap;

/// The counters of a crawl that the ledger does not keep.
final class Totals {
  long pageCount;
  long bodyBytes;
  long repeatCount;
  long retryCount;
  long robotsFetchCount;
  long failedCount;
  long parsedCount;
  long parsedWithoutTreeCount;

  /// Tasks that hold a lease.
  int inFlightCount;

  int deepest;
  final CriticalPath path = new CriticalPath();
  final TreeMap<Integer, Long> statuses = new TreeMap<>();

  void page(int status, long bytes, int depth) {
    pageCount++;
    bodyBytes += bytes;
    deepest = Math.max(deepest, depth);
    statuses.merge(status, 1L, Long::sum);
  }

  void parsed(boolean withoutTree) {
    parsedCount++;
    parsedWithoutTreeCount += withoutTree ? 1 : 0;
  }
}

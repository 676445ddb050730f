package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The progress of a crawl, for a progress line and for monitoring.
///
/// @param pages whole replies so far
/// @param contentPages those of them with content, which a budget of pages counts
/// @param bytes their decoded body bytes
/// @param waiting URLs that wait
/// @param inFlight fetches in flight
/// @param hosts host queues
/// @param discovered URLs discovered
/// @param requests requests of this run, those for robots.txt included
/// @param retries requests that were made again after a failure
/// @param verdicts counts of URLs
/// @param failures counts of failed URLs
/// @param statuses counts of pages by HTTP status
public record CrawlProgress(
    long pages,
    long contentPages,
    long bytes,
    long waiting,
    int inFlight,
    int hosts,
    long discovered,
    long requests,
    long retries,
    Map<VerdictKind, Long> verdicts,
    Map<FailureCause, Long> failures,
    SortedMap<Integer, Long> statuses) {

  /// Copies the counts.
  public CrawlProgress {
    verdicts = Map.copyOf(verdicts);
    failures = Map.copyOf(failures);
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }
}

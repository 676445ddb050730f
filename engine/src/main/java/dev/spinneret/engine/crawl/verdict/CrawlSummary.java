package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.estimate.LeastTime;
import dev.spinneret.engine.crawl.port.FailureCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The summary of a crawl.
///
/// @param elapsed from start to end
/// @param endedBy why the crawl ended
/// @param urls every URL that was discovered
/// @param pages the replies
/// @param requests the requests
/// @param leastTime what no crawl of the same pages could have been faster than
/// @param notes what the user should know about this run
public record CrawlSummary(
    Duration elapsed,
    EndedBy endedBy,
    Urls urls,
    Pages pages,
    Requests requests,
    LeastTime leastTime,
    CrawlNotes notes) {

  /// The account of every URL.
  ///
  /// @param discovered URLs ever discovered, each counted once
  /// @param verdicts counts by kind of verdict; their sum is `discovered`
  /// @param failures counts by cause, of the verdict [VerdictKind#FAILED]
  /// @param repeats links to URLs already known
  /// @param deepest largest depth of a URL that was requested
  /// @param seenBytes memory of the seen set
  /// @param faults what does not balance, with the URLs
  public record Urls(
      long discovered,
      Map<VerdictKind, Long> verdicts,
      Map<FailureCause, Long> failures,
      long repeats,
      int deepest,
      long seenBytes,
      List<String> faults) {

    /// Whether every URL has exactly one verdict.
    ///
    /// @return true without faults
    public boolean isBalanced() {
      return faults.isEmpty();
    }

    /// How many URLs were left over.
    ///
    /// @return 0 if none had to wait for longer than the crawl lasted
    public long leftOverCount() {
      return verdicts.getOrDefault(VerdictKind.LEFT_OVER, 0L);
    }
  }

  /// The replies to requests for pages and sitemaps.
  ///
  /// @param count whole replies, whatever their status
  /// @param bytes their decoded body bytes
  /// @param content pages with content: status 2xx, and no sitemaps
  /// @param earlier those of `count` that earlier runs of a kept crawl have read
  /// @param statuses counts by HTTP status
  /// @param parsed HTML pages read
  /// @param parsedWithoutTree those of them that the scanner settled without jsoup's tree
  public record Pages(
      long count,
      long bytes,
      long content,
      long earlier,
      Map<Integer, Long> statuses,
      long parsed,
      long parsedWithoutTree) {}

  /// What was requested.
  ///
  /// @param count requests of this run, those for robots.txt included
  /// @param robots requests for robots.txt, redirects and retries included
  /// @param retries attempts beyond the first
  /// @param hosts host queues
  /// @param peakInFlight most requests on the wire at the same time, those for robots.txt included
  public record Requests(long count, long robots, long retries, int hosts, int peakInFlight) {}
}

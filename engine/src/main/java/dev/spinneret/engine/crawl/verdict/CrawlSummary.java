package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.estimate.LeastTime;
import dev.spinneret.engine.crawl.port.FailureCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The account of a whole crawl.
///
/// @param pages whole replies, whatever their status
/// @param bytes their decoded body bytes
/// @param elapsed from start to end
/// @param discovered URLs ever discovered, each counted once
/// @param verdicts counts by kind of verdict; their sum is `discovered`
/// @param failures counts by cause, of the verdict [VerdictKind#FAILED]
/// @param statuses counts by HTTP status
/// @param repeats links to URLs already known
/// @param retries attempts beyond the first
/// @param robotsFetches requests for robots.txt, redirects and retries included
/// @param parsed HTML pages read
/// @param parsedWithoutTree those of them that the scanner settled without jsoup's tree
/// @param hosts host queues
/// @param peakInFlight most requests on the wire at the same time, those for robots.txt included
/// @param deepest largest depth of a URL asked for
/// @param seenBytes memory of the seen set
/// @param ledgerBalanced whether every URL has exactly one verdict
/// @param ledgerFaults what does not balance, with the URLs; empty when balanced
/// @param endedBy why the crawl ended
/// @param leastTime what no crawl of the same pages could have been faster than
/// @param contentPages pages with content: status 2xx, and no sitemaps
/// @param earlierPages those of `pages` that earlier runs of a kept crawl have read
/// @param requests requests of this run, those for robots.txt included
/// @param notes what a person should know of this run
public record CrawlSummary(
    long pages,
    long bytes,
    Duration elapsed,
    long discovered,
    Map<VerdictKind, Long> verdicts,
    Map<FailureCause, Long> failures,
    Map<Integer, Long> statuses,
    long repeats,
    long retries,
    long robotsFetches,
    long parsed,
    long parsedWithoutTree,
    int hosts,
    int peakInFlight,
    int deepest,
    long seenBytes,
    boolean ledgerBalanced,
    List<String> ledgerFaults,
    EndedBy endedBy,
    LeastTime leastTime,
    long contentPages,
    long earlierPages,
    long requests,
    CrawlNotes notes) {}

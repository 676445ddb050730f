package dev.spinneret.engine.crawl.frontier;

import java.util.List;

/// The waiting URLs: one queue per host, and when each host may be requested from.
///
/// URLs cross this interface in batches, so that a service on another machine can implement it.
/// Calls may suspend the calling task. Each leased URL is returned exactly once, by [#complete],
/// [#retry] or [#retryLast].
///
/// A frontier on another machine, such as the service URLFrontier of crawler-commons, would
/// implement it like this: [#offer] is `PutURLs` with the host queue as key and `(depth, order)` as
/// metadata; [#lease] is `GetURLs` with a lease time longer than any fetch, whose stream is read
/// into one list, while the calling task is suspended; [#complete] is `PutURLs` of a known URL
/// without a next date, and [#retry] and [#retryLast] the same with one; [#delay] is `SetDelay` and
/// [#block] is `BlockQueueUntil` followed by reading the queue out; [#pace] and [#share] stay on
/// this side, because concurrency is counted where the fetches run. [#nextAtNanos] returns what the
/// reply to the last lease said, and [#stats] what `GetStats` returned, called at most once a
/// second. The crawl's wake-up, which is passed to
/// [CrawlStore#begin][dev.spinneret.engine.crawl.CrawlStore#begin], is called when a later reply
/// changes what can be leased. Ledger and seen set stay with the crawl; where several crawls share
/// one frontier, each takes its own hosts, see [Shard].
public interface Frontier {

  /// Adds URLs. The caller has checked scope and the seen set; the frontier does not.
  ///
  /// @param urls in the order of discovery
  void offer(List<CrawlUrl> urls);

  /// Leases URLs whose hosts may be requested from now: each host in turn, the one with the fewest
  /// leases first, and within a host by depth, then by order of discovery.
  ///
  /// @param atMost how many; 0 or more
  /// @param nowNanos the loop's time
  /// @return an empty list if no host may be requested from now
  List<CrawlUrl> lease(int atMost, long nowNanos);

  /// Takes note that a leased URL has another depth than it had when it was leased.
  ///
  /// @param leased as leased
  /// @param moved as it is to be returned
  void moved(CrawlUrl leased, CrawlUrl moved);

  /// Returns a leased URL that has its verdict.
  ///
  /// @param url as leased
  /// @param requested whether it was requested; if not, the host's delay does not apply
  void complete(CrawlUrl url, boolean requested);

  /// Returns a leased URL, to be leased again later, before others of its host and depth.
  ///
  /// @param url as it is to be leased again
  /// @param atNanos not before this instant of the loop's time
  void retry(CrawlUrl url, long atNanos);

  /// Returns a leased URL, to be leased again later, after the URLs of its host and depth that wait
  /// by then.
  ///
  /// @param url as it is to be leased again
  /// @param atNanos not before this instant of the loop's time
  void retryLast(CrawlUrl url, long atNanos);

  /// Sets how often a host may be requested from.
  ///
  /// @param host a host queue
  /// @param concurrency the maximum number of leases at the same time; 1 or more
  /// @param delayNanos the minimum time from one lease to the next
  void pace(String host, int concurrency, long delayNanos);

  /// Adds a host to the group of an address: hosts at one address share a limit.
  ///
  /// @param host a host queue
  /// @param address names the group
  /// @param concurrency the maximum number of leases of all its hosts together; 1 or more
  void share(String host, String address, int concurrency);

  /// Delays the requests to a host.
  ///
  /// @param host a host queue
  /// @param untilNanos an instant of the loop's time; no effect if a longer delay is in force
  void delay(String host, long untilNanos);

  /// Removes URLs that wait for a host. Call it until it returns none.
  ///
  /// @param host a host queue
  /// @return some of the waiting URLs; the caller gives each a verdict
  List<CrawlUrl> block(String host);

  /// Removes waiting URLs of any host, as at the end of a crawl.
  ///
  /// @param atMost how many
  /// @return an empty list if none waits; the caller gives each a verdict
  List<CrawlUrl> drain(int atMost);

  /// When [#lease] may return URLs again if nothing else is called before.
  ///
  /// @return an instant of the loop's time; `Long.MAX_VALUE` when only a call can change it
  long nextAtNanos();

  /// How many URLs of a host have no verdict yet and do not wait for URLs of other hosts: leased,
  /// to be retried, or waiting at a depth that may be requested. For a frontier on another machine,
  /// as of its last reply.
  ///
  /// @param host a host queue
  /// @return 0 or more
  long askableCount(String host);

  /// Counts, for progress and summaries.
  ///
  /// @return a snapshot
  FrontierStats stats();
}

package dev.spinneret.engine.crawl.frontier;

import java.util.List;

/// The URLs that wait: one queue a host, and when each host may be asked.
///
/// Batches cross this interface, not single URLs, so that a service on another machine can stand
/// behind it. Calls may suspend the calling task. A URL that was leased comes back exactly once, by
/// [#complete], [#retry] or [#retryLast].
///
/// A frontier on another machine, such as the service URLFrontier of crawler-commons, implements it
/// so: [#offer] is `PutURLs` with the host queue as key and `(depth, order)` as metadata; [#lease]
/// is `GetURLs` with a lease time longer than any fetch, whose stream is read into one list, while
/// the calling task is suspended; [#complete] is `PutURLs` of a known URL without a next date, and
/// [#retry] and [#retryLast] the same with one; [#delay] is `SetDelay` and [#block] is
/// `BlockQueueUntil` followed by reading the queue out; [#pace] and [#share] stay on this side,
/// because concurrency is counted where the fetches run. [#nextAtNanos] answers from what the last
/// lease said, and [#stats] from `GetStats` that was asked for at most once a second. The crawl's
/// wake-up, which the store gives to
/// [CrawlStore#begin][dev.spinneret.engine.crawl.CrawlStore#begin], rings when a later answer
/// changes what can be leased. Ledger and seen set stay with the crawl; where several crawls share
/// one frontier, each takes its own hosts, see [Shard].
public interface Frontier {

  /// Adds URLs. The caller has checked scope and the seen set; the frontier does not.
  ///
  /// @param urls in the order of discovery
  void offer(List<CrawlUrl> urls);

  /// Takes URLs whose hosts may be asked now: each host in turn, the one with the fewest leases
  /// first, and within a host by depth, then by order of discovery.
  ///
  /// @param atMost how many; 0 or more
  /// @param nowNanos the loop's time
  /// @return none when no host may be asked now
  List<CrawlUrl> lease(int atMost, long nowNanos);

  /// Gives a leased URL back: it has its verdict.
  ///
  /// @param url as leased
  /// @param asked whether its host was really asked; if not, the host's delay does not count it
  void complete(CrawlUrl url, boolean asked);

  /// Gives a leased URL back: it is to be leased again later, before others of its host and depth.
  ///
  /// @param url as it shall be leased again
  /// @param atNanos not before this instant of the loop's time
  void retry(CrawlUrl url, long atNanos);

  /// Gives a leased URL back: it is to be leased again later, after the URLs of its host and depth
  /// that wait by then.
  ///
  /// @param url as it shall be leased again
  /// @param atNanos not before this instant of the loop's time
  void retryLast(CrawlUrl url, long atNanos);

  /// Sets how a host may be asked from now on.
  ///
  /// @param host a host queue
  /// @param concurrency how many leases at the same time; 1 or more
  /// @param delayNanos from one lease to the next
  void pace(String host, int concurrency, long delayNanos);

  /// Puts a host into an address's group: hosts that one machine serves share the group's limit.
  ///
  /// @param host a host queue
  /// @param address names the group
  /// @param concurrency how many leases all its hosts have together; 1 or more
  void share(String host, String address, int concurrency);

  /// Keeps a host from being asked for a while.
  ///
  /// @param host a host queue
  /// @param untilNanos an instant of the loop's time; earlier than a delay in force: no effect
  void delay(String host, long untilNanos);

  /// Takes what waits for a host, a piece at a time; call it until it gives nothing.
  ///
  /// @param host a host queue
  /// @return what waited, none at the end; the caller owes each a verdict
  List<CrawlUrl> block(String host);

  /// Takes waiting URLs of any host, as at the end of a crawl.
  ///
  /// @param atMost how many
  /// @return none when nothing waits; the caller owes each a verdict
  List<CrawlUrl> drain(int atMost);

  /// When [#lease] may next give something without any other call before.
  ///
  /// @return an instant of the loop's time; `Long.MAX_VALUE` when only a call can change it
  long nextAtNanos();

  /// How many URLs of a host have no verdict yet and wait for no other URL: leased, to be retried,
  /// or waiting at a depth that may be asked for. A frontier on another machine answers from what
  /// it last heard.
  ///
  /// @param host a host queue
  /// @return 0 or more
  long askableCount(String host);

  /// Counts, for progress and summaries.
  ///
  /// @return a snapshot
  FrontierStats stats();
}

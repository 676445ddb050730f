package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one transaction of a crawler writes: the net effect of all changes since the last one, and
/// the lengths of its outputs. In the order in which it is to be applied; nothing in it is a domain
/// that the crawler does not own, except what is referred.
///
/// @param standing the state of the crawler
/// @param unqueued URLs that leave their queues
/// @param reopened URLs whose verdicts are taken back
/// @param queued URLs that enter their queues
/// @param retried waiting URLs with another number of attempts
/// @param ended URLs with their verdicts
/// @param hosts what is new about hosts, by host queue
/// @param suspects pages that may belong to traps
/// @param scope what was added to the scope
/// @param taken referrals that have become part of this round
/// @param referred what was found of domains that others own
/// @param released domains that are released
/// @param addresses addresses that are requested from, and were not before
/// @param outputs the lengths of the outputs, by name
/// @param session all lines of the session; null when they are as committed before
public record Round(
    Standing standing,
    List<CrawlUrl> unqueued,
    List<CrawlUrl> reopened,
    List<CrawlUrl> queued,
    List<CrawlUrl> retried,
    List<Ended> ended,
    Map<String, HostNews> hosts,
    List<Change.SuspectRead> suspects,
    List<String> scope,
    List<Referral> taken,
    List<Referral> referred,
    List<Change.Released> released,
    Set<String> addresses,
    Map<String, Long> outputs,
    @Nullable List<String> session) {

  /// The state of a crawler.
  ///
  /// @param feeding whether seeds may still come from it
  /// @param isIdle whether it has too little work
  /// @param activeCount how many of its domains have URLs without verdict
  /// @param level the least depth of an open URL; `Integer.MAX_VALUE` for none
  /// @param claimAtMost how many domains it takes over if they are free
  /// @param leaving whether this is its last round, which releases all domains
  public record Standing(
      boolean feeding,
      boolean isIdle,
      int activeCount,
      int level,
      int claimAtMost,
      boolean leaving) {}

  /// A URL with its verdict.
  ///
  /// @param url the URL
  /// @param verdict its verdict
  /// @param asked the result of the request; null if there was none
  public record Ended(CrawlUrl url, Verdict verdict, Change.@Nullable Asked asked) {}

  /// What is new about a host; null and 0 stand for nothing.
  ///
  /// @param robots its robots.txt
  /// @param delayedUntil until when no request is sent to it, by this machine's clock
  /// @param closed why nothing more is requested from it
  /// @param pageCount pages with content that were fetched from it since the last round
  /// @param bodyBytes bytes of bodies since then
  public record HostNews(
      Change.@Nullable Robots robots,
      @Nullable Instant delayedUntil,
      @Nullable Verdict closed,
      long pageCount,
      long bodyBytes) {
    static final HostNews NONE = new HostNews(null, null, null, 0, 0);

    HostNews with(Change.Robots newRobots) {
      return new HostNews(newRobots, delayedUntil, closed, pageCount, bodyBytes);
    }

    HostNews until(Instant instant) {
      return new HostNews(robots, instant, closed, pageCount, bodyBytes);
    }

    HostNews closedBy(Verdict why) {
      return new HostNews(robots, delayedUntil, why, pageCount, bodyBytes);
    }

    HostNews plus(long pages, long bytes) {
      return new HostNews(robots, delayedUntil, closed, pageCount + pages, bodyBytes + bytes);
    }
  }

  /// How many pages with content this round has.
  ///
  /// @return 0 or more
  public long pageCount() {
    return hosts.values().stream().mapToLong(HostNews::pageCount).sum();
  }

  /// How many bytes of bodies this round has.
  ///
  /// @return 0 or more
  public long bodyBytes() {
    return hosts.values().stream().mapToLong(HostNews::bodyBytes).sum();
  }
}

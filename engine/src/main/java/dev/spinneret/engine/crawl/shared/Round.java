package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.HttpStatus;
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
/// @param taken the messages whose referrals have become part of this round
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
    List<Long> taken,
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
  public record Ended(CrawlUrl url, Verdict verdict, Change.@Nullable Asked asked) {
    /// Whether it is a page with content.
    ///
    /// @return false for what was not fetched, was refused, or is no page
    public boolean isContent() {
      return asked != null
          && url.role() == CrawlUrl.Role.PAGE
          && HttpStatus.isSuccess(asked.status());
    }

    /// How long its body is.
    ///
    /// @return bytes; 0 when there was no reply
    public long bodyBytes() {
      return asked == null || asked.status() == 0 ? 0 : asked.bytes();
    }
  }

  /// What is new about a host; null stands for nothing.
  ///
  /// @param robots its robots.txt
  /// @param delayedUntil until when no request is sent to it, by this machine's clock
  /// @param closed why nothing more is requested from it
  public record HostNews(
      Change.@Nullable Robots robots, @Nullable Instant delayedUntil, @Nullable Verdict closed) {
    static final HostNews NONE = new HostNews(null, null, null);

    HostNews with(Change.Robots newRobots) {
      return new HostNews(newRobots, delayedUntil, closed);
    }

    HostNews until(Instant instant) {
      return new HostNews(robots, instant, closed);
    }

    HostNews closedBy(Verdict why) {
      return new HostNews(robots, delayedUntil, why);
    }
  }

  /// How many pages with content this round has.
  ///
  /// @return 0 or more
  public long pageCount() {
    return ended.stream().filter(Ended::isContent).count();
  }

  /// How many bytes of bodies this round has.
  ///
  /// @return 0 or more
  public long bodyBytes() {
    return ended.stream().mapToLong(Ended::bodyBytes).sum();
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.estimate.HostPace;
import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.crawl.limit.AddressLimit;
import dev.spinneret.engine.crawl.limit.HostLimit;
import dev.spinneret.engine.crawl.limit.LoadCurve;
import dev.spinneret.engine.crawl.limit.Sent;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.parsing.HostCost;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.verdict.BudgetKind;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.PublicInternet;
import dev.spinneret.parse.robots.RobotsRules;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the crawl knows about one host queue: its robots.txt, its pace, its replies.
final class Host {
  /// The origin, such as `https://example.org`.
  final String name;

  final boolean loopback;
  final HostLimit limit;
  private final long rateNanos;
  final Refusals refusals = new Refusals();

  /// null until robots.txt was fetched, and after it was evicted.
  @Nullable RobotsRules rules;

  /// The URL for which robots.txt was fetched, and whether it is allowed: this holds even if the
  /// rules are evicted before the URL is leased again.
  long decidedOrder = -1;

  @Nullable Verdict decided;

  long rulesUntilNanos;
  boolean robotsPending;
  int robotsFailureCount;

  long delayNanos;
  int pacedConcurrency = 1;
  long pacedDelayNanos;
  @Nullable AddressLimit address;

  boolean delayFromRobots;

  /// Pages that are being fetched.
  int inFlightCount;

  /// The resulting pace, for the summary.
  long requestCount;

  long fetchNanos;
  long unloadedNanos;
  long limitSum;
  int maxLimit = 1;
  long pushedBackNanos;
  long pushedBackUntilNanos = Long.MIN_VALUE;
  boolean saysRetryAfter;
  private final LoadCurve loadCurve = new LoadCurve();

  /// The fetch of robots.txt; null if there was none.
  @Nullable Lineage robotsLineage;

  long pageCount;
  long bodyBytes;

  /// The memory of its bodies in flight.
  final BodyMemory.Account memory = new BodyMemory.Account();

  int failuresInARow;
  private long failureKnownAtNanos = Long.MIN_VALUE;
  boolean everAnswered;

  /// Whether it has answered from the public internet. From then on, no DNS answer may lead to a
  /// private address, not even for a URL that may be at one.
  boolean isPublic;

  /// The pages that are fetched, but whose links are not yet admitted.
  private long readingBytes;

  /// How costly its pages are to parse.
  final HostCost cost = new HostCost();

  /// Why no more requests are sent to this host; null while it is open.
  @Nullable Verdict closedBecause;

  /// How many pages in a row it has refused for longer than a crawl waits.
  int longRefusals;

  /// How many pages are or were requested again after a 500, since that last helped.
  int errorRetryCount;

  /// No more pages are fetched while this much of a host is being parsed. A hundred typical pages
  /// are less.
  private static final long MAX_READING_BYTES = 2L << 20;

  /// @param rateNanos the least time between two requests that the limit on their rate allows
  Host(String name, boolean loopback, HostLimit limit, long rateNanos) {
    this.rateNanos = rateNanos;
    this.name = name;
    this.loopback = loopback;
    this.limit = limit;
  }

  /// The least time from one request to the next: its delay, or the interval of its rate.
  long intervalNanos() {
    return Math.max(delayNanos, rateNanos);
  }

  /// Records that parsing a page begins or ends.
  ///
  /// @param bytes its size; negative at the end
  void reads(long bytes) {
    readingBytes += bytes;
  }

  /// Whether so much waits to be parsed that more would only fill the memory.
  boolean isBehind() {
    return readingBytes > MAX_READING_BYTES;
  }

  /// Records that the host answered anything.
  void answered() {
    everAnswered = true;
    failuresInARow = 0;
  }

  /// Records that the host did not answer. Requests that were sent before an earlier failure was
  /// known failed with it: a burst of failures counts once.
  void failed(long sentAtNanos, long nowNanos) {
    if (sentAtNanos >= failureKnownAtNanos) {
      failuresInARow++;
      failureKnownAtNanos = nowNanos;
    }
  }

  /// Records the address that answered.
  void answeredFrom(@Nullable InetAddress address) {
    isPublic |= !loopback && !isPublic && PublicInternet.holds(address);
  }

  /// Closes the host if its budget is spent.
  void closeIfSpent(Budget budget) {
    if (closedBecause == null && pageCount >= budget.hostPages()) {
      closedBecause = new Verdict.OverBudget(BudgetKind.HOST_PAGES);
    }
  }

  /// Records a request to the host, and how long the reply took.
  void requested(long nanos) {
    requested(nanos, nanos);
  }

  /// Records a request for a page.
  ///
  /// @return an estimate of how long it would have taken with nothing else in flight
  long requested(Sent sent, FetchResult result) {
    var timings = result.timings();
    long nanos = timings.totalNanos();
    long unloaded = nanos;
    if (result instanceof FetchResult.Fetched(var reply, _)
        && reply.status() != 429
        && reply.status() < 500) {
      long latencyNanos = latencyNanos(timings);
      unloaded -= latencyNanos - loadCurve.unloadedNanos(sent.inFlightCount(), latencyNanos);
    }
    requested(nanos, unloaded);
    return unloaded;
  }

  /// The part of a fetch that is the host's own time, without DNS and connecting.
  static long latencyNanos(FetchTimings timings) {
    return timings.waitNanos() + timings.bodyNanos();
  }

  private void requested(long nanos, long unloaded) {
    requestCount++;
    fetchNanos += nanos;
    unloadedNanos += unloaded;
    limitSum += pacedConcurrency;
    maxLimit = Math.max(maxLimit, pacedConcurrency);
  }

  /// Records a pause because the host refused; pauses that overlap count once.
  void pushedBack(long nowNanos, long waitNanos) {
    long fromNanos = Math.max(nowNanos, pushedBackUntilNanos);
    pushedBackUntilNanos = Math.max(pushedBackUntilNanos, nowNanos + waitNanos);
    pushedBackNanos += Math.max(0, pushedBackUntilNanos - fromNanos);
  }

  /// How politeness slowed the host down.
  HostPace pace() {
    return new HostPace(
        name,
        requestCount,
        Duration.ofNanos(fetchNanos),
        Duration.ofNanos(unloadedNanos),
        new HostPace.Delay(
            Duration.ofNanos(intervalNanos()),
            delayFromRobots && delayNanos >= rateNanos,
            rateNanos > delayNanos),
        new HostPace.Limit(
            requestCount == 0 ? 0 : limitSum / (double) requestCount,
            maxLimit,
            limit.isAdaptive() && delayNanos == 0,
            limit.isSaturated()),
        new HostPace.PushBack(Duration.ofNanos(pushedBackNanos), saysRetryAfter));
  }

  boolean knowsRobots(long nowNanos) {
    return rules != null && (nowNanos < rulesUntilNanos || robotsPending);
  }
}

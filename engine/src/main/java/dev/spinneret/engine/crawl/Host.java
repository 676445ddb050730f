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

/// What the crawl knows about one host queue: its robots.txt, its pace, what it has given.
final class Host {
  /// The origin, such as `https://example.org`.
  final String name;

  final boolean loopback;
  final HostLimit limit;
  private final long rateNanos;
  final Refusals refusals = new Refusals();

  /// null until robots.txt was asked for, and when it had to leave the memory.
  @Nullable RobotsRules rules;

  /// The URL for whose sake robots.txt was fetched, and what it says of that URL: this counts even
  /// when the rules had to leave the memory before the URL has its next turn.
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

  /// What the pace came to, for the summary.
  long askedCount;

  long fetchNanos;
  long unloadedNanos;
  long limitSum;
  int mostLimit = 1;
  long pushedBackNanos;
  long pushedBackUntilNanos = Long.MIN_VALUE;
  boolean saysRetryAfter;
  private final LoadCurve loadCurve = new LoadCurve();

  /// The fetch of robots.txt; null when there was none.
  @Nullable Lineage robotsLineage;

  long pageCount;
  long bodyBytes;

  /// What its bodies in flight take.
  final BodyMemory.Account memory = new BodyMemory.Account();

  int failuresInARow;
  private long failureKnownAtNanos = Long.MIN_VALUE;
  boolean everAnswered;

  /// Whether it has answered from the public internet. From then on no answer of its name server
  /// can lead to a private address, not even for a URL that may be at one.
  boolean isPublic;

  /// The pages that are fetched, and not yet read and their links taken.
  private long readingBytes;

  /// How costly its pages are to parse.
  final HostCost cost = new HostCost();

  /// Why nothing more is asked of this host; null while it is open.
  @Nullable Verdict closedBecause;

  /// No more is fetched while so much of a host is read. Some hundred common pages are less.
  private static final long MOST_READING_BYTES = 2L << 20;

  /// @param rateNanos the least time between two requests that a limit on their rate leaves
  Host(String name, boolean loopback, HostLimit limit, long rateNanos) {
    this.rateNanos = rateNanos;
    this.name = name;
    this.loopback = loopback;
    this.limit = limit;
  }

  /// The least time from one request to the next: its delay, or what a limit on the rate leaves.
  long intervalNanos() {
    return Math.max(delayNanos, rateNanos);
  }

  /// Records that a page begins or ends to be read.
  ///
  /// @param bytes its size; negative at the end
  void reads(long bytes) {
    readingBytes += bytes;
  }

  /// Whether so much waits to be read that more would only fill the memory.
  boolean isBehind() {
    return readingBytes > MOST_READING_BYTES;
  }

  /// Records that the host answered anything.
  void answered() {
    everAnswered = true;
    failuresInARow = 0;
  }

  /// Records that the host did not answer. What was sent before an earlier failure was known failed
  /// with it: a burst of failures counts once.
  void failed(long sentAtNanos, long nowNanos) {
    if (sentAtNanos >= failureKnownAtNanos) {
      failuresInARow++;
      failureKnownAtNanos = nowNanos;
    }
  }

  /// Notes where an answer came from.
  void answeredFrom(@Nullable InetAddress address) {
    isPublic |= !loopback && !isPublic && PublicInternet.holds(address);
  }

  /// Closes the host when its budget is spent.
  void closeIfSpent(Budget budget) {
    if (closedBecause == null && pageCount >= budget.hostPages()) {
      closedBecause = new Verdict.OverBudget(BudgetKind.HOST_PAGES);
    }
  }

  /// Records that the host was asked, and how long the answer took.
  void asked(long nanos) {
    asked(nanos, nanos);
  }

  /// Records that the host was asked for a page.
  ///
  /// @return how long it would have taken with nothing else in flight, as far as is known
  long asked(Sent sent, FetchResult result) {
    var timings = result.timings();
    long nanos = timings.totalNanos();
    long unloaded = nanos;
    if (result instanceof FetchResult.Fetched(var reply, _)
        && reply.status() != 429
        && reply.status() < 500) {
      long latencyNanos = latencyNanos(timings);
      unloaded -= latencyNanos - loadCurve.unloadedNanos(sent.inFlightCount(), latencyNanos);
    }
    asked(nanos, unloaded);
    return unloaded;
  }

  /// What of a fetch is the host's own time: not to find it, nor to connect.
  static long latencyNanos(FetchTimings timings) {
    return timings.waitNanos() + timings.bodyNanos();
  }

  private void asked(long nanos, long unloaded) {
    askedCount++;
    fetchNanos += nanos;
    unloadedNanos += unloaded;
    limitSum += pacedConcurrency;
    mostLimit = Math.max(mostLimit, pacedConcurrency);
  }

  /// Records that the host is not asked for a while, because it refused; whiles that overlap count
  /// once.
  void pushedBack(long nowNanos, long waitNanos) {
    long fromNanos = Math.max(nowNanos, pushedBackUntilNanos);
    pushedBackUntilNanos = Math.max(pushedBackUntilNanos, nowNanos + waitNanos);
    pushedBackNanos += Math.max(0, pushedBackUntilNanos - fromNanos);
  }

  /// How politeness held the host back.
  HostPace pace() {
    return new HostPace(
        name,
        askedCount,
        Duration.ofNanos(fetchNanos),
        Duration.ofNanos(unloadedNanos),
        new HostPace.Delay(
            Duration.ofNanos(intervalNanos()),
            delayFromRobots && delayNanos >= rateNanos,
            rateNanos > delayNanos),
        new HostPace.Limit(
            askedCount == 0 ? 0 : limitSum / (double) askedCount,
            mostLimit,
            limit.isAdaptive() && delayNanos == 0,
            limit.isSaturated()),
        new HostPace.PushBack(Duration.ofNanos(pushedBackNanos), saysRetryAfter));
  }

  boolean knowsRobots(long nowNanos) {
    return rules != null && (nowNanos < rulesUntilNanos || robotsPending);
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.parse.robots.RobotsRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the crawl knows about one host queue: its robots.txt, its pace, what it has given.
final class Host {
  /// The origin, such as `https://example.org`.
  final String name;

  final boolean loopback;
  final @Nullable Aimd aimd;

  /// null until robots.txt was asked for.
  @Nullable RobotsRules rules;

  long rulesUntilNanos;
  boolean robotsPending;
  int robotsFailureCount;

  long delayNanos;
  int pacedConcurrency = 1;
  long pacedDelayNanos;
  @Nullable String address;

  boolean delayFromRobots;

  /// What the pace came to, for the summary.
  long askedCount;

  long fetchNanos;
  long limitSum;
  int mostLimit = 1;
  long pushedBackNanos;
  long pushedBackUntilNanos = Long.MIN_VALUE;

  /// The fetch of robots.txt; null when there was none.
  @Nullable Lineage robotsLineage;

  long pageCount;
  long bodyBytes;
  int failuresInARow;
  boolean everAnswered;

  /// Why nothing more is asked of this host; null while it is open.
  @Nullable Verdict closed;

  Host(String name, boolean loopback, @Nullable Aimd aimd) {
    this.name = name;
    this.loopback = loopback;
    this.aimd = aimd;
  }

  /// Closes the host when its budget is spent.
  void closeIfSpent(Budget budget) {
    if (closed == null && pageCount >= budget.hostPages()) {
      closed = new Verdict.OverBudget(BudgetKind.HOST_PAGES);
    } else if (closed == null && bodyBytes >= budget.hostBytes()) {
      closed = new Verdict.OverBudget(BudgetKind.HOST_BYTES);
    }
  }

  /// Notes that the host was asked, and how long the answer took.
  void asked(long nanos) {
    askedCount++;
    fetchNanos += nanos;
    limitSum += pacedConcurrency;
    mostLimit = Math.max(mostLimit, pacedConcurrency);
  }

  /// Notes that the host wants to be left alone for a while; whiles that overlap count once.
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
        Duration.ofNanos(delayNanos),
        delayFromRobots,
        askedCount == 0 ? 0 : limitSum / (double) askedCount,
        mostLimit,
        aimd != null && delayNanos == 0,
        Duration.ofNanos(pushedBackNanos));
  }

  boolean knowsRobots(long nowNanos) {
    return rules != null && (nowNanos < rulesUntilNanos || robotsPending);
  }

  /// Whether a host name stands for this machine (RFC 6761 §6.3, RFC 5735 §3, RFC 4291 §2.5.3).
  static boolean isLoopback(String hostName) {
    return hostName.equals("localhost")
        || hostName.endsWith(".localhost")
        || hostName.equals("[::1]")
        || (hostName.startsWith("127.")
            && isNumber(hostName.substring(hostName.lastIndexOf('.') + 1)));
  }

  /// A host whose last label is a number is an IPv4 address (WHATWG URL §3.5).
  private static boolean isNumber(String label) {
    return !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}

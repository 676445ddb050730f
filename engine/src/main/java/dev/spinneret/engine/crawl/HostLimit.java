package dev.spinneret.engine.crawl;

/// How a host may be asked: how many requests may be in flight, and how soon after each other.
///
/// Two parts that know nothing of each other: a [Knee] follows throughput, and a [PushBack] follows
/// refusals and failures. The smaller of both holds. A limit that a person has set has no knee.
final class HostLimit {
  /// Where the limit begins: on the web with what is no risk to any server.
  private static final int START = 4;

  private static final int START_ON_LOOPBACK = 64;

  /// Up to this ceiling the limit grows without comparisons.
  private static final int MOST_QUICK = 8;

  private final int fixed;
  private final Knee knee;
  private final PushBack pushBack;

  private HostLimit(int fixed, int most, Knee knee) {
    this.fixed = fixed;
    this.knee = knee;
    this.pushBack = new PushBack(most);
  }

  /// A limit that a person has set.
  static HostLimit fixed(int limit) {
    return new HostLimit(limit, limit, new Knee(limit, limit, Knee.Start.STEADY));
  }

  /// A limit that follows the host.
  ///
  /// @param most its ceiling
  /// @param loopback whether the host is this machine, where no limit is polite to anyone
  static HostLimit adaptive(int most, boolean loopback) {
    var start = most <= MOST_QUICK ? Knee.Start.QUICK : Knee.Start.FOURFOLD;
    return new HostLimit(0, most, new Knee(loopback ? START_ON_LOOPBACK : START, most, start));
  }

  /// How many requests may be in flight now.
  int limit() {
    return fixed > 0 ? pushBack.ceiling() : knee.limitNow();
  }

  /// Whether the limit follows the host.
  boolean isAdaptive() {
    return fixed == 0;
  }

  /// Whether the host was found to answer no faster with more in flight.
  boolean isSaturated() {
    return fixed == 0 && knee.hasFoundLimit() && knee.limit() < pushBack.ceiling();
  }

  /// Why the limit is what it is, in words.
  String reason() {
    if (fixed > 0) {
      return pushBack.isLowered() ? "refusals or failures" : "as asked for";
    }
    return knee.limitNow() >= pushBack.ceiling() && pushBack.isLowered()
        ? "refusals or failures"
        : knee.reason();
  }

  /// What the host does when it is asked too much.
  PushBack pushBack() {
    return pushBack;
  }

  /// Records a reply to a page.
  ///
  /// @param sent its request
  /// @param latencyNanos from the end of the request to the end of the reply
  /// @param nowNanos the loop's time
  void replied(Sent sent, long latencyNanos, long nowNanos) {
    pushBack.replied(sent, latencyNanos, limit(), nowNanos);
    if (fixed == 0) {
      knee.setCeiling(pushBack.ceiling(), nowNanos);
      if (sent.isAlone()) {
        knee.replied(sent.inFlightCount(), sent.atNanos(), latencyNanos, nowNanos);
      }
    }
  }

  /// Records a refusal, see [PushBack#refused].
  boolean refused(Sent sent, int status, long retryAfterNanos, long refusedAtNanos, long nowNanos) {
    boolean theUrl = pushBack.refused(sent, status, retryAfterNanos, refusedAtNanos, nowNanos);
    knee.setCeiling(pushBack.ceiling(), nowNanos);
    return theUrl;
  }

  /// Records a failure, see [PushBack#failed].
  void failed(Sent sent, long nowNanos) {
    pushBack.failed(sent, nowNanos);
    knee.setCeiling(pushBack.ceiling(), nowNanos);
  }
}

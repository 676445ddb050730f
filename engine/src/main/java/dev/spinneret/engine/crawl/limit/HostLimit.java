package dev.spinneret.engine.crawl.limit;

/// The limits of a host: how many requests may be in flight, and how soon after each other.
///
/// Two parts that know nothing of each other: a [Knee] follows throughput, and a [PushBack] follows
/// refusals and failures. The smaller of the two applies. A limit that the user has set has no
/// knee.
public final class HostLimit {
  /// Where the limit begins: on the web with what is no risk to any server.
  private static final int START = 4;

  private static final int START_ON_LOOPBACK = 64;

  /// Up to this ceiling the limit grows without comparisons.
  private static final int MAX_QUICK = 8;

  private final int fixed;
  private final Knee knee;
  private final PushBack pushBack;

  private HostLimit(int fixed, int most, Knee knee) {
    this.fixed = fixed;
    this.knee = knee;
    this.pushBack = new PushBack(most);
  }

  /// A limit that a person has set.
  ///
  /// @param limit requests in flight; 1 or more
  /// @return the limit, which only refusals and failures lower
  public static HostLimit fixed(int limit) {
    return new HostLimit(limit, limit, new Knee(limit, limit, Knee.Start.STEADY));
  }

  /// A limit that follows the host.
  ///
  /// @param most its ceiling
  /// @param loopback whether the host is this machine, where no limit is polite to anyone
  /// @return the limit
  public static HostLimit adaptive(int most, boolean loopback) {
    var start = most <= MAX_QUICK ? Knee.Start.QUICK : Knee.Start.FOURFOLD;
    return new HostLimit(0, most, new Knee(loopback ? START_ON_LOOPBACK : START, most, start));
  }

  /// How many requests may be in flight now.
  ///
  /// @return 1 or more
  public int limit() {
    return fixed > 0 ? pushBack.ceiling() : knee.limitNow();
  }

  /// Whether the limit follows the host.
  ///
  /// @return false if a person has set it
  public boolean isAdaptive() {
    return fixed == 0;
  }

  /// Whether the host was found to answer no faster with more in flight.
  ///
  /// @return false for a limit that a person has set
  public boolean isSaturated() {
    return fixed == 0 && knee.hasFoundLimit() && knee.limit() < pushBack.ceiling();
  }

  /// Why the limit is what it is.
  ///
  /// @return words for a person
  public String reason() {
    if (fixed > 0) {
      return pushBack.isLowered() ? "refusals or failures" : "as asked for";
    }
    return knee.limitNow() >= pushBack.ceiling() && pushBack.isLowered()
        ? "refusals or failures"
        : knee.reason();
  }

  /// How the host pushes back when it is overloaded.
  ///
  /// @return the part of the limit that follows refusals and failures
  public PushBack pushBack() {
    return pushBack;
  }

  /// Records a reply to a page.
  ///
  /// @param sent its request
  /// @param latencyNanos from the end of the request to the end of the reply
  /// @param nowNanos the loop's time
  public void replied(Sent sent, long latencyNanos, long nowNanos) {
    pushBack.replied(sent, latencyNanos, limit(), nowNanos);
    if (fixed == 0) {
      knee.setCeiling(pushBack.ceiling(), nowNanos);
      if (sent.isAlone()) {
        knee.replied(sent.inFlightCount(), sent.atNanos(), latencyNanos, nowNanos);
      }
    }
  }

  /// Records a refusal: 429 or 503.
  ///
  /// @param sent its request
  /// @param status 429 or 503
  /// @param retryAfterNanos the wait that the host demands; less than 1 for none
  /// @param refusedAtNanos when the same URL was first refused; [PushBack#NEVER] for not before
  /// @param nowNanos the loop's time
  /// @return whether the URL is refused, and not the host overloaded
  public boolean refused(
      Sent sent, int status, long retryAfterNanos, long refusedAtNanos, long nowNanos) {
    boolean theUrl = pushBack.refused(sent, status, retryAfterNanos, refusedAtNanos, nowNanos);
    knee.setCeiling(pushBack.ceiling(), nowNanos);
    return theUrl;
  }

  /// Records that no reply came: the connection was refused or broke, or a deadline passed.
  ///
  /// @param sent its request
  /// @param nowNanos the loop's time
  public void failed(Sent sent, long nowNanos) {
    pushBack.failed(sent, nowNanos);
    knee.setCeiling(pushBack.ceiling(), nowNanos);
  }
}

package dev.spinneret.engine.crawl.limit;

import java.time.Duration;

/// How refusals and failures change the limits of a host: 429, 503, connections that break or
/// cannot be made.
///
/// ```
///                    refused, and fewer in flight were answered
///   free ──────────────────────────────────────────────▶ lower ceiling, raised again step by step
///     │    refused, and as many in flight were answered
///     ├──────────────────────────────────────────────▶ paced: 0.9 of the rate that got through,
///     │                                                 raised again step by step
///     │    refused, and nothing was answered since the last refusal
///     └──────────────────────────────────────────────▶ pause: 1 s, doubled up to 30 s
/// ```
///
/// An epoch begins with each refusal that counts. What was sent before it was sent in ignorance and
/// says nothing about how the host takes what follows. A Retry-After pauses at least that long.
///
/// The rate of replies that got through is only known to lie between two bounds: the pause may have
/// filled a bucket of tokens that was then spent, or it may not. Their geometric mean is taken.
/// Easing is slower the more the last refusals cost, and faster the longer it succeeds.
public final class PushBack {
  /// The instant of a refusal that never was.
  public static final long NEVER = Long.MAX_VALUE;

  private static final double UNPACED = Double.POSITIVE_INFINITY;
  private static final double SECOND_NANOS = 1e9;
  private static final double FIRST_PAUSE_SECONDS = 1;
  private static final double LONGEST_PAUSE_SECONDS = 30;

  /// A host whose connections fail is tried again sooner: it may be restarting, and failures in a
  /// row close it.
  private static final double LONGEST_FAILURE_PAUSE_SECONDS = 2;

  private static final double PACED_PAUSE_SECONDS = 1;
  private static final double PACED_PAUSE_REPLIES = 4;
  private static final double KEPT_RATE = 0.9;
  private static final double MIN_KEPT_RATE = 0.92;
  private static final int REPLIES_OF_A_GOOD_RATE = 40;
  private static final double MAX_BOUND_RATIO = 100;
  private static final double MIN_SECONDS = 1e-3;
  private static final double MAX_WIDTH = 4;

  /// A host that wants fewer requests has other ways to demand it.
  private static final double MIN_PER_SECOND = 0.1;

  /// After this time without a request, there was nothing to request.
  private static final double MIN_IDLE_SECONDS = 1;

  private static final double QUICK_EASE = 1.01;
  private static final double SLOW_EASE = 0.001;
  private static final double EASE_COST = 0.02;
  private static final double FAR_BELOW = 0.85;
  private static final double SAFELY_ABOVE = 1.05;
  private static final int REPLIES_TO_BOLDER = 128;
  private static final int BOLDEST = 5;

  private static final int FIRST_RAISE_AFTER = 16;
  private static final int MAX_RAISE_AFTER = 6_400;
  private static final double REFUSED_PART = 0.5;
  private static final double FAILED_PART = 0.75;

  /// How many of the last replies are looked at, and how many failures among them lower the
  /// ceiling; how many refusals with 503 are the host's and not a page's.
  private static final int WINDOW = 20;

  private static final int FAILURES_OF_WINDOW = 2;
  private static final int BUSY_OF_WINDOW = 3;
  private static final int BUSY_OF_WINDOW_PACED = 2;
  private static final int FAILURES_IN_A_ROW = 4;

  private static final int LATENCY_WEIGHT = 16;
  private static final int CEILINGS_OF_PACE = 2;

  private static final int TOO_MANY_REQUESTS = 429;

  private final int most;
  private double ceiling;
  private int raiseAfter = FIRST_RAISE_AFTER;
  private int goodSinceRaise;
  private int minRefused = Integer.MAX_VALUE;

  private boolean begun;
  private long latestSentNanos;

  /// Of the epoch, how long the host was not asked though it could have been: that says nothing
  /// about its rate.
  private double idleSeconds;

  private long epochAtNanos;
  private long pausedUntilNanos = Long.MIN_VALUE;

  /// The end of the pause that the epoch began with.
  private long askedAgainAtNanos = Long.MIN_VALUE;

  /// When the latest request was sent that was answered.
  private long latestGoodSentNanos = Long.MIN_VALUE;

  private int goodCount;
  private int mostGood;
  private int barrenCount;

  /// How many more pages may refuse before the next pause: after the nth pause, n pages are asked
  /// for, since a few may always refuse.
  private int probesLeft;

  private long barrenSinceNanos;
  private long lastGoodEpochNanos;
  private double lostSeconds;

  private double perSecond = UNPACED;
  private double refusedPerSecond = UNPACED;
  private double width = 1;
  private double latencySeconds = 0.1;

  /// The last replies, the youngest in the lowest bit: 1 for refused or failed.
  private int window;

  private int failedInARow;

  /// Begins without restraint.
  ///
  /// @param most the ceiling if nothing is refused
  PushBack(int most) {
    this.most = most;
    this.ceiling = most;
  }

  /// How many requests may be in flight.
  int ceiling() {
    return Math.max(1, (int) ceiling);
  }

  /// Whether refusals or failures have lowered the ceiling.
  boolean isLowered() {
    return ceiling < most;
  }

  /// The time from one request to the next.
  ///
  /// @return nanoseconds; 0 if the host is not paced
  public long paceNanos() {
    return perSecond == UNPACED ? 0 : (long) (SECOND_NANOS / perSecond);
  }

  /// How long the host is to be left alone from now on.
  ///
  /// @param nowNanos the loop's time
  /// @return 0 if it may be requested
  public long pauseLeftNanos(long nowNanos) {
    return pausedUntilNanos > nowNanos ? pausedUntilNanos - nowNanos : 0;
  }

  /// How long everything was refused, without a single reply.
  ///
  /// @param nowNanos the loop's time
  /// @return zero if the latest requests were answered
  public Duration barren(long nowNanos) {
    return barrenCount == 0 ? Duration.ZERO : Duration.ofNanos(nowNanos - barrenSinceNanos);
  }

  /// How many epochs in a row began without a single reply since the one before.
  ///
  /// @return 0 after a reply
  public int barrenCount() {
    return barrenCount;
  }

  /// Records that a request is sent.
  ///
  /// @param nowNanos the loop's time
  public void sent(long nowNanos) {
    if (!begun) {
      begun = true;
      epochAtNanos = nowNanos;
      lastGoodEpochNanos = nowNanos;
      latestSentNanos = nowNanos;
    }
    long gapNanos = nowNanos - Math.max(latestSentNanos, askedAgainAtNanos);
    double demandSeconds = Math.max(MIN_IDLE_SECONDS, 2 / perSecond) + latencySeconds;
    idleSeconds += Math.max(0, gapNanos / SECOND_NANOS - demandSeconds);
    latestSentNanos = nowNanos;
  }

  /// Records a reply that is not a refusal.
  ///
  /// @param sent its request
  /// @param latencyNanos how long the host took
  /// @param limit the limit of requests in flight
  /// @param nowNanos the loop's time
  void replied(Sent sent, long latencyNanos, int limit, long nowNanos) {
    failedInARow = 0;
    latestGoodSentNanos = Math.max(latestGoodSentNanos, sent.atNanos());
    note(0);
    if (sent.atNanos() >= epochAtNanos) {
      if (goodCount == 0) {
        lostSeconds = seconds(lastGoodEpochNanos, nowNanos);
      }
      goodCount++;
      barrenCount = 0;
      mostGood = Math.max(mostGood, sent.inFlightCount());
    }
    latencySeconds += (latencyNanos / SECOND_NANOS - latencySeconds) / LATENCY_WEIGHT;
    ease(limit);
  }

  private void ease(int limit) {
    if (perSecond != UNPACED) {
      // The next refusal must be worth what it costs.
      double step = Math.min(SLOW_EASE, EASE_COST / Math.max(1e-9, perSecond * lostSeconds));
      if (perSecond < FAR_BELOW * refusedPerSecond) {
        perSecond *= QUICK_EASE;
      } else if (perSecond < SAFELY_ABOVE * refusedPerSecond) {
        perSecond *= 1 + step * width;
      } else {
        perSecond *= 1 + step * (1 << Math.min(BOLDEST, goodCount / REPLIES_TO_BOLDER));
      }
      if (perSecond * latencySeconds > CEILINGS_OF_PACE * limit) {
        perSecond = UNPACED; // the limit holds it back more
      }
    }
    if (ceiling < most && ++goodSinceRaise >= raiseAfter) {
      ceiling = Math.min(most, ceiling + 1);
      goodSinceRaise = 0;
    }
  }

  /// Records a refusal: 429 or 503.
  ///
  /// @param sent its request
  /// @param status 429 or 503
  /// @param retryAfterNanos the wait that the host demands; less than 1 for none
  /// @param refusedAtNanos when the same URL was first refused; [#NEVER] for not before
  /// @param nowNanos the loop's time
  /// @return whether the URL is refused, and not the host overloaded
  boolean refused(Sent sent, int status, long retryAfterNanos, long refusedAtNanos, long nowNanos) {
    if (retryAfterNanos > 0) {
      pausedUntilNanos = Math.max(pausedUntilNanos, nowNanos + retryAfterNanos);
    }
    if (sent.atNanos() < epochAtNanos) {
      return false; // the same refusal, which it could not know
    }
    boolean mayBeThePage = mayBeThePage(status, retryAfterNanos);
    boolean again = refusedAtNanos != NEVER;
    if (again && (goodCount > 0 || (mayBeThePage && latestGoodSentNanos > refusedAtNanos))) {
      return true; // others are answered, or were since
    }
    note(1);
    if (mayBeThePage && probesLeft > 0) {
      probesLeft--;
      return false;
    }
    boolean perhapsThePage =
        mayBeThePage
            && goodCount > 0
            && Integer.bitCount(window)
                < (perSecond == UNPACED ? BUSY_OF_WINDOW : BUSY_OF_WINDOW_PACED);
    if (!perhapsThePage) {
      begin(sent.inFlightCount(), retryAfterNanos, LONGEST_PAUSE_SECONDS, nowNanos);
    }
    return false;
  }

  /// Whether a refusal may be about the page: it neither says that there were too many requests nor
  /// when to come back.
  ///
  /// @param status 429 or 503
  /// @param retryAfterNanos the wait that the host demands; less than 1 for none
  /// @return true if other pages of the host may be answered
  public static boolean mayBeThePage(int status, long retryAfterNanos) {
    return status != TOO_MANY_REQUESTS && retryAfterNanos <= 0;
  }

  /// Records that no reply came: the connection was refused or broke, or a deadline passed. A host
  /// that answers nothing is paused, and after each pause the first failure begins the next one.
  ///
  /// @param sent its request
  /// @param nowNanos the loop's time
  void failed(Sent sent, long nowNanos) {
    if (sent.atNanos() < epochAtNanos) {
      return;
    }
    note(1);
    failedInARow++;
    if (failedInARow >= FAILURES_IN_A_ROW || barrenCount > 0) {
      begin(sent.inFlightCount(), 0, LONGEST_FAILURE_PAUSE_SECONDS, nowNanos);
    } else if (Integer.bitCount(window) >= FAILURES_OF_WINDOW) {
      lower(sent.inFlightCount(), FAILED_PART);
      enterEpoch(nowNanos);
    }
  }

  private void note(int refused) {
    window = (window << 1 | refused) & (1 << WINDOW) - 1;
  }

  /// Begins an epoch: decides what was too much.
  private void begin(int inFlightCount, long retryAfterNanos, double longestPause, long nowNanos) {
    double pauseSeconds;
    if (goodCount > 0) {
      lastGoodEpochNanos = nowNanos;
    }
    if (goodCount == 0) {
      if (barrenCount++ == 0) {
        barrenSinceNanos = nowNanos;
        lower(inFlightCount, REFUSED_PART);
      }
      pauseSeconds =
          Math.min(longestPause, FIRST_PAUSE_SECONDS * Math.pow(2, Math.min(30, barrenCount - 1)));
    } else if (inFlightCount > mostGood && perSecond == UNPACED) {
      lower(inFlightCount, REFUSED_PART);
      pauseSeconds = 0;
    } else {
      pace(nowNanos);
      pauseSeconds = Math.min(PACED_PAUSE_SECONDS, PACED_PAUSE_REPLIES / perSecond);
    }
    long pauseNanos = Math.max(retryAfterNanos, (long) (SECOND_NANOS * pauseSeconds));
    pausedUntilNanos = Math.max(pausedUntilNanos, nowNanos + pauseNanos);
    askedAgainAtNanos = pausedUntilNanos;
    probesLeft = barrenCount - 1;
    enterEpoch(nowNanos);
  }

  private void pace(long nowNanos) {
    long answeringSinceNanos = Math.max(epochAtNanos, askedAgainAtNanos);
    double low = goodCount / Math.max(MIN_SECONDS, seconds(epochAtNanos, nowNanos) - idleSeconds);
    double high =
        goodCount / Math.max(MIN_SECONDS, seconds(answeringSinceNanos, nowNanos) - idleSeconds);
    width = Math.min(MAX_WIDTH, high / low);
    double delivered = Math.sqrt(low * Math.min(high, MAX_BOUND_RATIO * low));
    if (perSecond == UNPACED) {
      refusedPerSecond = delivered;
    } else {
      boolean wasGood = goodCount >= REPLIES_OF_A_GOOD_RATE;
      refusedPerSecond =
          Math.min(perSecond, wasGood ? Math.max(delivered, MIN_KEPT_RATE * perSecond) : delivered);
    }
    perSecond = Math.max(MIN_PER_SECOND, KEPT_RATE * refusedPerSecond);
  }

  private void enterEpoch(long nowNanos) {
    epochAtNanos = nowNanos;
    idleSeconds = 0;
    goodCount = 0;
    mostGood = 0;
    window = 0;
  }

  private void lower(int inFlightCount, double part) {
    boolean raisedTooSoon = inFlightCount >= minRefused;
    raiseAfter = raisedTooSoon ? Math.min(MAX_RAISE_AFTER, 2 * raiseAfter) : FIRST_RAISE_AFTER;
    double answered =
        mostGood > 0 && mostGood < inFlightCount ? mostGood : Math.ceil(part * inFlightCount);
    ceiling = Math.max(1, Math.min(ceiling, answered));
    goodSinceRaise = 0;
    minRefused = Math.min(minRefused, Math.max(inFlightCount, 2));
  }

  private static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / SECOND_NANOS;
  }
}

package dev.spinneret.engine.crawl.limit;

import org.jspecify.annotations.Nullable;

/// A limit on requests in flight that follows throughput: it looks for the knee of the load curve,
/// beyond which more requests in flight bring no more replies a second and only wait longer.
///
/// It compares replies that are near in time at different numbers in flight, see [Gain]: never with
/// the least latency seen, which spread and slow pages would make a trap, nor single replies.
///
/// ```
///            starts: +2 a reply on the web, fourfold while it pays on loopback
///                 ▼
///    ┌────────▶ HOLD ◀────────┐
///    │ no gain  │  │ pays     │ pays, or unknown
///    │          │  │ or       │
///    UP ◀───────┘  ▼ unknown  │
///  double         DOWN ────▶ BACK ────▶ half the limit, HOLD
///                 half   does      still does not pay
///                        not pay
/// ```
///
/// Trials at half the limit cost throughput, so they have a budget, a small share of all replies,
/// and become rare while their answer stays the same. Replies that were sent at numbers in between,
/// as by a queue that runs dry, are ignored. On the loop's thread; O(1) a reply outside of trials.
final class Knee {
  /// How a limit grows until its first comparison shows that more does not pay.
  enum Start {
    /// Not at all.
    STEADY,
    /// By two for each good reply, without a comparison: few in flight are no risk.
    QUICK,
    /// Fourfold, as long as it pays.
    FOURFOLD
  }

  private enum Phase {
    HOLD,
    DOWN,
    BACK,
    UP
  }

  private static final int QUICK_STEP = 2;
  private static final int FOURFOLD_STEP = 4;
  private static final int STEP = 2;

  /// Replies of which a limit counts as full: sent with more than this part of it in flight.
  private static final double FULL = 0.75;

  /// Replies of a trial before it may be judged; fewer do when it clearly pays.
  private static final int MIN = 6;

  private static final int EARLY = 3;

  /// The share of all replies that trials at half the limit may cost, and what they may cost first.
  private static final double TRIAL_SHARE = 0.02;

  private static final double TRIAL_CREDIT = 4.5;
  private static final double MIN_CREDIT = 4;

  /// A trial up that is not known to pay, nor known not to, needs this share to stay.
  private static final double PAYS_PROBABLY = 0.5;

  /// Confirming a cut: what is unknown after all samples is a cut below this share.
  private static final double PAYS_HARDLY = 0.2;

  /// Replies between trials; doubled from the first to the last while they find nothing new.
  private static final int FIRST_DOWN_AFTER = 16;

  private static final int DOWN_AFTER_DOUBT = 32;
  private static final int DOWN_AFTER_RAISE = 64;
  private static final int DOWN_AFTER_FAILED_RAISE = 16;
  private static final int MIN_DOWN_AFTER = 192;
  private static final int MAX_DOWN_AFTER = 768;
  private static final int UP_AFTER_CUT = 24;
  private static final int UP_AFTER_RAISE = 8;
  private static final int MIN_UP_AFTER = 64;
  private static final int MAX_UP_AFTER = 1_024;

  /// Replies after which a trial that does not fill its number in flight is given up, besides two
  /// for each in flight.
  private static final int PATIENCE = 64;

  private final int most;
  private int ceiling;
  private Start start;
  private Phase phase = Phase.HOLD;
  private int limit;
  private int limitNow;
  private long phaseAtNanos = Long.MIN_VALUE;
  private long sincePhase;
  private long replyCount;
  private double spent;
  private Samples held = new Samples();
  private Samples tried = new Samples();
  private Samples confirming = new Samples();
  private int triedCount;
  private long downAfter = FIRST_DOWN_AFTER;
  private long upAfter;
  private boolean foundLimit;

  /// Present where the limit starts fourfold.
  private final @Nullable FirstReplies firstReplies;

  /// Begins at a limit.
  ///
  /// @param first where to begin, 1 or more
  /// @param most where to end, 1 or more
  /// @param start how to grow at first
  Knee(int first, int most, Start start) {
    this.most = most;
    this.ceiling = most;
    this.limit = Math.min(first, most);
    this.limitNow = limit;
    this.start = start;
    this.firstReplies = start == Start.FOURFOLD ? new FirstReplies() : null;
  }

  /// The number of requests that may be in flight now, trials included.
  int limitNow() {
    return Math.min(limitNow, ceiling);
  }

  /// The number of requests in flight that was found to pay.
  int limit() {
    return Math.min(limit, ceiling);
  }

  /// Whether more in flight were tried, and did not pay.
  boolean hasFoundLimit() {
    return foundLimit && limit < most;
  }

  /// What the limit is at, in words.
  String reason() {
    return switch (phase) {
      case HOLD ->
          limit == most
              ? "the most"
              : hasFoundLimit() ? "more in flight bring nothing" : "more in flight are tried next";
      case DOWN -> "trying whether half does as well";
      case BACK -> "half did as well, trying again";
      case UP -> "trying whether more bring more";
    };
  }

  /// Sets how far the limit may grow from now on: a push-back lowers it, good replies raise it.
  ///
  /// @param newCeiling 1 or more
  /// @param nowNanos the loop's time
  void setCeiling(int newCeiling, long nowNanos) {
    if (newCeiling < ceiling) {
      start = Start.STEADY;
    }
    ceiling = Math.min(most, newCeiling);
    if (ceiling < limit) {
      limit = ceiling;
      held.clear();
      upAfter = 0;
      enter(Phase.HOLD, limit, nowNanos);
    }
  }

  /// Records a reply.
  ///
  /// @param inFlightCount how many requests were in flight when it was sent, itself included
  /// @param sentAtNanos when it was sent
  /// @param latencyNanos from the end of the request to the end of the reply
  /// @param nowNanos the loop's time
  void replied(int inFlightCount, long sentAtNanos, long latencyNanos, long nowNanos) {
    replyCount++;
    sincePhase++;
    if (start == Start.QUICK) {
      limit = Math.min(ceiling, limit + QUICK_STEP);
      limitNow = limit;
      if (limit == ceiling) {
        start = Start.STEADY;
      }
    }
    if (start == Start.FOURFOLD && firstReplies != null) {
      int paying = firstReplies.replied(inFlightCount, latencyNanos);
      if (paying < Integer.MAX_VALUE) {
        found(paying, nowNanos);
      }
    }
    boolean fresh = sentAtNanos >= phaseAtNanos;
    switch (phase) {
      case HOLD -> hold(inFlightCount, latencyNanos, nowNanos);
      case DOWN -> {
        if (fresh && inFlightCount <= half()) {
          tried(inFlightCount, latencyNanos);
        }
        judgeDown(nowNanos);
      }
      case BACK -> {
        if (fresh && inFlightCount > FULL * limit) {
          confirming.add(inFlightCount, latencyNanos);
        }
        judgeBack(nowNanos);
      }
      case UP -> {
        if (fresh && inFlightCount > FULL * limitNow) {
          tried(inFlightCount, latencyNanos);
        }
        judgeUp(nowNanos);
      }
    }
  }

  private void found(int paying, long nowNanos) {
    foundLimit = true;
    start = Start.STEADY;
    limit = Math.min(limit, paying);
    held.clear();
    upAfter = UP_AFTER_CUT;
    enter(Phase.HOLD, limit, nowNanos);
  }

  private int half() {
    return (limit + 1) / 2;
  }

  private void tried(int inFlightCount, long latencyNanos) {
    tried.add(inFlightCount, latencyNanos);
    triedCount++;
  }

  private void hold(int inFlightCount, long latencyNanos, long nowNanos) {
    if (inFlightCount > FULL * limit) {
      held.add(inFlightCount, latencyNanos);
    }
    if (held.size() < MIN + 2) {
      return;
    }
    if (limit < ceiling && sincePhase >= upAfter) {
      int step = start == Start.FOURFOLD ? FOURFOLD_STEP : STEP;
      beginTrial(Phase.UP, Math.min(most, limit * step), nowNanos);
    } else if (limit > 1
        && sincePhase >= downAfter
        && start == Start.STEADY
        && credit() > MIN_CREDIT) {
      beginTrial(Phase.DOWN, half(), nowNanos);
    }
  }

  private void judgeDown(long nowNanos) {
    if (tried.size() < EARLY) {
      return;
    }
    var gain = Gain.of(held, tried);
    if (gain.verdict() != Gain.Verdict.PAYS && tried.size() < MIN) {
      return;
    }
    double cost = triedCount * gain.share();
    switch (gain.verdict()) {
      case DOES_NOT_PAY -> {
        spent += cost;
        confirming.clear();
        enter(Phase.BACK, limit, nowNanos);
      }
      case PAYS -> {
        spent += cost;
        downAfter = Math.clamp(2 * downAfter, MIN_DOWN_AFTER, MAX_DOWN_AFTER);
        enter(Phase.HOLD, limit, nowNanos);
      }
      case UNKNOWN -> {
        if (cost > credit()) {
          spent += cost;
          downAfter = DOWN_AFTER_DOUBT;
          enter(Phase.HOLD, limit, nowNanos);
        }
      }
    }
  }

  private void judgeBack(long nowNanos) {
    if (confirming.size() < MIN) {
      if (sincePhase > PATIENCE + 2L * limit) {
        downAfter = DOWN_AFTER_DOUBT;
        enter(Phase.HOLD, limit, nowNanos);
      }
      return;
    }
    var gain = Gain.of(confirming, tried);
    boolean hardly = confirming.isFull() && gain.share() < PAYS_HARDLY;
    switch (gain.verdict()) {
      case DOES_NOT_PAY -> cut(nowNanos);
      case PAYS -> stay(nowNanos);
      case UNKNOWN -> {
        if (hardly) {
          cut(nowNanos);
        } else if (confirming.isFull()) {
          stay(nowNanos);
        }
      }
    }
  }

  private void cut(long nowNanos) {
    foundLimit = true;
    limit = half();
    keepTried();
    downAfter = 0;
    upAfter = UP_AFTER_CUT;
    enter(Phase.HOLD, limit, nowNanos);
  }

  private void stay(long nowNanos) {
    var confirmed = confirming;
    confirming = held;
    held = confirmed;
    downAfter = DOWN_AFTER_DOUBT;
    enter(Phase.HOLD, limit, nowNanos);
  }

  private void judgeUp(long nowNanos) {
    if (tried.size() >= MIN) {
      var gain = Gain.of(tried, held);
      boolean pays = gain.verdict() == Gain.Verdict.PAYS;
      boolean probably =
          gain.verdict() == Gain.Verdict.UNKNOWN && tried.isFull() && gain.share() > PAYS_PROBABLY;
      if (pays || probably) {
        foundLimit = false;
        limit = limitNow;
        keepTried();
        upAfter = start == Start.FOURFOLD ? 0 : UP_AFTER_RAISE;
        downAfter = DOWN_AFTER_RAISE;
        enter(Phase.HOLD, limit, nowNanos);
        return;
      }
      if (gain.verdict() == Gain.Verdict.UNKNOWN && !tried.isFull()) {
        return;
      }
    } else if (sincePhase <= PATIENCE + 2L * limitNow) {
      return;
    }
    foundLimit |= tried.size() >= MIN;
    start = Start.STEADY;
    upAfter = Math.clamp(2 * upAfter, MIN_UP_AFTER, MAX_UP_AFTER);
    downAfter = Math.min(downAfter, DOWN_AFTER_FAILED_RAISE);
    enter(Phase.HOLD, limit, nowNanos);
  }

  /// What was tried at another limit is the baseline of the next comparison.
  private void keepTried() {
    var kept = tried;
    tried = held;
    held = kept;
  }

  private double credit() {
    return TRIAL_CREDIT + TRIAL_SHARE * replyCount - spent;
  }

  private void beginTrial(Phase newPhase, int newLimit, long nowNanos) {
    tried.clear();
    triedCount = 0;
    enter(newPhase, newLimit, nowNanos);
  }

  private void enter(Phase newPhase, int newLimit, long nowNanos) {
    phase = newPhase;
    phaseAtNanos = nowNanos;
    sincePhase = 0;
    limitNow = newLimit;
  }
}

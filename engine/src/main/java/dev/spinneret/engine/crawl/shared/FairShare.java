package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.shared.RoundReply.Others;

/// How many domains with work a crawler may own: as many as the others, while one of them has too
/// little to do.
final class FairShare {
  /// The most domains with work that a crawler claims when nobody else needs them.
  static final int MAX_ACTIVE = 2_000;

  /// Claimed domains are read before the next round, which must not be late.
  private static final int CLAIMED_AT_ONCE = 500;

  /// How many domains others have is known as of their last rounds. A crawler that released more
  /// before they have had the next would give up what it needs itself.
  private static final long RELEASE_INTERVAL_NANOS = 1_000_000_000;

  /// A busy domain waits for its requests and for two rounds until another crawler requests from
  /// it: about three turns.
  private static final int HELD_TURNS = 4;

  private boolean hasReleased;
  private long releasedAtNanos;

  /// How many domains to claim in the next round.
  ///
  /// @param activeCount how many domains with open URLs this crawler owns
  int claimAtMost(Others others, int activeCount) {
    int most = others.isAnyIdle() ? share(others) : MAX_ACTIVE;
    return Math.clamp(most - activeCount, 0, CLAIMED_AT_ONCE);
  }

  /// Whether this crawler has less than its share.
  boolean isBelow(Others others, int activeCount) {
    return activeCount < Math.max(1, others.activeCount() / others.crawlerCount());
  }

  /// How many domains with open URLs to release now: none when this crawler has free slots, since
  /// then its URLs wait for their hosts.
  ///
  /// @param turns how many times over the waiting URLs fill this crawler's slots
  /// @param nowNanos by the lease's clock
  /// @return 0 or less for none
  int surplus(Others others, int activeCount, long turns, long nowNanos) {
    boolean isTooSoon = hasReleased && nowNanos - releasedAtNanos < RELEASE_INTERVAL_NANOS;
    return turns > 0 && others.isAnyIdle() && !isTooSoon ? activeCount - share(others) : 0;
  }

  /// Whether busy domains may be held until they can be released.
  ///
  /// @param turns as in [#surplus]
  /// @return false when their URLs would be requested sooner here
  static boolean mayHold(long turns) {
    return turns >= HELD_TURNS;
  }

  /// Records that domains were released.
  void released(long nowNanos) {
    hasReleased = true;
    releasedAtNanos = nowNanos;
  }

  private static int share(Others others) {
    return Math.ceilDiv(others.activeCount(), others.crawlerCount());
  }
}

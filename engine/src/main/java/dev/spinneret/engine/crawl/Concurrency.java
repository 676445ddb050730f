package dev.spinneret.engine.crawl;

/// How many fetches may be in flight, all hosts together: what was asked for, or less while this
/// machine lacks what a fetch needs.
final class Concurrency {
  private static final int REPLIES_TO_ONE_MORE = 64;

  private final int most;
  private int limit;
  private int goodCount;
  private long cutAtNanos = Long.MIN_VALUE;

  Concurrency(int most) {
    this.most = most;
    this.limit = most;
  }

  /// How many fetches may be in flight now; 1 or more.
  int limit() {
    return limit;
  }

  /// Whether there are as few as can be, and still too many.
  boolean isAtLeast() {
    return limit == 1;
  }

  /// Records that a fetch lacked something of this machine. Fetches that were sent before the last
  /// cut count with it.
  ///
  /// @param sentAtNanos when the fetch began
  /// @param inFlightCount how many were in flight, itself included
  /// @param nowNanos the loop's time
  void lacked(long sentAtNanos, int inFlightCount, long nowNanos) {
    if (sentAtNanos >= cutAtNanos) {
      limit = Math.max(1, Math.min(limit, inFlightCount) * 3 / 4);
      goodCount = 0;
      cutAtNanos = nowNanos;
    }
  }

  /// Records a fetch that lacked nothing.
  void fetched() {
    if (limit < most && ++goodCount == REPLIES_TO_ONE_MORE) {
      goodCount = 0;
      limit++;
    }
  }
}

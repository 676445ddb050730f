package dev.spinneret.engine.crawl.limit;

/// How many fetches may be in flight, all hosts together: the configured number, or fewer while
/// this machine lacks what a fetch needs.
public final class Concurrency {
  private static final int REPLIES_TO_ONE_MORE = 64;

  private final int most;
  private int limit;
  private int goodCount;
  private long cutAtNanos = Long.MIN_VALUE;

  /// Begins with the configured number.
  ///
  /// @param most the configured number; 1 or more
  public Concurrency(int most) {
    this.most = most;
    this.limit = most;
  }

  /// How many fetches may be in flight now.
  ///
  /// @return 1 or more
  public int limit() {
    return limit;
  }

  /// Whether the limit cannot fall any further.
  ///
  /// @return true at one fetch
  public boolean isAtLeast() {
    return limit == 1;
  }

  /// Records that a fetch lacked something of this machine. Fetches that were sent before the last
  /// cut count with it.
  ///
  /// @param sentAtNanos when the fetch began
  /// @param inFlightCount how many were in flight, itself included
  /// @param nowNanos the loop's time
  public void lacked(long sentAtNanos, int inFlightCount, long nowNanos) {
    if (sentAtNanos >= cutAtNanos) {
      limit = Math.max(1, Math.min(limit, inFlightCount) * 3 / 4);
      goodCount = 0;
      cutAtNanos = nowNanos;
    }
  }

  /// Records a fetch that lacked nothing.
  public void fetched() {
    if (limit < most && ++goodCount == REPLIES_TO_ONE_MORE) {
      goodCount = 0;
      limit++;
    }
  }
}

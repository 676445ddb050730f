package dev.spinneret.engine.crawl;

/// A concurrency limit that rises while latency is flat and halves when it is not: additive
/// increase, multiplicative decrease.
///
/// Each good reply adds 1/limit, so about one more after a whole round. A reply that takes three
/// times the least latency seen, or a push-back, halves the limit, at most once for each latency,
/// so that the replies already on their way are not counted again. The least latency forgets
/// slowly, so that a host that has become slower for good is not held down for ever.
final class Aimd {
  private static final double SLOW = 3;
  private static final double FLAT = 1.5;
  private static final double FORGET = 1.002;
  private static final long NOISE_NANOS = 10_000_000;

  private final double most;
  private double limit;
  private double leastNanos = Double.MAX_VALUE;
  private long nextCutNanos = Long.MIN_VALUE;

  /// Starts at a limit.
  ///
  /// @param start where to start, 1 or more
  /// @param most where to end
  Aimd(int start, int most) {
    this.limit = Math.min(start, most);
    this.most = most;
  }

  /// Notes a reply.
  ///
  /// @param latencyNanos how long its first byte took
  /// @param nowNanos the loop's time
  void replied(long latencyNanos, long nowNanos) {
    leastNanos = Math.min((double) latencyNanos, leastNanos * FORGET);
    if (latencyNanos > SLOW * leastNanos + NOISE_NANOS) {
      cut(latencyNanos, nowNanos);
    } else if (latencyNanos <= FLAT * leastNanos + NOISE_NANOS) {
      limit = Math.min(most, limit + 1 / limit);
    }
  }

  /// Notes that the host asked for less, or did not answer.
  ///
  /// @param nowNanos the loop's time
  void pushedBack(long nowNanos) {
    cut(leastNanos == Double.MAX_VALUE ? NOISE_NANOS : (long) leastNanos, nowNanos);
  }

  /// The limit now.
  ///
  /// @return 1 or more
  int limit() {
    return (int) limit;
  }

  private void cut(long latencyNanos, long nowNanos) {
    if (nowNanos >= nextCutNanos) {
      limit = Math.max(1, limit / 2);
      nextCutNanos = nowNanos + latencyNanos;
    }
  }
}

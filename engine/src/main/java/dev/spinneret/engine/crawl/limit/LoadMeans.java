package dev.spinneret.engine.crawl.limit;

import java.util.Arrays;

/// Mean latencies of a host by how many requests were in flight: one for each power of two, which
/// forgets.
final class LoadMeans {
  private final int remembered;

  /// Up to the highest level that there was.
  private double[] nanos = {};

  private int[] counts = {};

  /// @param remembered about how many replies a mean is taken over
  LoadMeans(int remembered) {
    this.remembered = remembered;
  }

  /// Adds a latency.
  ///
  /// @param inFlightCount requests in flight when it was sent, itself included; at least 1
  /// @param latencyNanos how long the reply took
  /// @return its level: the logarithm of the number in flight
  int add(int inFlightCount, long latencyNanos) {
    int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(inFlightCount);
    if (level >= counts.length) {
      nanos = Arrays.copyOf(nanos, level + 1);
      counts = Arrays.copyOf(counts, level + 1);
    }
    counts[level] = Math.min(remembered, counts[level] + 1);
    nanos[level] += (latencyNanos - nanos[level]) / counts[level];
    return level;
  }

  /// How many replies a mean is taken over.
  int count(int level) {
    return level < counts.length ? counts[level] : 0;
  }

  /// The mean of a level; 0 without replies.
  double nanos(int level) {
    return level < nanos.length ? nanos[level] : 0;
  }
}

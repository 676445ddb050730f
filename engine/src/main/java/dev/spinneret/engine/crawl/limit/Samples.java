package dev.spinneret.engine.crawl.limit;

import java.util.Arrays;

/// The latest replies of one kind: how long each took, and how many requests were in flight when it
/// was requested. At most [#KEPT]; older ones are overwritten. Most hosts of a broad crawl send few
/// replies, so memory grows with them.
final class Samples {
  /// How many replies are kept.
  static final int KEPT = 32;

  private static final double[] NONE = {};
  private static final int FIRST_COUNT = 4;

  private double[] inFlightLogs = NONE;
  private double[] seconds = NONE;
  private int size;
  private int next;

  void add(int inFlightCount, long latencyNanos) {
    if (next == seconds.length) {
      var count = Math.max(FIRST_COUNT, 2 * next); // powers of two, up to KEPT
      inFlightLogs = Arrays.copyOf(inFlightLogs, count);
      seconds = Arrays.copyOf(seconds, count);
    }
    inFlightLogs[next] = Math.log(inFlightCount);
    seconds[next] = Math.max(1, latencyNanos) / 1e9;
    next = (next + 1) % KEPT;
    size = Math.min(KEPT, size + 1);
  }

  void clear() {
    size = 0;
    next = 0;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == KEPT;
  }

  /// Mean of the logarithms of the numbers in flight.
  double meanInFlightLog() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += inFlightLogs[i];
    }
    return sum / size;
  }

  /// Mean latency in seconds, where none counts as more than `cap`.
  double meanSeconds(double cap) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.min(cap, seconds[i]);
    }
    return sum / size;
  }

  /// Sum of the squares of the relative deviations from `mean`.
  double relativeSquares(double cap, double mean) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double deviation = Math.min(cap, seconds[i]) / mean - 1;
      sum += deviation * deviation;
    }
    return sum;
  }

  /// The upper quartile of the latencies of both, in seconds.
  static double upperQuartile(Samples a, Samples b) {
    var all = Arrays.copyOf(a.seconds, a.size + b.size);
    System.arraycopy(b.seconds, 0, all, a.size, b.size);
    Arrays.sort(all);
    return all[(int) (0.75 * all.length)];
  }
}

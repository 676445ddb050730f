package dev.spinneret.engine.crawl;

/// How long a host took to reply, by how many requests were in flight: what of a latency was the
/// host's, and what was waiting for the others that we had sent.
///
/// A mean for each power of two in flight, which forgets: what is old counts half after
/// [#REMEMBERED] replies.
final class LoadCurve {
  private static final int REMEMBERED = 64;
  private static final int LEAST = 4;

  private final double[] meanNanos = new double[Integer.SIZE];
  private final int[] counts = new int[Integer.SIZE];
  private int lowest = Integer.SIZE;

  /// Takes in a latency.
  ///
  /// @param inFlightCount requests in flight when it was sent, itself included
  /// @param latencyNanos how long the reply took
  /// @return how long it would have taken alone, as far as is known; at most `latencyNanos`
  long unloadedNanos(int inFlightCount, long latencyNanos) {
    int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(inFlightCount);
    int count = Math.min(REMEMBERED, counts[level] + 1);
    counts[level] = count;
    meanNanos[level] += (latencyNanos - meanNanos[level]) / count;
    if (count == LEAST) {
      lowest = Math.min(lowest, level);
    }
    if (lowest >= level || meanNanos[level] <= meanNanos[lowest]) {
      return latencyNanos;
    }
    return (long) (latencyNanos * (meanNanos[lowest] / meanNanos[level]));
  }
}

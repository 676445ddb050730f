package dev.spinneret.engine.crawl.limit;

/// How long a host took to reply, by how many requests were in flight: what of a latency was the
/// host's, and what was waiting for the others that we had sent.
///
/// A mean for each power of two in flight, which forgets: what is old counts half after
/// [#REMEMBERED] replies.
public final class LoadCurve {
  private static final int REMEMBERED = 64;
  private static final int MIN = 4;

  private final LoadMeans means = new LoadMeans(REMEMBERED);
  private int lowest = Integer.SIZE;

  /// Creates a curve without replies.
  public LoadCurve() {}

  /// Adds a latency.
  ///
  /// @param inFlightCount requests in flight when it was sent, itself included
  /// @param latencyNanos how long the reply took
  /// @return how long it would have taken alone, as far as is known; at most `latencyNanos`
  public long unloadedNanos(int inFlightCount, long latencyNanos) {
    int level = means.add(inFlightCount, latencyNanos);
    if (means.count(level) == MIN) {
      lowest = Math.min(lowest, level);
    }
    if (lowest >= level || means.nanos(level) <= means.nanos(lowest)) {
      return latencyNanos;
    }
    return (long) (latencyNanos * (means.nanos(lowest) / means.nanos(level)));
  }
}

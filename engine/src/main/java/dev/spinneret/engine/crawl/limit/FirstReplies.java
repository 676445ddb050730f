package dev.spinneret.engine.crawl.limit;

/// The first replies of a host that gets many requests at once: mean latencies by powers of two in
/// flight.
///
/// Where a busy host answers one after the other, the first volley shows it, and a quick start
/// would only make its pages wait. Whatever the numbers in flight are, each reply counts.
final class FirstReplies {
  /// If the latency grows by more than this, twice as many in flight gain less than [Gain] demands.
  private static final double LEVEL_GROWTH = Math.pow(2, 0.6);

  /// The mean of a level forgets what is older than that: the first replies met cold code.
  private static final int LEVEL_REPLIES = 8;

  /// First replies are not significant for fewer than eight in flight.
  private static final int MIN_LEVEL = 2;

  private static final int MIN_LIMIT = 2 << MIN_LEVEL;

  /// Replies of a level before it may be judged; fewer do for the one that it is compared with.
  private static final int MIN_COUNT = 6;

  private static final int MIN_LOWER_COUNT = 3;

  private final LoadMeans means = new LoadMeans(LEVEL_REPLIES);
  private int highest;

  /// Records a reply.
  ///
  /// @param inFlightCount how many requests were in flight when it was sent, itself included
  /// @param latencyNanos how long it took
  /// @return the number in flight above which more do not pay; [Integer#MAX_VALUE] while none is
  ///   known
  int replied(int inFlightCount, long latencyNanos) {
    highest = Math.max(highest, means.add(inFlightCount, latencyNanos));
    int paying = highest;
    while (paying > MIN_LEVEL && paysNothing(paying)) {
      paying--;
    }
    return paying < highest ? Math.max(MIN_LIMIT, 1 << paying) : Integer.MAX_VALUE;
  }

  /// Whether replies at a level took so much longer than at a lower one that the rate hardly grew.
  private boolean paysNothing(int level) {
    if (means.count(level) >= MIN_COUNT) {
      double maxNanos = means.nanos(level);
      for (int lower = level - 1; lower >= MIN_LEVEL; lower--) {
        maxNanos /= LEVEL_GROWTH;
        if (means.count(lower) >= MIN_LOWER_COUNT && means.nanos(lower) < maxNanos) {
          return true;
        }
      }
    }
    return false;
  }
}

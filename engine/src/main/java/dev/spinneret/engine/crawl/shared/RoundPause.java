package dev.spinneret.engine.crawl.shared;

import java.time.Duration;

/// How long a crawler waits from one round to the next.
///
/// A second while it has enough work, and a fifth of that while another has too little, since what
/// it finds for others reaches them with its rounds. While it has too little itself, its rounds
/// follow each other soon, and less soon each time that nothing is new: at the beginning of a
/// crawl, every step from one crawler to another waits for two rounds.
final class RoundPause {
  private static final long LONGEST_NANOS = 1_000_000_000;
  private static final long GENEROUS_NANOS = 200_000_000;
  private static final long SHORTEST_NANOS = 50_000_000;

  /// Each pause without anything new is longer by this part: ten seconds to the longest one.
  private static final int GROWTH = 8;

  private long nanos = SHORTEST_NANOS;

  Duration duration() {
    return Duration.ofNanos(nanos);
  }

  /// Makes the next pause as short as possible.
  void shorten() {
    nanos = SHORTEST_NANOS;
  }

  /// Adapts the pause to the reply to a round.
  ///
  /// @param isBusy whether enough URLs wait
  /// @param isNew whether the reply brought URLs
  /// @param isAnyIdle whether another crawler has too little work
  void update(boolean isBusy, boolean isNew, boolean isAnyIdle) {
    if (isBusy) {
      nanos = isAnyIdle ? GENEROUS_NANOS : LONGEST_NANOS;
    } else if (isNew) {
      shorten();
    } else {
      nanos = Math.min(LONGEST_NANOS, nanos + nanos / GROWTH);
    }
  }
}

package dev.spinneret.engine.crawl.shared;

import java.time.Duration;

/// How long a crawler waits from one round to the next: a second while it has enough work. While it
/// has too little, its rounds follow each other sooner, and less soon each time that nothing is
/// new.
final class RoundPause {
  private static final long LONGEST_NANOS = 1_000_000_000;
  private static final long SHORTEST_NANOS = 50_000_000;

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
  void update(boolean isBusy, boolean isNew) {
    if (isBusy) {
      nanos = LONGEST_NANOS;
    } else if (isNew) {
      shorten();
    } else {
      nanos = Math.min(LONGEST_NANOS, 2 * nanos);
    }
  }
}

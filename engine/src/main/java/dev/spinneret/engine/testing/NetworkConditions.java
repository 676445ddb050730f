package dev.spinneret.engine.testing;

import java.time.Duration;

/// How a [MemoryNetwork] treats what is sent over it.
///
/// @param minDelay how long a segment takes at least
/// @param maxDelay how long a segment takes at most; later ones never overtake earlier ones
/// @param refusedShare the share of connects that are refused, from 0 to 1
/// @param lostShare the share of segments, connects among them, after which their direction is
///   silent for ever: the peer's deadline has to end it
/// @param resetShare the share of segments that reset their connection instead
/// @param windowBytes how many bytes one direction holds that the peer has not read
/// @param maxSegmentBytes into how large segments bytes are cut, at random places
public record NetworkConditions(
    Duration minDelay,
    Duration maxDelay,
    double refusedShare,
    double lostShare,
    double resetShare,
    int windowBytes,
    int maxSegmentBytes) {

  /// A millisecond each way, and nothing goes wrong.
  public static final NetworkConditions CALM =
      new NetworkConditions(Duration.ofMillis(1), Duration.ofMillis(1), 0, 0, 0, 64 * 1024, 16_384);

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException for a delay below 0 or out of order, a share that is not from
  ///   0 to 1, or a size below 1
  public NetworkConditions {
    if (minDelay.isNegative() || maxDelay.compareTo(minDelay) < 0) {
      throw new IllegalArgumentException(
          "delays from " + minDelay + " to " + maxDelay + ": 0 <= min <= max is allowed");
    }
    checkShare("refused", refusedShare);
    checkShare("lost", lostShare);
    checkShare("reset", resetShare);
    if (windowBytes < 1 || maxSegmentBytes < 1) {
      throw new IllegalArgumentException(
          "window " + windowBytes + ", segment " + maxSegmentBytes + ": 1 or more is allowed");
    }
  }

  private static void checkShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a share of " + share + " " + what + ": 0 to 1 is allowed");
    }
  }

  /// The same with other delays.
  ///
  /// @param min how long a segment takes at least
  /// @param max how long a segment takes at most
  /// @return a copy
  public NetworkConditions withDelays(Duration min, Duration max) {
    return new NetworkConditions(
        min, max, refusedShare, lostShare, resetShare, windowBytes, maxSegmentBytes);
  }

  /// The same with other mishaps.
  ///
  /// @param refused the share of connects that are refused
  /// @param lost the share of segments after which there is silence
  /// @param reset the share of segments that reset their connection
  /// @return a copy
  public NetworkConditions withMishaps(double refused, double lost, double reset) {
    return new NetworkConditions(
        minDelay, maxDelay, refused, lost, reset, windowBytes, maxSegmentBytes);
  }

  /// The same with other sizes.
  ///
  /// @param window how many bytes one direction holds
  /// @param maxSegment the largest segment in bytes
  /// @return a copy
  public NetworkConditions withSizes(int window, int maxSegment) {
    return new NetworkConditions(
        minDelay, maxDelay, refusedShare, lostShare, resetShare, window, maxSegment);
  }
}

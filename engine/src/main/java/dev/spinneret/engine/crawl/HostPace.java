package dev.spinneret.engine.crawl;

import java.time.Duration;

/// How politeness held one host back.
///
/// @param host the host queue: its origin
/// @param asked how often it was asked, robots.txt included
/// @param fetching sum of the times of its fetches
/// @param delay from one request to the next; zero for none
/// @param delayFromRobots whether its robots.txt asks for the delay
/// @param meanLimit mean over its fetches of how many were allowed at the same time
/// @param mostLimit the largest such limit
/// @param adaptive whether the limit follows the host's latency
/// @param pushedBack how long it asked to be left alone (Retry-After)
public record HostPace(
    String host,
    long asked,
    Duration fetching,
    Duration delay,
    boolean delayFromRobots,
    double meanLimit,
    int mostLimit,
    boolean adaptive,
    Duration pushedBack) {

  /// What its delay alone takes.
  ///
  /// @return from the first request to the last
  public Duration delayed() {
    long count = Math.max(0, asked - 1);
    // The JDK's own multiplication begins by computing powers of ten for 20 ms.
    return Duration.ofSeconds(delay.getSeconds() * count, delay.getNano() * count);
  }

  /// What its limit alone takes, on average.
  ///
  /// @return all its fetches, shared out among those allowed at the same time
  public Duration limited() {
    return meanLimit == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (fetching.toNanos() / meanLimit));
  }

  /// The longest that one of its limits takes.
  ///
  /// @return a time
  Duration heldBack() {
    var longest = delayed().compareTo(limited()) > 0 ? delayed() : limited();
    return pushedBack.compareTo(longest) > 0 ? pushedBack : longest;
  }
}

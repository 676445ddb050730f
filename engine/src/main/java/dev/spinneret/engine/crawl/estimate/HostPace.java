package dev.spinneret.engine.crawl.estimate;

import java.time.Duration;
import java.util.List;

/// How politeness held one host back.
///
/// @param host the host queue: its origin
/// @param asked how often it was asked, robots.txt included
/// @param fetching sum of the times of its fetches
/// @param unloaded sum of the times that its fetches would have taken one by one, as far as is
///   known: without waiting for each other
/// @param delay from one request to the next; zero for none
/// @param delayFromRobots whether its robots.txt asks for the delay
/// @param delayFromRate whether the delay is the interval of a limit on the rate
/// @param meanLimit mean over its fetches of how many were allowed at the same time
/// @param mostLimit the largest such limit
/// @param adaptive whether the limit follows the host's throughput
/// @param saturated whether the limit was found to be where more in flight bring nothing
/// @param pushedBack how long it was not asked because it had refused (429, 503)
/// @param retryAfter whether its refusals said for how long
public record HostPace(
    String host,
    long asked,
    Duration fetching,
    Duration unloaded,
    Duration delay,
    boolean delayFromRobots,
    boolean delayFromRate,
    double meanLimit,
    int mostLimit,
    boolean adaptive,
    boolean saturated,
    Duration pushedBack,
    boolean retryAfter) {

  /// What its delay alone takes.
  ///
  /// @return from the first request to the last
  public Duration delayed() {
    long count = Math.max(0, asked - 1);
    // The JDK's own multiplication begins by computing powers of ten for 20 ms.
    return Duration.ofSeconds(delay.getSeconds() * count, delay.getNano() * count);
  }

  /// What its limit alone takes, on average, at the latency that the host has when nothing waits
  /// for anything else.
  ///
  /// @return all its fetches, shared out among those allowed at the same time
  public Duration limited() {
    return shared(unloaded);
  }

  /// What its own capacity takes where more in flight bring nothing; zero where they may.
  ///
  /// @return all its fetches as long as they took, shared out among those allowed at the same time
  public Duration busy() {
    return saturated ? shared(fetching) : Duration.ZERO;
  }

  private Duration shared(Duration sum) {
    return meanLimit == 0 ? Duration.ZERO : Duration.ofNanos((long) (sum.toNanos() / meanLimit));
  }

  /// The longest that one of its limits takes.
  ///
  /// @return a time
  public Duration heldBack() {
    return List.of(delayed(), limited(), busy(), pushedBack).stream()
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

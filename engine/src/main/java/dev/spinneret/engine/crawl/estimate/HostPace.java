package dev.spinneret.engine.crawl.estimate;

import java.time.Duration;
import java.util.List;

/// How politeness slowed one host down.
///
/// @param host the host queue: its origin
/// @param requestCount how many requests it got, robots.txt included
/// @param fetching sum of the times of its fetches
/// @param unloaded sum of the times that its fetches would have taken one by one, as far as is
///   known: without waiting for each other
/// @param delay the time from one request to the next
/// @param limit how many requests were in flight
/// @param pushBack how its refusals slowed it down
public record HostPace(
    String host,
    long requestCount,
    Duration fetching,
    Duration unloaded,
    Delay delay,
    Limit limit,
    PushBack pushBack) {

  /// The time from one request to the next.
  ///
  /// @param time zero for none
  /// @param fromRobots whether the host's robots.txt demands it
  /// @param fromRate whether it is the interval of a limit on the rate
  public record Delay(Duration time, boolean fromRobots, boolean fromRate) {}

  /// How many requests were allowed in flight at the same time.
  ///
  /// @param mean the mean over its fetches
  /// @param most the largest limit
  /// @param adaptive whether the limit follows the host's throughput
  /// @param saturated whether it was found to be where more in flight bring nothing
  public record Limit(double mean, int most, boolean adaptive, boolean saturated) {}

  /// How refusals (429, 503) slowed a host down.
  ///
  /// @param time how long it got no requests
  /// @param retryAfter whether its refusals gave a time
  public record PushBack(Duration time, boolean retryAfter) {}

  /// What its delay alone takes.
  ///
  /// @return from the first request to the last
  public Duration delayed() {
    long count = Math.max(0, requestCount - 1);
    // The JDK's own multiplication begins by computing powers of ten for 20 ms.
    var each = delay.time();
    return Duration.ofSeconds(each.getSeconds() * count, each.getNano() * count);
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
    return limit.saturated() ? shared(fetching) : Duration.ZERO;
  }

  private Duration shared(Duration sum) {
    return limit.mean() == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (sum.toNanos() / limit.mean()));
  }

  /// The longest time that one of its limits takes.
  ///
  /// @return a time
  public Duration heldBack() {
    return List.of(delayed(), limited(), busy(), pushBack.time()).stream()
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

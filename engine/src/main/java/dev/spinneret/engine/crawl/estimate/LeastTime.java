package dev.spinneret.engine.crawl.estimate;

import java.time.Duration;
import java.util.List;

/// What no crawl of the same pages could have been faster than, with the latencies that this one
/// would have met if its requests had not waited for each other: the longest chain of fetches of
/// which each needs the one before, all fetches shared out among those that may be in flight, and
/// each host's pace.
///
/// @param criticalPath length of the longest chain, along the links by which pages were found
/// @param stepCount fetches of the chain
/// @param steps the chain in order; a long one without its middle
/// @param work sum of the times of all fetches
/// @param hosts the hosts that were slowed down most, in descending order
public record LeastTime(
    Duration criticalPath, int stepCount, List<Step> steps, Duration work, List<HostPace> hosts) {
  /// Copies the lists.
  public LeastTime {
    steps = List.copyOf(steps);
    hosts = List.copyOf(hosts);
  }

  /// One fetch of the chain.
  ///
  /// @param href what was fetched
  /// @param known when it could be known at the earliest, after the crawl's start
  /// @param fetch how long it took
  public record Step(String href, Duration known, Duration fetch) {}
}

package dev.spinneret.cli.output;

import dev.spinneret.engine.crawl.CrawlSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A time that no crawl of the same pages could have been faster than, and why. The crawl's own
/// latencies are taken as given, the time that they waited for the CPU included.
///
/// @param what in words, such as "the longest chain of links"
/// @param time the least time possible
public record Bound(String what, Duration time) {

  /// The strongest bound of a crawl.
  static Bound of(CrawlSummary summary, RunFacts facts) {
    return all(summary, facts).stream().max(Comparator.comparing(Bound::time)).orElseThrow();
  }

  private static List<Bound> all(CrawlSummary summary, RunFacts facts) {
    var least = summary.leastTime();
    var bounds = new ArrayList<Bound>();
    bounds.add(new Bound("the longest chain of links", least.criticalPath()));
    bounds.add(
        new Bound(
            "%,d fetches in flight".formatted(facts.concurrency()),
            Duration.ofNanos(least.work().toNanos() / facts.concurrency())));
    for (var host : least.hosts()) {
      bounds.add(new Bound("the delay of host " + host.host(), host.delayed()));
      bounds.add(
          new Bound(
              "%,d fetches in flight at host %s".formatted(host.mostLimit(), host.host()),
              Duration.ofNanos(host.fetching().toNanos() / host.mostLimit())));
    }
    return bounds;
  }
}

package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Supplier;

/// A time that no crawl of the same pages could have been faster than, and why. Latencies are taken
/// as they would have been without waiting for each other, as far as that is known.
///
/// @param what in words, such as "the longest chain of links"
/// @param time the least time possible
public record Bound(String what, Duration time) {

  /// The strongest bound of a crawl.
  static Bound of(CrawlSummary summary, RunFacts facts) {
    var least = summary.leastTime();
    var concurrency = facts.concurrency();
    var all = new ArrayList<Cause>();
    all.add(new Cause(() -> "the longest chain of links", least.criticalPath()));
    all.add(
        new Cause(
            () -> inFlight(concurrency), Duration.ofNanos(least.work().toNanos() / concurrency)));
    for (var host : least.hosts()) {
      all.add(new Cause(() -> "the delay of host " + host.host(), host.delayed()));
      all.add(
          new Cause(
              () -> inFlight(host.limit().most()) + " at host " + host.host(),
              Duration.ofNanos(host.unloaded().toNanos() / host.limit().most())));
    }
    var strongest = all.getFirst();
    for (var cause : all) {
      if (cause.time.compareTo(strongest.time) > 0) {
        strongest = cause;
      }
    }
    return new Bound(strongest.words.get(), strongest.time);
  }

  /// What may set the least time; only what does gets its words.
  private record Cause(Supplier<String> words, Duration time) {}

  private static String inFlight(int most) {
    return String.format(Locale.ROOT, "%,d fetches in flight", most);
  }
}

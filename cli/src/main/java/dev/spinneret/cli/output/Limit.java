package dev.spinneret.cli.output;

import dev.spinneret.engine.crawl.CrawlSummary;
import java.util.Comparator;

/// What kept a crawl from being faster.
///
/// @param what in words, such as "politeness of host 127.0.0.1:8080"
/// @param share how much of the run it explains, from 0 to 1
public record Limit(String what, double share) {
  /// From this share on, a cause is named.
  private static final double TELLING = 0.7;

  /// Finds the limit, from the hardest to the softest: a delay that a host was promised; the one
  /// core that the loop has; the number of fetches in flight, of one host or of all; and when none
  /// of these was reached, waiting for links to be found: latency.
  ///
  /// By Little's law the sum of all fetches' times, divided by the length of the run, is the mean
  /// number of fetches in flight.
  static Limit of(CrawlSummary summary, CrawlStatistics statistics, RunFacts facts) {
    var seconds = Math.max(1e-9, summary.elapsed().toNanos() / 1e9);
    var busiest =
        statistics.hosts().stream().max(Comparator.comparingLong(HostTimes::count)).orElse(null);
    if (busiest == null) {
      return new Limit("nothing was fetched", 0);
    }
    var delayed = busiest.count() * (facts.delay().toNanos() / 1e9) / seconds;
    if (delayed >= TELLING) {
      return new Limit("politeness of host " + busiest.name() + " (--delay)", cut(delayed));
    }
    var cpuSeconds = facts.usage().cpu().toNanos() / 1e9;
    var cpu = cpuSeconds / seconds;
    if (cpu >= TELLING) {
      var parse = statistics.times().parseNanos() / 1e9 / cpuSeconds;
      return new Limit("CPU (parse %.0f %% of it)".formatted(100 * cut(parse)), cut(cpu));
    }
    var inFlight = statistics.times().wholeNanos() / 1e9 / seconds;
    if (facts.perHost() > 0) {
      var atHost = busiest.nanos() / 1e9 / seconds / facts.perHost();
      if (atHost >= TELLING) {
        return new Limit("politeness of host " + busiest.name() + " (--per-host)", cut(atHost));
      }
    }
    var used = inFlight / facts.concurrency();
    if (used >= TELLING) {
      return new Limit("concurrency (--concurrency %d)".formatted(facts.concurrency()), cut(used));
    }
    return new Limit("latency", cut(1 - cpu));
  }

  private static double cut(double share) {
    return Math.max(0, Math.min(1, share));
  }
}

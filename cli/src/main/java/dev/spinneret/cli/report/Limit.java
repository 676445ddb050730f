package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.estimate.HostPace;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Supplier;

/// What kept a crawl from being faster.
///
/// @param what in words, such as "politeness of host http://127.0.0.1:8080 (--delay)"
/// @param share how much of the run it explains, from 0 to 1
public record Limit(String what, double share) {
  /// From this share on, a cause is named.
  private static final double NAMED_FROM = 0.7;

  /// Causes that explain nearly as much as the strongest: the first of them is named.
  private static final double AS_STRONG = 0.9;

  /// Finds the limit whose removal would help most, which is the one that explains most of the run:
  /// the pace that a host requires or that was typed; an output that could not keep up; the one
  /// core that the loop has; the number of fetches in flight at one host, what a host can do at
  /// all, or the number in flight at all hosts. When none of these was reached, it is the budget
  /// where that ended the crawl, and else latency: waiting for links to be found.
  ///
  /// By Little's law the sum of all fetches' times, divided by the length of the run, is the mean
  /// number of fetches in flight. Limits are weighed with the times that fetches take when they
  /// need not wait for each other: a limit that holds back only what would wait elsewhere is none.
  static Limit of(CrawlSummary summary, CrawlStatistics statistics, RunFacts facts) {
    var seconds = Math.max(1e-9, seconds(summary.elapsed()));
    var least = summary.leastTime();
    if (least.work().isZero()
        && least.hosts().stream().allMatch(host -> host.requestCount() == 0)) {
      return new Limit("nothing was fetched", 0);
    }
    var cpuSeconds = seconds(facts.crawlCpu());
    var causes = new ArrayList<Cause>();
    for (var host : least.hosts()) {
      causes.add(new Cause(() -> delayWords(host), seconds(host.delayed()) / seconds));
      causes.add(
          new Cause(
              () ->
                  words(
                      host, host.pushBack().retryAfter() ? "Retry-After" : "push-back, 429 or 503"),
              seconds(host.pushBack().time()) / seconds));
    }
    double perSecond = facts.rates().perSecond();
    if (perSecond > 0) {
      double share = summary.requests().count() / perSecond / seconds;
      causes.add(new Cause(() -> "--rate " + rate(perSecond), share));
    }
    var bandwidth = facts.bandwidth();
    if (bandwidth != null) {
      double share = (double) bandwidth.receivedBytes() / bandwidth.bytesPerSecond() / seconds;
      causes.add(new Cause(() -> "--limit-rate " + bandwidth.bytesPerSecond(), share));
    }
    causes.add(new Cause(() -> "output", seconds(facts.outputWait()) / seconds));
    causes.add(
        new Cause(
            () -> cpuWords(cpuSeconds, statistics.times().parseNanos() / 1e9),
            cpuSeconds / seconds));
    for (var host : least.hosts()) {
      // A limit that the crawl's own concurrency sets is not the host's.
      if (host.limit().most() < facts.concurrency()) {
        causes.add(new Cause(() -> limitWords(host), seconds(host.limited()) / seconds));
      }
      causes.add(new Cause(() -> capacityWords(host), seconds(host.busy()) / seconds));
    }
    causes.add(
        new Cause(
            () -> "concurrency (--concurrency " + facts.concurrency() + ")",
            seconds(least.work()) / seconds / facts.concurrency()));
    var most = causes.stream().mapToDouble(Cause::ofRun).max().orElse(0);
    return causes.stream()
        .filter(cause -> cause.ofRun() >= Math.max(NAMED_FROM, AS_STRONG * most))
        .findFirst()
        .orElseGet(() -> rest(summary.endedBy(), cpuSeconds / seconds))
        .limit();
  }

  /// What may be the limit; only what is gets its words.
  private record Cause(Supplier<String> words, double share) {
    double ofRun() {
      return Math.max(0, Math.min(1, share));
    }

    Limit limit() {
      return new Limit(words.get(), ofRun());
    }
  }

  private static String cpuWords(double cpuSeconds, double parseSeconds) {
    var parse = cpuSeconds == 0 ? 0 : Math.min(1, parseSeconds / cpuSeconds);
    var percent = Math.round(100 * parse);
    return parse >= 0.5
        ? "CPU of parsing (" + percent + " % of all CPU)"
        : "CPU (parse " + percent + " % of it)";
  }

  private static Cause rest(EndedBy endedBy, double cpu) {
    return switch (endedBy) {
      case PAGES -> new Cause(() -> "budget (pages)", 1);
      case BYTES -> new Cause(() -> "budget (bytes)", 1);
      case TIME -> new Cause(() -> "budget (time)", 1);
      case DONE, STOPPED, ABORTED -> new Cause(() -> "latency", 1 - cpu);
    };
  }

  private static String delayWords(HostPace host) {
    return words(
        host,
        host.delay().fromRobots()
            ? "Crawl-delay %s".formatted(text(host.delay().time()))
            : host.delay().fromRate()
                ? "--host-rate, %s apart".formatted(text(host.delay().time()))
                : "--delay %s".formatted(text(host.delay().time())));
  }

  private static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? "%.0f/s".formatted(perSecond)
        : String.format(Locale.ROOT, "%.3f/s", perSecond);
  }

  private static String limitWords(HostPace host) {
    return words(
        host,
        host.limit().adaptive()
            ? String.format(Locale.ROOT, "adaptive limit, %.1f on average", host.limit().mean())
            : "limit of " + host.limit().most());
  }

  private static String capacityWords(HostPace host) {
    return String.format(
        Locale.ROOT,
        "capacity of host %s (no faster with more than %.1f in flight)",
        host.host(),
        host.limit().mean());
  }

  private static String words(HostPace host, String why) {
    return "politeness of host %s (%s)".formatted(host.host(), why);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// As a person types it.
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}

package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The summary of a run: numbers under names that scripts rely on. The same names, with dots where
/// the JSON nests, are the names of `--fail-if`.
public final class CrawlReport {
  private static final int HOSTS_SHOWN = 5;

  private static final Set<String> NAMES =
      Set.of(
          "pages",
          "content_pages",
          "bytes",
          "seconds",
          "pages_per_s",
          "cpu_us_per_page",
          "cpu_seconds",
          "peak_rss_mb",
          "peak_in_flight",
          "discovered",
          "broken",
          "failed",
          "retries",
          "repeats",
          "robots_fetches",
          "parsed_without_tree",
          "hosts",
          "deepest",
          "ledger_balanced",
          "latency_ms.p50",
          "latency_ms.p90",
          "latency_ms.p99",
          "limited_by_share",
          "least_time.seconds",
          "least_time.share");

  private static final String VERDICTS =
      Arrays.stream(VerdictKind.values())
          .map(VerdictKind::label)
          .collect(Collectors.joining("|", "verdicts\\.(", ")"));
  private static final String PHASES = "ms\\.(dns|connect|tls|wait|body|parse)\\.p(50|90|99)";

  private final CrawlSummary summary;
  private final CrawlStatistics statistics;
  private final Limit limit;
  private final Bound bound;
  private final Map<String, Double> values = new LinkedHashMap<>();

  /// Works the summary out.
  ///
  /// @param summary the crawl's own account
  /// @param statistics gathered from its records
  /// @param facts about the run
  public CrawlReport(CrawlSummary summary, CrawlStatistics statistics, RunFacts facts) {
    this.summary = summary;
    this.statistics = statistics;
    this.limit = Limit.of(summary, statistics, facts);
    this.bound = Bound.of(summary, facts);
    var seconds = summary.elapsed().toNanos() / 1e9;
    var cpuSeconds = facts.usage().cpu().toNanos() / 1e9;
    values.put("pages", (double) summary.pages().count());
    values.put("content_pages", (double) summary.pages().content());
    values.put("bytes", (double) summary.pages().bytes());
    values.put("seconds", seconds);
    var ownPages = (double) (summary.pages().count() - summary.pages().earlier());
    values.put("pages_per_s", per(ownPages, seconds));
    values.put("cpu_us_per_page", per(cpuSeconds * 1e6, ownPages));
    values.put("cpu_seconds", cpuSeconds);
    values.put("peak_rss_mb", facts.usage().peakMemoryBytes() / 1e6);
    values.put("peak_in_flight", (double) summary.requests().peakInFlight());
    values.put("discovered", (double) summary.urls().discovered());
    values.put("broken", (double) statistics.brokenCount());
    values.put("failed", (double) summary.urls().verdicts().getOrDefault(VerdictKind.FAILED, 0L));
    values.put("retries", (double) summary.requests().retries());
    values.put("repeats", (double) summary.urls().repeats());
    values.put("robots_fetches", (double) summary.requests().robots());
    values.put(
        "parsed_without_tree",
        per((double) summary.pages().parsedWithoutTree(), (double) summary.pages().parsed()));
    values.put("hosts", (double) summary.requests().hosts());
    values.put("deepest", (double) summary.urls().deepest());
    values.put("ledger_balanced", summary.urls().isBalanced() ? 1.0 : 0.0);
    put("latency_ms", statistics.times().latency());
    values.put("limited_by_share", limit.share());
    var leastSeconds = bound.time().toNanos() / 1e9;
    values.put("least_time.seconds", leastSeconds);
    values.put("least_time.share", Math.min(1, per(leastSeconds, seconds)));
    verdicts().forEach((name, count) -> values.put("verdicts." + name, (double) count));
    failures().forEach((name, count) -> values.put("failures." + name, (double) count));
    summary
        .pages()
        .statuses()
        .forEach((status, count) -> values.put("status." + status, (double) count));
    statistics.times().phases().forEach((name, phase) -> put("ms." + name, phase));
  }

  private void put(String name, Percentiles percentiles) {
    values.put(name + ".p50", percentiles.p50());
    values.put(name + ".p90", percentiles.p90());
    values.put(name + ".p99", percentiles.p99());
  }

  private static double per(double what, double by) {
    return by == 0 ? 0 : what / by;
  }

  /// Whether a summary can have such a value.
  ///
  /// @param name with dots
  /// @return false for names that no summary has
  public static boolean isName(String name) {
    return NAMES.contains(name)
        || name.matches(VERDICTS)
        || name.matches(PHASES)
        || name.matches("status\\.[1-9][0-9][0-9]")
        || name.matches("failures\\.[a-z_]+");
  }

  /// Whether a name stands for true or false.
  ///
  /// @param name with dots
  /// @return true for `ledger_balanced`
  public static boolean isCondition(String name) {
    return name.equals("ledger_balanced");
  }

  /// One of the numbers.
  ///
  /// @param name with dots
  /// @return 0 where the thing did not come up
  public double value(String name) {
    return values.getOrDefault(name, 0.0);
  }

  /// The crawl's own account.
  public CrawlSummary summary() {
    return summary;
  }

  /// Counts of URLs by the label of their verdict, in alphabetical order.
  Map<String, Long> verdicts() {
    return labelled(summary.urls().verdicts(), VerdictKind::label);
  }

  /// Counts of failed URLs by the label of the cause, in alphabetical order.
  Map<String, Long> failures() {
    return labelled(summary.urls().failures(), FailureCause::label);
  }

  private static <K> Map<String, Long> labelled(Map<K, Long> counts, Function<K, String> label) {
    var labelled = new TreeMap<String, Long>();
    counts.forEach((key, count) -> labelled.put(label.apply(key), count));
    return labelled;
  }

  /// What kept the crawl from being faster.
  public Limit limit() {
    return limit;
  }

  /// What sets the least time that the crawl could have taken.
  public String boundBy() {
    return bound.what();
  }

  /// The least time that the crawl could have taken.
  Bound bound() {
    return bound;
  }

  /// The spread of each phase that happened.
  ///
  /// @return by the phase's name
  Map<String, Percentiles> phases() {
    return statistics.times().phases();
  }

  /// All fetches together.
  Percentiles latency() {
    return statistics.times().latency();
  }

  List<CrawlStatistics.Broken> firstBroken() {
    return statistics.firstBroken();
  }

  List<HostTimes> slowest() {
    return statistics.slowest(HOSTS_SHOWN);
  }

  List<HostTimes> mostFailing() {
    return statistics.mostFailing(HOSTS_SHOWN);
  }
}

package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.Counts;
import dev.spinneret.cli.terminal.Style;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The summary as a person reads it: what came out first, what it cost last.
public final class ReportText {
  private static final List<VerdictKind> FOUND =
      List.of(VerdictKind.FETCHED, VerdictKind.DUPLICATE, VerdictKind.NOINDEX);

  private final CrawlReport report;
  private final CrawlSummary summary;
  private final Style style;
  private final StringBuilder text = new StringBuilder(1024);

  private ReportText(CrawlReport report, Style style) {
    this.report = report;
    this.summary = report.summary();
    this.style = style;
  }

  /// Writes a summary.
  ///
  /// @param style whether it is coloured
  /// @return a few lines, each with a line feed
  public static String of(CrawlReport report, Style style) {
    return new ReportText(report, style).write();
  }

  private String write() {
    if (summary.requests().count() == 0 && summary.pages().earlier() > 0) {
      line(
          "%s, %s in earlier runs; nothing was requested in this one%s",
          Counts.of(summary.pages().count(), "page"),
          Counts.size(summary.pages().bytes()),
          summary.endedBy() == EndedBy.DONE ? ": the crawl is complete" : "");
      outcome();
      return text.toString();
    }
    outcome();
    broken();
    if (!summary.pages().statuses().isEmpty()) {
      line("status %s", counts(summary.pages().statuses()));
    }
    if (!summary.urls().failures().isEmpty()) {
      line("failures %s", counts(report.failures()));
    }
    var unused = summary.notes().unusedSitemaps();
    if (!unused.isEmpty()) {
      line(
          "sitemaps named by robots.txt and not used (--sitemaps robots): %s",
          TerminalText.of(String.join(", ", unused)));
    }
    if (!summary.urls().isBalanced()) {
      line("THE LEDGER DOES NOT BALANCE:");
      summary.urls().faults().forEach(fault -> line("  %s", TerminalText.of(fault)));
    }
    costs();
    return text.toString();
  }

  /// What became of the URLs, in a line: each is counted once.
  private void outcome() {
    var verdicts = summary.urls().verdicts();
    long errors = 0; // no stream: that of a sorted map makes a class at run time
    for (var entry : summary.pages().statuses().entrySet()) {
      errors += entry.getKey() >= 400 ? entry.getValue() : 0;
    }
    long broken = errors + verdicts.getOrDefault(VerdictKind.FAILED, 0L);
    long good = FOUND.stream().mapToLong(kind -> verdicts.getOrDefault(kind, 0L)).sum() - errors;
    long redirected = verdicts.getOrDefault(VerdictKind.REDIRECTED, 0L);
    var rest = new TreeMap<String, Long>(report.verdicts());
    FOUND.forEach(kind -> rest.remove(kind.label()));
    rest.remove(VerdictKind.FAILED.label());
    rest.remove(VerdictKind.REDIRECTED.label());
    var parts = new ArrayList<String>();
    parts.add(style.good(format("%,d ok", Math.max(0, good))));
    if (redirected > 0) {
      parts.add(format("%,d redirected", redirected));
    }
    parts.add(broken == 0 ? "0 broken" : style.bad(format("%,d broken", broken)));
    if (!rest.isEmpty()) {
      long count = rest.values().stream().mapToLong(Long::longValue).sum();
      parts.add(format("%,d not requested (%s)", count, counts(rest)));
    }
    line("%s: %s", Counts.of(summary.urls().discovered(), "URL"), String.join(", ", parts));
  }

  private void broken() {
    var first = report.firstBroken();
    for (var broken : first) {
      var referrer = broken.referrer();
      line(
          "  %s  %s%s",
          style.bad(broken.what()),
          TerminalText.of(broken.href()),
          referrer == null ? "" : "  linked from " + TerminalText.of(referrer));
    }
    long more = (long) report.value("broken") - first.size();
    if (more > 0) {
      line("  and %,d more; -v logs each", more);
    }
  }

  /// The time and what follows from it are of this run alone, so its pages are, too.
  private void costs() {
    var pages = summary.pages();
    var all = Counts.of(pages.count(), "page") + ", " + Counts.size(pages.bytes());
    boolean isFirstRun = pages.earlier() == 0;
    if (!isFirstRun) {
      line("%s in all runs", all);
    }
    line(
        "%s in %.2f s: %,.0f pages/s, %,.0f µs CPU per page, %,.0f MB memory",
        isFirstRun ? all : Counts.of(pages.count() - pages.earlier(), "page") + " in this run",
        report.value("seconds"),
        report.value("pages_per_s"),
        report.value("cpu_us_per_page"),
        report.value("peak_rss_mb"));
    if (report.latency().p99() > 0) {
      line(
          "latency p50 %.1f ms, p90 %.1f ms, p99 %.1f ms; at most %,d in flight",
          report.latency().p50(),
          report.latency().p90(),
          report.latency().p99(),
          summary.requests().peakInFlight());
    }
    if (!report.phases().isEmpty()) {
      line(
          "p90 by phase: %s",
          report.phases().entrySet().stream()
              .map(phase -> format("%s %.1f ms", phase.getKey(), phase.getValue().p90()))
              .collect(Collectors.joining(", ")));
    }
    if (summary.pages().parsed() > 0) {
      line(
          "%s, %.1f %% of them parsed without a tree",
          Counts.of(summary.pages().parsed(), "HTML page"),
          100 * report.value("parsed_without_tree"));
    }
    hosts();
    if (report.limit().share() > 0) {
      line(
          "limited by %s, %.0f %%",
          TerminalText.of(report.limit().what()), 100 * report.limit().share());
    }
    PathText.append(text, report);
  }

  private void hosts() {
    if (report.summary().requests().hosts() > 1 && !report.slowest().isEmpty()) {
      var slowest = report.slowest().getFirst();
      line(
          "slowest host %s: %.1f ms a request",
          TerminalText.of(slowest.name()), slowest.meanMillis());
      report.mostFailing().stream()
          .limit(1)
          .forEach(host ->
              line(
                  "most failing host %s: %,d of %,d",
                  TerminalText.of(host.name()), host.failedCount(), host.count()));
    }
  }

  private static String counts(Map<?, Long> counts) {
    var all = new StringJoiner(", ");
    counts.forEach((key, count) -> all.add(format("%s %,d", key, count)));
    return all.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void line(String format, Object... values) {
    text.append(format(format, values)).append('\n');
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

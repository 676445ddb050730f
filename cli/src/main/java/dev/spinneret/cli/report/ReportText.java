package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The summary as a person reads it.
public final class ReportText {
  private ReportText() {}

  /// Writes a summary.
  ///
  /// @param report the summary
  /// @return a few lines, each with a line feed
  public static String of(CrawlReport report) {
    var summary = report.summary();
    var text = new StringBuilder(1024);
    if (summary.requests() == 0 && summary.earlierPages() > 0) {
      line(
          text,
          "%,d pages, %s in earlier runs; nothing was requested in this one%s",
          summary.pages(),
          size(summary.bytes()),
          summary.endedBy() == EndedBy.DONE ? ": the crawl is complete" : "");
      line(text, "%,d URLs: %s", summary.discovered(), counts(report.verdicts()));
      return text.toString();
    }
    line(
        text,
        "%,d pages, %s in %.2f s: %,.0f pages/s, %,.0f µs CPU per page, %,.0f MB memory",
        summary.pages(),
        size(summary.bytes()),
        report.value("seconds"),
        report.value("pages_per_s"),
        report.value("cpu_us_per_page"),
        report.value("peak_rss_mb"));
    line(
        text,
        "latency p50 %.1f ms, p90 %.1f ms, p99 %.1f ms; at most %,d in flight",
        report.latency().p50(),
        report.latency().p90(),
        report.latency().p99(),
        summary.peakInFlight());
    if (!report.phases().isEmpty()) {
      line(
          text,
          "p90 by phase: %s",
          report.phases().entrySet().stream()
              .map(phase -> format("%s %.1f ms", phase.getKey(), phase.getValue().p90()))
              .collect(Collectors.joining(", ")));
    }
    line(text, "%,d URLs: %s", summary.discovered(), counts(report.verdicts()));
    if (!summary.statuses().isEmpty()) {
      line(text, "status %s", counts(summary.statuses()));
    }
    if (summary.parsed() > 0) {
      line(
          text,
          "%,d HTML pages, %.1f %% of them parsed without a tree",
          summary.parsed(),
          100 * report.value("parsed_without_tree"));
    }
    if (!summary.failures().isEmpty()) {
      line(text, "failures %s", counts(report.failures()));
    }
    var unused = summary.notes().unusedSitemaps();
    if (!unused.isEmpty()) {
      line(
          text,
          "sitemaps named by robots.txt and not used (--sitemaps robots): %s",
          TerminalText.of(String.join(", ", unused)));
    }
    hosts(text, report);
    line(
        text,
        "limited by %s, %.0f %%",
        TerminalText.of(report.limit().what()),
        100 * report.limit().share());
    PathText.append(text, report);
    if (!summary.ledgerBalanced()) {
      line(text, "THE LEDGER DOES NOT BALANCE:");
      summary.ledgerFaults().forEach(fault -> line(text, "  %s", TerminalText.of(fault)));
    }
    return text.toString();
  }

  private static void hosts(StringBuilder text, CrawlReport report) {
    if (report.summary().hosts() > 1 && !report.slowest().isEmpty()) {
      var slowest = report.slowest().getFirst();
      line(
          text,
          "slowest host %s: %.1f ms a request",
          TerminalText.of(slowest.name()),
          slowest.meanMillis());
      report.mostFailing().stream()
          .limit(1)
          .forEach(host ->
              line(
                  text,
                  "most failing host %s: %,d of %,d",
                  TerminalText.of(host.name()),
                  host.failedCount(),
                  host.count()));
    }
  }

  private static String counts(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> format("%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// A number of bytes, short.
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    var value = bytes / 1e3;
    for (var unit : new String[] {"KB", "MB", "GB"}) {
      if (value < 1_000) {
        return format("%.1f %s", value, unit);
      }
      value /= 1_000;
    }
    return format("%.1f TB", value);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format(format, values)).append('\n');
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

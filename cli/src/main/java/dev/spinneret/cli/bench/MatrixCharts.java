package dev.spinneret.cli.bench;

import dev.spinneret.cli.html.HtmlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The charts of a sweep over latency and concurrency, and the table of who wins where.
final class MatrixCharts {
  private static final String IN_FLIGHT = "fetches in flight";
  private static final String LATENCY = "latency of the site";

  private final StringBuilder page;
  private final List<Comparison> cells;
  private final List<String> engines;
  private final List<String> latencies;
  private final List<String> concurrencies;

  private MatrixCharts(StringBuilder page, List<Comparison> cells, List<String> engines) {
    this.page = page;
    this.cells = cells;
    this.engines = engines;
    this.latencies = distinct(cells, MatrixCharts::latency);
    this.concurrencies = distinct(cells, MatrixCharts::inFlight);
  }

  /// Appends tables and charts.
  static void append(StringBuilder page, List<Comparison> cells, List<String> engines) {
    var charts = new MatrixCharts(page, cells, engines);
    charts.winners("Who fetches most pages a second", Measured::pagesPerSecond, true);
    charts.winners("Who needs least CPU per page", Measured::cpuMicrosPerPage, false);
    charts.winners("Who needs least memory", Measured::peakMegabytes, false);
    charts.overConcurrency(
        "Pages a second", "pages/s (logarithmic)", Measured::pagesPerSecond, true);
    charts.overLatency("Pages a second", "pages/s (logarithmic)", Measured::pagesPerSecond, true);
    charts.overConcurrency("CPU per page", "CPU, µs per page", Measured::cpuMicrosPerPage, false);
    charts.overConcurrency("Memory", "peak memory, MB", Measured::peakMegabytes, false);
    charts.overConcurrency(
        "Memory per page", "peak memory, KB per page", Measured::kilobytesPerPage, false);
  }

  private static String latency(Comparison cell) {
    var latency = cell.workload().latency();
    return latency.equals("0") ? "none" : latency;
  }

  private static String inFlight(Comparison cell) {
    return String.format(Locale.ROOT, "%,d", cell.workload().concurrency());
  }

  private static List<String> distinct(List<Comparison> cells, Function<Comparison, String> key) {
    return List.copyOf(new LinkedHashSet<>(cells.stream().map(key).toList()));
  }

  private @Nullable Comparison cell(String latency, String concurrency) {
    return cells.stream()
        .filter(cell -> latency(cell).equals(latency) && inFlight(cell).equals(concurrency))
        .findFirst()
        .orElse(null);
  }

  private void winners(String title, ToDoubleFunction<Measured> value, boolean moreIsBetter) {
    page.append("<h2>").append(title).append("</h2>\n<table>\n<tr><th>");
    page.append(LATENCY).append("</th>");
    concurrencies.forEach(
        concurrency -> page.append("<th>").append(concurrency).append(" in flight</th>"));
    page.append("</tr>\n");
    for (var latency : latencies) {
      page.append("<tr><th>").append(HtmlText.escaped(latency)).append("</th>");
      for (var concurrency : concurrencies) {
        var cell = cell(latency, concurrency);
        page.append("<td>").append(cell == null ? "" : winner(cell, value, moreIsBetter));
        page.append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table>\n<p class=\"caption\">")
        .append(
            "× is how many times as good the winner is as the next best, with the 95 % interval;")
        .append(" = where no difference to the best is shown.</p>\n");
  }

  private String winner(Comparison cell, ToDoubleFunction<Measured> value, boolean moreIsBetter) {
    if (!cell.equalWork()) {
      return "<span class=\"open\">not equal work</span>";
    }
    var standing = Standing.of(cell, value, moreIsBetter);
    var words = HtmlText.escaped(standing.words());
    return standing.isClear()
        ? "<b class=\"s%d\">%s</b>"
            .formatted(engines.indexOf(standing.best()) % Palette.SIZE, words)
        : "<span class=\"open\">%s</span>".formatted(words);
  }

  private void overConcurrency(
      String title, String unit, ToDoubleFunction<Measured> value, boolean logarithmic) {
    heading(title + " over concurrency");
    for (var latency : latencies) {
      page.append(
          LineChart.svg(
              "latency " + latency,
              IN_FLIGHT,
              concurrencies,
              unit,
              series(concurrencies, concurrency -> cell(latency, concurrency), value),
              logarithmic));
    }
    page.append("</div>\n");
  }

  private void overLatency(
      String title, String unit, ToDoubleFunction<Measured> value, boolean logarithmic) {
    heading(title + " over latency");
    for (var concurrency : concurrencies) {
      page.append(
          LineChart.svg(
              concurrency + " in flight",
              LATENCY,
              latencies,
              unit,
              series(latencies, latency -> cell(latency, concurrency), value),
              logarithmic));
    }
    page.append("</div>\n");
  }

  private void heading(String title) {
    page.append("<h2>").append(title).append("</h2>\n<div class=\"charts\">\n");
  }

  private List<LineChart.Series> series(
      List<String> xs,
      Function<String, @Nullable Comparison> cellAt,
      ToDoubleFunction<Measured> value) {
    var all = new ArrayList<LineChart.Series>();
    for (var i = 0; i < engines.size(); i++) {
      var name = engines.get(i);
      var points = new ArrayList<@Nullable Ratio>();
      for (var x : xs) {
        var cell = cellAt.apply(x);
        points.add(cell == null || !cell.has(name) ? null : cell.engine(name).interval(value));
      }
      all.add(new LineChart.Series(name, i, points));
    }
    return all;
  }
}

package dev.spinneret.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Comparisons as one HTML page with charts: inline SVG, no script, nothing from the network.
public final class ComparisonPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
      color:#1a1a1a;background:#fff}
      pre{overflow-x:auto;background:#f5f5f5;padding:1rem}
      svg{width:100%;height:auto;max-width:46rem}
      text{font:12px system-ui,sans-serif;fill:#333}
      @media (prefers-color-scheme:dark){body{color:#eee;background:#151515}pre{background:#222}
      text{fill:#ccc}}
      """;

  private ComparisonPage() {}

  /// Writes the page.
  ///
  /// @param comparisons one, or those of a matrix
  /// @return HTML
  public static String of(List<Comparison> comparisons) {
    var page = new StringBuilder(16_384);
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Engines compared</title>
        <link rel="icon" href="data:,">
        <style>
        """);
    page.append(STYLE).append("</style>\n</head>\n<body>\n<h1>Engines compared</h1>\n");
    charts(page, comparisons);
    page.append("<h2>Figures</h2>\n");
    for (var comparison : comparisons) {
      page.append("<pre>").append(escaped(ComparisonText.of(comparison))).append("</pre>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void charts(StringBuilder page, List<Comparison> comparisons) {
    var latencies = new TreeSet<String>();
    var concurrencies = new TreeSet<Integer>();
    comparisons.forEach(comparison -> {
      latencies.add(comparison.workload().latency());
      concurrencies.add(comparison.workload().concurrency());
    });
    if (concurrencies.size() > 1) {
      for (var latency : latencies) {
        page.append("<h2>Latency ").append(escaped(latency)).append("</h2>\n");
        var cells = new TreeMap<Integer, Comparison>();
        comparisons.stream()
            .filter(comparison -> comparison.workload().latency().equals(latency))
            .forEach(comparison -> cells.put(comparison.workload().concurrency(), comparison));
        chart(page, "pages/s over concurrency", cells, Measured::pagesPerSecond);
        chart(page, "CPU µs a page over concurrency", cells, Measured::cpuMicrosPerPage);
      }
      return;
    }
    var cells = new TreeMap<Integer, Comparison>();
    cells.put(comparisons.getFirst().workload().concurrency(), comparisons.getFirst());
    chart(page, "pages/s", cells, Measured::pagesPerSecond);
    chart(page, "CPU µs a page", cells, Measured::cpuMicrosPerPage);
    chart(page, "memory MB", cells, round -> round.peakMemoryBytes() / 1e6);
  }

  private static void chart(
      StringBuilder page,
      String title,
      Map<Integer, Comparison> cells,
      ToDoubleFunction<Measured> value) {
    var bars = new LinkedHashMap<String, Map<String, Double>>();
    cells.forEach((concurrency, comparison) -> {
      var group = new LinkedHashMap<String, Double>();
      comparison.engines().forEach(engine -> group.put(engine.name(), engine.median(value)));
      bars.put(String.format(Locale.ROOT, "%,d in flight", concurrency), group);
    });
    page.append(BarChart.svg(title, bars));
  }

  /// Text as HTML text.
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package dev.spinneret.cli.bench;

import dev.spinneret.cli.html.HtmlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// Comparisons as one HTML page with charts: inline SVG, no script, nothing from the network.
public final class ComparisonPage {
  private static final String STYLE =
      """
      :root{--text:#1a1a1a;--dim:#555;--back:#fff;--grid:#ddd;--box:#f5f5f5}
      body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;
      color:var(--text);background:var(--back)}
      pre{overflow-x:auto;background:var(--box);padding:1rem;font-size:13px}
      .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(21rem,1fr));gap:1rem}
      .chart{width:100%;height:auto;max-width:30rem}
      .bars{width:100%;height:auto;max-width:46rem;display:block}
      text{font:11px system-ui,sans-serif;fill:var(--text)}
      text.title{font-weight:bold;font-size:12px}
      text.tick{fill:var(--dim)}
      .grid{stroke:var(--grid)}
      polyline{fill:none;stroke:var(--c);stroke-width:2}
      .whisker{stroke:var(--c);stroke-width:1.5}
      path,.bar{fill:var(--c);stroke:var(--back);stroke-width:.5}
      .legend{display:flex;flex-wrap:wrap;gap:1.5rem;margin:.5rem 0;padding:0;list-style:none}
      .legend svg{width:3rem;height:1rem;vertical-align:middle;margin-right:.4rem}
      .legend polyline{stroke-width:2}
      table{border-collapse:collapse;margin:1rem 0}
      th,td{border:1px solid var(--grid);padding:.3rem .7rem;text-align:left}
      .caption{color:var(--dim)}
      .open{color:var(--dim)}
      td b{border-left:.5rem solid var(--c);padding-left:.4rem}
      @media (prefers-color-scheme:dark){
      :root{--text:#eee;--dim:#aaa;--back:#151515;--grid:#3a3a3a;--box:#222}
      }
      """;

  private ComparisonPage() {}

  /// Writes the page.
  ///
  /// @param comparisons one, or those of a matrix
  public static String of(List<Comparison> comparisons) {
    var page = new StringBuilder(65_536);
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
    page.append(STYLE)
        .append(Palette.css())
        .append("</style>\n</head>\n<body>\n<h1>Engines compared</h1>\n<ul>\n");
    Conclusions.of(comparisons)
        .forEach(
            sentence -> page.append("<li>").append(HtmlText.escaped(sentence)).append(".</li>\n"));
    page.append("</ul>\n");
    var engines = engines(comparisons);
    legend(page, engines);
    if (comparisons.size() > 1) {
      MatrixCharts.append(page, comparisons, engines);
    } else {
      BarCharts.append(page, comparisons.getFirst(), engines);
    }
    page.append("<p class=\"caption\">")
        .append(HtmlText.escaped(caption(comparisons)))
        .append("</p>\n");
    page.append("<h2>Figures</h2>\n");
    for (var comparison : comparisons) {
      page.append("<pre>")
          .append(HtmlText.escaped(ComparisonText.of(comparison)))
          .append("</pre>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  /// All engines, in their order.
  private static List<String> engines(List<Comparison> comparisons) {
    var names = new LinkedHashSet<String>();
    comparisons.forEach(
        comparison -> comparison.engines().forEach(engine -> names.add(engine.name())));
    return new ArrayList<>(names);
  }

  private static void legend(StringBuilder page, List<String> engines) {
    page.append("<ul class=\"legend\">\n");
    for (var i = 0; i < engines.size(); i++) {
      page.append(
          String.format(
              Locale.ROOT,
              "<li class=\"s%d\"><svg viewBox=\"0 0 48 16\" aria-hidden=\"true\">"
                  + "<polyline points=\"2,8 46,8\"/>%s</svg>%s</li>\n",
              i % Palette.SIZE,
              LineChart.marker(i, 24, 8),
              HtmlText.escaped(engines.get(i))));
    }
    page.append("</ul>\n");
  }

  /// How it was measured.
  private static String caption(List<Comparison> comparisons) {
    var first = comparisons.getFirst();
    return String.format(
        Locale.ROOT,
        "How it was measured: each engine crawled in a process of its own with the same JVM flags"
            + " (Java %s, %d cores), the site in another process; %d rounds in random order, each"
            + " after a warm-up crawl. Points and bars are medians, whiskers their 95 %% intervals"
            + " (bootstrap). Equal work (the same pages, statuses, bodies and links) was checked in"
            + " every run. Memory is the process's peak in the measured crawl.",
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        first.roundCount());
  }
}

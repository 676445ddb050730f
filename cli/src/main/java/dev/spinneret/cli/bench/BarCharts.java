package dev.spinneret.cli.bench;

import dev.spinneret.cli.html.HtmlText;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The charts of one comparison: a horizontal bar for each engine, with its figure and the 95 %
/// interval of its median.
final class BarCharts {
  private static final int WIDTH = 720;
  private static final int LABEL = 120;
  private static final int FIGURE = 190;
  private static final int BAR = 18;
  private static final int STEP = 26;
  private static final int TOP = 26;

  private BarCharts() {}

  /// Appends the charts.
  static void append(StringBuilder page, Comparison comparison, List<String> names) {
    page.append("<h2>").append(HtmlText.escaped(comparison.workload().words())).append("</h2>\n");
    chart(page, comparison, names, "pages/s (more is better)", Measured::pagesPerSecond);
    chart(page, comparison, names, "CPU, µs per page (less is better)", Measured::cpuMicrosPerPage);
    chart(page, comparison, names, "peak memory, MB (less is better)", Measured::peakMegabytes);
    chart(page, comparison, names, "memory, KB per page of the crawl", Measured::kilobytesPerPage);
  }

  private static void chart(
      StringBuilder page,
      Comparison comparison,
      List<String> names,
      String title,
      ToDoubleFunction<Measured> value) {
    var engines = comparison.engines();
    var most =
        engines.stream().mapToDouble(engine -> engine.interval(value).high()).max().orElse(1);
    var scale = most <= 0 ? 0 : (WIDTH - LABEL - FIGURE) / most;
    add(
        page,
        """
        <svg class="bars" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <text class="title" x="0" y="16">%s</text>
        """,
        WIDTH,
        TOP + STEP * engines.size() + 6,
        HtmlText.escaped(title),
        HtmlText.escaped(title));
    var y = TOP;
    for (var engine : engines) {
      var shown = engine.interval(value);
      add(
          page,
          "<g class=\"s%d\"><text x=\"8\" y=\"%d\">%s</text>"
              + "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
              + "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\""
              + " stroke=\"currentColor\"/>"
              + "<text x=\"%.1f\" y=\"%d\">%,.1f (%,.1f to %,.1f)</text></g>\n",
          names.indexOf(engine.name()) % Palette.SIZE,
          y + 13,
          HtmlText.escaped(engine.name()),
          LABEL,
          y,
          Math.max(1, shown.median() * scale),
          BAR,
          LABEL + shown.low() * scale,
          LABEL + shown.high() * scale,
          y + BAR / 2,
          y + BAR / 2,
          LABEL + shown.high() * scale + 8,
          y + 13,
          shown.median(),
          shown.low(),
          shown.high());
      y += STEP;
    }
    page.append("</svg>\n");
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void add(StringBuilder page, String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values));
  }
}

package dev.spinneret.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Groups of horizontal bars as SVG, each with its figure: readable without colour, too.
final class BarChart {
  private static final List<String> COLOURS =
      List.of("#3465a4", "#cc6633", "#4e9a06", "#75507b", "#888a85");
  private static final int WIDTH = 720;
  private static final int LABEL = 110;
  private static final int FIGURE = 90;
  private static final int BAR = 18;
  private static final int GAP = 26;

  private BarChart() {}

  /// Draws a chart.
  ///
  /// @param title above it
  /// @param groups bars by name, by group
  /// @return an svg element
  static String svg(String title, Map<String, Map<String, Double>> groups) {
    var names =
        new ArrayList<>(
            new LinkedHashSet<>(
                groups.values().stream().flatMap(group -> group.keySet().stream()).toList()));
    var most =
        groups.values().stream()
            .flatMap(group -> group.values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    var height = GAP;
    for (var group : groups.values()) {
      height += GAP + group.size() * (BAR + 4);
    }
    var svg = new StringBuilder();
    add(
        svg,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
        WIDTH,
        height + 8,
        ComparisonPage.escaped(title));
    add(
        svg,
        "<text x=\"0\" y=\"16\" font-weight=\"bold\">%s</text>\n",
        ComparisonPage.escaped(title));
    var y = GAP;
    for (var group : groups.entrySet()) {
      add(
          svg,
          "<text x=\"0\" y=\"%d\">%s</text>\n",
          y + 14,
          ComparisonPage.escaped(group.getKey()));
      y += GAP - 6;
      for (var bar : group.getValue().entrySet()) {
        var length = most <= 0 ? 0 : bar.getValue() / most * (WIDTH - LABEL - FIGURE);
        add(
            svg,
            "<text x=\"8\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                + " fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%,.1f</text>\n",
            y + 14,
            ComparisonPage.escaped(bar.getKey()),
            LABEL,
            y,
            Math.max(1, length),
            BAR,
            COLOURS.get(names.indexOf(bar.getKey()) % COLOURS.size()),
            LABEL + length + 6,
            y + 14,
            bar.getValue());
        y += BAR + 4;
      }
      y += 6;
    }
    return svg.append("</svg>\n").toString();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}

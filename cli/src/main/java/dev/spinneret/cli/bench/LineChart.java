package dev.spinneret.cli.bench;

import dev.spinneret.cli.html.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A chart of a few engines over a few values of one quantity, as SVG: a line and a marker shape of
/// its own for each engine, and a whisker for each 95 % interval. Engines differ in shape and
/// dashes, not by colour alone.
final class LineChart {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 250;
  private static final int LEFT = 58;
  private static final int RIGHT = 10;
  private static final int TOP = 28;
  private static final int BOTTOM = 44;
  private static final double DODGE = 5;

  /// One engine's line.
  ///
  /// @param name of the engine
  /// @param style its place in the list of engines
  /// @param points one for each value of the x axis; null where it has none
  record Series(String name, int style, List<@Nullable Ratio> points) {}

  private final StringBuilder svg = new StringBuilder(4096);
  private final List<String> xs;
  private final boolean logarithmic;
  private final double least;
  private final double most;

  private LineChart(List<String> xs, List<Series> all, boolean logarithmic) {
    this.xs = xs;
    this.logarithmic = logarithmic;
    var lowest = Double.MAX_VALUE;
    var highest = 0.0;
    for (var series : all) {
      for (var point : series.points()) {
        if (point != null) {
          lowest = Math.min(lowest, Math.max(1e-9, point.low()));
          highest = Math.max(highest, point.high());
        }
      }
    }
    highest = highest <= 0 ? 1 : highest;
    this.least = logarithmic ? Math.min(lowest, highest) / 1.3 : 0;
    this.most = logarithmic ? highest * 1.3 : highest * 1.08;
  }

  /// Draws a chart.
  ///
  /// @param xLabel names the x axis with its unit
  /// @param xs the values of the x axis, evenly spaced
  /// @param yLabel names the y axis with its unit
  /// @param logarithmic whether the y axis is; else it begins at 0
  /// @return an svg element
  static String svg(
      String title,
      String xLabel,
      List<String> xs,
      String yLabel,
      List<Series> all,
      boolean logarithmic) {
    var chart = new LineChart(xs, all, logarithmic);
    chart.frame(title, xLabel, yLabel);
    for (var i = 0; i < all.size(); i++) {
      chart.series(all.get(i), (i - (all.size() - 1) / 2.0) * DODGE);
    }
    return chart.svg.append("</svg>\n").toString();
  }

  private void frame(String title, String xLabel, String yLabel) {
    add(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
        WIDTH, HEIGHT, HtmlText.escaped(title + ": " + yLabel + " over " + xLabel));
    add("<text class=\"title\" x=\"%d\" y=\"14\">%s</text>\n", LEFT, HtmlText.escaped(title));
    for (var tick : ticks()) {
      add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
              + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
          LEFT, WIDTH - RIGHT, y(tick), y(tick), LEFT - 5, y(tick) + 4, number(tick));
    }
    for (var i = 0; i < xs.size(); i++) {
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x(i), HEIGHT - BOTTOM + 16, HtmlText.escaped(xs.get(i)));
    }
    add(
        "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, HtmlText.escaped(xLabel));
    add(
        "<text class=\"axis\" transform=\"translate(12 %d) rotate(-90)\""
            + " text-anchor=\"middle\">%s</text>\n",
        (TOP + HEIGHT - BOTTOM) / 2, HtmlText.escaped(yLabel));
  }

  private void series(Series series, double dodge) {
    var line = new StringBuilder();
    var marks = new StringBuilder();
    for (var i = 0; i < series.points().size(); i++) {
      var point = series.points().get(i);
      if (point == null) {
        continue;
      }
      var x = x(i) + dodge;
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(point.median())));
      marks.append(
          String.format(
              Locale.ROOT,
              "<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
              x,
              x,
              y(point.low()),
              y(point.high())));
      marks.append(marker(series.style(), x, y(point.median())));
    }
    add(
        "<g class=\"s%d\"><title>%s</title><polyline points=\"%s\"/>%s</g>\n",
        series.style() % Palette.SIZE,
        HtmlText.escaped(series.name()),
        line.toString().strip(),
        marks);
  }

  /// A circle, square, triangle, diamond or bar.
  static String marker(int style, double x, double y) {
    var path =
        switch (style % Palette.SIZE) {
          case 0 -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
          case 1 -> "m-4 -4h8v8h-8z";
          case 2 -> "m0 -5l5 9h-10z";
          case 3 -> "m0 -6l5 6l-5 6l-5 -6z";
          default -> "m-6 -2h12v4h-12z";
        };
    return String.format(Locale.ROOT, "<path d=\"M%.1f %.1f%s\"/>", x, y, path);
  }

  private double x(int index) {
    var step = (WIDTH - RIGHT - LEFT) / (double) xs.size();
    return LEFT + step * (index + 0.5);
  }

  private double y(double value) {
    var share =
        logarithmic
            ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
            : value / most;
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  /// Round numbers on the y axis: about five, or the powers of ten and what lies between.
  private List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    if (logarithmic) {
      var wide = most / least > 100;
      for (var power = Math.pow(10, Math.floor(Math.log10(least))); power <= most; power *= 10) {
        for (var digit : wide ? new int[] {1} : new int[] {1, 2, 5}) {
          if (power * digit >= least && power * digit <= most) {
            ticks.add(power * digit);
          }
        }
      }
      return ticks;
    }
    var rough = most / 5;
    var power = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = rough / power < 1.5 ? power : rough / power < 3.5 ? 2 * power : 5 * power;
    for (var tick = 0.0; tick <= most; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  private static String number(double value) {
    return value >= 10 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}

package dev.spinneret.cli.site;

import dev.spinneret.cli.html.Cell;
import dev.spinneret.cli.html.Figures;
import dev.spinneret.cli.html.HtmlText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The charts of the report. Their texts are HTML, so that they keep their size at any width; the
/// shapes are inline SVG that stretches.
final class Charts {
  /// Bars of a chart that counts names.
  private static final int MAX_BARS = 10;

  private static final int TIME_HEIGHT = 100;

  private record Bar(String label, long count, String tone) {}

  private final StringBuilder page;

  private Charts(StringBuilder page) {
    this.page = page;
  }

  /// Appends all charts that the records have something for.
  static void append(StringBuilder page, SiteFacts facts) {
    var charts = new Charts(page);
    page.append("<section id=\"charts\">\n<h2>The crawl in figures</h2>\n<div class=\"charts\">\n");
    charts.bars("Status", "", named(facts.outcomes, Cell::tone));
    charts.bars("Links from the start", "", depths(facts.depths));
    charts.bars("Latency", latencies(facts), ranges(facts.latencies));
    charts.bars("Size", Figures.bytes(facts.bytes()) + " in all", ranges(facts.sizes));
    charts.bars("Type", "", named(facts.types, _ -> "plain"));
    if (facts.origins.size() > 1) {
      charts.bars("Host", "", named(facts.origins, _ -> "plain"));
    }
    page.append("</div>\n");
    charts.time(facts.timeline);
    TreeMap.append(page, facts.directories);
    page.append("</section>\n");
  }

  private static List<Bar> named(Map<String, Long> counts, Function<String, String> tone) {
    var bars = new ArrayList<Bar>();
    var rest = new long[1];
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> {
          if (bars.size() < MAX_BARS) {
            bars.add(new Bar(entry.getKey(), entry.getValue(), tone.apply(entry.getKey())));
          } else {
            rest[0] += entry.getValue();
          }
        });
    if (rest[0] > 0) {
      bars.add(new Bar("others", rest[0], "plain"));
    }
    return bars;
  }

  private static List<Bar> depths(Map<Integer, Long> counts) {
    var bars = new ArrayList<Bar>();
    var deeper = 0L;
    for (var entry : counts.entrySet()) {
      if (entry.getKey() <= MAX_BARS) {
        bars.add(new Bar(entry.getKey().toString(), entry.getValue(), "plain"));
      } else {
        deeper += entry.getValue();
      }
    }
    if (deeper > 0) {
      bars.add(new Bar("over " + MAX_BARS, deeper, "plain"));
    }
    return bars;
  }

  private static List<Bar> ranges(Ranges ranges) {
    return ranges.bars().stream().map(bar -> new Bar(bar.label(), bar.count(), "plain")).toList();
  }

  private static String latencies(SiteFacts facts) {
    var micros = facts.latencyMicros;
    return "median %s, 90 %% within %s, 99 %% within %s"
        .formatted(
            Figures.millis(micros.getValueAtPercentile(50) / 1e3),
            Figures.millis(micros.getValueAtPercentile(90) / 1e3),
            Figures.millis(micros.getValueAtPercentile(99) / 1e3));
  }

  private void bars(String title, String note, List<Bar> bars) {
    if (bars.isEmpty()) {
      return;
    }
    var most = bars.stream().mapToLong(Bar::count).max().orElse(1);
    page.append("<figure class=\"chart\"><figcaption><b>").append(title).append("</b>");
    if (!note.isEmpty()) {
      page.append(" <span>").append(HtmlText.escaped(note)).append("</span>");
    }
    page.append("</figcaption>\n<table class=\"bars\">\n");
    for (var bar : bars) {
      page.append("<tr><th scope=\"row\"><bdi>")
          .append(HtmlText.harmless(bar.label()))
          .append("</bdi></th><td class=\"bar\">")
          .append(
              String.format(
                  Locale.ROOT,
                  "<svg class=\"%s\" width=\"100%%\" height=\"10\" aria-hidden=\"true\">"
                      + "<rect width=\"%.2f%%\" height=\"10\" rx=\"2\"/></svg>",
                  bar.tone(),
                  bar.count() == 0 ? 0 : Math.max(0.5, 100.0 * bar.count() / Math.max(1, most))))
          .append("</td><td class=\"num\">")
          .append(Figures.count(bar.count()))
          .append("</td></tr>\n");
    }
    page.append("</table></figure>\n");
  }

  private void time(Timeline timeline) {
    var intervals = timeline.intervals();
    if (intervals.size() < 2) {
      return;
    }
    var most = intervals.stream().mapToLong(each -> each.fine() + each.broken()).max().orElse(1);
    page.append("<figure class=\"chart wide\"><figcaption><b>Requests over time</b> <span>")
        .append(
            "at most %s in %s"
                .formatted(Figures.count(most), Figures.millis((double) timeline.lengthMillis())))
        .append("</span></figcaption>\n")
        .append(
            String.format(
                Locale.ROOT,
                "<svg class=\"time\" viewBox=\"0 0 %d %d\" width=\"100%%\" height=\"110\""
                    + " preserveAspectRatio=\"none\" role=\"img\" aria-label=\"requests over"
                    + " time\">",
                intervals.size() * 10,
                TIME_HEIGHT));
    for (var i = 0; i < intervals.size(); i++) {
      var interval = intervals.get(i);
      var fine = height(interval.fine(), most);
      var broken = height(interval.broken(), most);
      column("plain", i, TIME_HEIGHT - fine - broken, fine);
      column("bad", i, TIME_HEIGHT - broken, broken);
    }
    var first = Instant.ofEpochMilli(timeline.firstMillis());
    var last = Instant.ofEpochMilli(timeline.lastMillis());
    page.append("</svg>\n<p class=\"axis\"><span>")
        .append(Figures.time(first))
        .append(
            "</span><span class=\"key\"><i class=\"plain\"></i>fine <i"
                + " class=\"bad\"></i>broken</span><span>")
        .append(Figures.time(last))
        .append("</span></p></figure>\n");
  }

  private void column(String tone, int at, double y, double height) {
    if (height > 0) {
      page.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"8\" height=\"%.1f\"/>",
              tone,
              at * 10 + 1,
              y,
              height));
    }
  }

  private static double height(long count, long most) {
    return count == 0 ? 0 : Math.max(1, (double) TIME_HEIGHT * count / most);
  }
}

package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.Counts;
import dev.spinneret.cli.terminal.Style;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a crawl stands, in one line.
public final class ProgressText {
  /// Rates are those of the last seconds.
  private static final double WINDOW_SECONDS = 5;

  private static final String GAP = "  ";

  /// A line for a terminal.
  ///
  /// @param text may be coloured
  /// @param columns that it takes
  record Line(String text, int columns) {}

  private record Point(double seconds, long pages, long bytes) {}

  /// A part of the line.
  ///
  /// @param rank the parts of the highest ranks are left out first
  /// @param isBad whether it is coloured as such
  private record Part(String text, int rank, boolean isBad) {}

  private final Budget budget;
  private final CrawlStatistics statistics;
  private final ArrayDeque<Point> points = new ArrayDeque<>();

  /// Creates a text of a crawl that begins.
  ///
  /// @param budget what it may spend
  public ProgressText(Budget budget, CrawlStatistics statistics) {
    this.budget = budget;
    this.statistics = statistics;
    points.add(new Point(0, 0, 0));
  }

  /// The line for a terminal: its least important parts are left out until it fits.
  Line line(CrawlProgress now, double seconds, int columns, Style style) {
    var parts = new ArrayList<>(parts(now, seconds));
    int most = Math.max(1, columns - 1);
    while (parts.size() > 1 && length(parts) > most) {
      int last = parts.stream().mapToInt(Part::rank).max().orElse(0);
      parts.removeIf(part -> part.rank == last);
    }
    if (length(parts) > most) {
      var cut = parts.getFirst().text.substring(0, most);
      return new Line(cut, most);
    }
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(text.isEmpty() ? "" : GAP);
      text.append(part.isBad ? style.bad(part.text) : part.text);
    }
    return new Line(text.toString(), length(parts));
  }

  private static int length(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.text.length()).sum()
        + GAP.length() * (parts.size() - 1);
  }

  /// All parts as a sentence, for a log.
  ///
  /// @param now where the crawl stands
  /// @param seconds since it began
  /// @return harmless for a terminal, without a line feed
  public String sentence(CrawlProgress now, double seconds) {
    var parts = parts(now, seconds);
    var rest = parts.subList(1, parts.size()).stream().map(Part::text).toList();
    return parts.getFirst().text + " " + String.join(", ", rest);
  }

  private List<Part> parts(CrawlProgress now, double seconds) {
    var since = since(now, seconds);
    double time = Math.max(1e-3, seconds - since.seconds);
    var parts = new ArrayList<Part>();
    parts.add(new Part(Counts.clock((long) seconds), 0, false));
    parts.add(new Part(Counts.of(now.pages(), "page") + share(now, seconds), 1, false));
    parts.add(new Part(format("%,d queued", now.waiting()), 3, false));
    parts.add(new Part(format("%,.0f/s", (now.pages() - since.pages) / time), 4, false));
    long bytesPerSecond = Math.round((now.bytes() - since.bytes) / time);
    parts.add(new Part(Counts.size(bytesPerSecond) + "/s", 6, false));
    parts.add(new Part(format("%,d in flight", now.inFlight()), 5, false));
    if (statistics.brokenCount() > 0) {
      parts.add(new Part(format("%,d broken", statistics.brokenCount()), 2, true));
    }
    var slowest = now.hosts() < 2 ? null : statistics.slowestHost();
    if (slowest != null) {
      var name = TerminalText.of(slowest.name());
      parts.add(new Part(format("slowest %s %,.0f ms", name, slowest.meanMillis()), 7, false));
    }
    return parts;
  }

  /// The largest share of a limit that is used up.
  private String share(CrawlProgress now, double seconds) {
    double share = 0;
    if (budget.pages() < Long.MAX_VALUE) {
      share = (double) now.contentPages() / budget.pages();
    }
    if (budget.bytes() < Long.MAX_VALUE) {
      share = Math.max(share, (double) now.bytes() / budget.bytes());
    }
    var time = budget.time();
    if (time != null) {
      share = Math.max(share, seconds / (time.toNanos() / 1e9));
    }
    return share == 0 ? "" : format(" (%.0f %%)", 100 * Math.min(1, share));
  }

  /// The point that rates count from; adds the one of now.
  private Point since(CrawlProgress now, double seconds) {
    while (points.size() > 1 && seconds - points.getFirst().seconds > WINDOW_SECONDS) {
      points.removeFirst();
    }
    var first = points.getFirst();
    points.addLast(new Point(seconds, now.pages(), now.bytes()));
    return first;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

package dev.spinneret.cli.check;

import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// How a check came out, in figures.
///
/// @param counts how many targets are of each class
/// @param targetCount how many targets there are
/// @param faultCount how many of them are faults
/// @param allowedCount how many would be, but are allowed
/// @param work what was done for it, in words
/// @param seconds how long it took
record CheckFigures(
    Map<LinkClass, Long> counts,
    int targetCount,
    long faultCount,
    long allowedCount,
    String work,
    double seconds) {
  CheckFigures {
    counts = Map.copyOf(counts);
  }

  /// Counts.
  ///
  /// @param seconds how long the check took
  static CheckFigures of(
      List<CheckedLink> links, LinkTable table, CrawlSummary crawl, double seconds) {
    var counts = new EnumMap<LinkClass, Long>(LinkClass.class);
    long faultCount = 0;
    long allowedCount = 0;
    for (var link : links) {
      counts.merge(link.linkClass(), 1L, Long::sum);
      faultCount += link.isFault() ? 1 : 0;
      allowedCount += link.isAllowed() ? 1 : 0;
    }
    var work =
        String.format(
            Locale.ROOT,
            "%,d pages and style sheets with %,d links, %,d requests in %.2f s",
            table.pageCount(),
            table.linkCount(),
            crawl.requests().count(),
            seconds);
    return new CheckFigures(counts, links.size(), faultCount, allowedCount, work, seconds);
  }

  /// How many targets are of a class.
  long count(LinkClass linkClass) {
    return counts.getOrDefault(linkClass, 0L);
  }

  /// The outcome, such as `5 broken links`.
  String outcome() {
    return faultCount == 0
        ? "no broken links"
        : String.format(
            Locale.ROOT, "%,d broken %s", faultCount, faultCount == 1 ? "link" : "links");
  }

  /// Two lines for standard error: the outcome first.
  String lines() {
    var classes = new StringJoiner(", ");
    for (var linkClass : LinkClass.values()) {
      if (count(linkClass) > 0) {
        classes.add(String.format(Locale.ROOT, "%s %,d", linkClass.label(), count(linkClass)));
      }
    }
    if (allowedCount > 0) {
      classes.add(String.format(Locale.ROOT, "allowed %,d", allowedCount));
    }
    return String.format(
        Locale.ROOT, "%s; %,d targets: %s\n%s\n", outcome(), targetCount, classes, work);
  }
}

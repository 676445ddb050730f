package dev.spinneret.cli.check;

import dev.spinneret.cli.terminal.Counts;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// How a check came out, in figures.
///
/// @param pageCount how many pages and style sheets were read
/// @param counts how many targets are of each class
/// @param targetCount how many targets there are
/// @param faultCount how many of them are faults
/// @param allowedCount how many would be, but are allowed
/// @param work what was done for it, in words
/// @param seconds how long it took
record CheckFigures(
    long pageCount,
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
            "%s and style sheets with %s, %s in %.2f s",
            Counts.of(table.pageCount(), "page"),
            Counts.of(table.linkCount(), "link"),
            Counts.of(crawl.requests().count(), "request"),
            seconds);
    return new CheckFigures(
        table.pageCount(), counts, links.size(), faultCount, allowedCount, work, seconds);
  }

  /// How many targets are of a class.
  long count(LinkClass linkClass) {
    return counts.getOrDefault(linkClass, 0L);
  }

  /// The outcome, such as `5 broken links`.
  String outcome() {
    if (faultCount > 0) {
      return Counts.of(faultCount, "broken link");
    }
    long uncheckedCount = count(LinkClass.UNCHECKED);
    boolean isNothing = targetCount == 0 ? pageCount == 0 : uncheckedCount == targetCount;
    if (isNothing) {
      return "nothing was checked";
    }
    return uncheckedCount == 0
        ? "no broken links"
        : "no broken links among those that were checked";
  }

  /// Two lines for standard error: the outcome first.
  String lines() {
    var classes = new StringJoiner(", ");
    for (var linkClass : LinkClass.values()) {
      if (count(linkClass) > 0) {
        classes.add(String.format(Locale.ROOT, "%s %,d", linkClass.label(), count(linkClass)));
      }
    }
    var allowed =
        allowedCount == 0 ? "" : String.format(Locale.ROOT, "; %,d of them allowed", allowedCount);
    var separator = targetCount == 0 ? "" : ": ";
    return "%s; %s%s%s%s\n%s\n"
        .formatted(outcome(), Counts.of(targetCount, "target"), separator, classes, allowed, work);
  }
}

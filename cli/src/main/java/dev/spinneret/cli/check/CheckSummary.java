package dev.spinneret.cli.check;

import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// How a check came out, in two lines for standard error: the outcome first.
final class CheckSummary {
  private CheckSummary() {}

  /// The lines.
  ///
  /// @param seconds how long the check took
  static String of(List<CheckedLink> links, LinkTable table, CrawlSummary crawl, double seconds) {
    var counts = new EnumMap<LinkClass, Long>(LinkClass.class);
    long faultCount = 0;
    long allowedCount = 0;
    for (var link : links) {
      counts.merge(link.linkClass(), 1L, Long::sum);
      faultCount += link.isFault() ? 1 : 0;
      allowedCount += link.isAllowed() ? 1 : 0;
    }
    var classes = new StringJoiner(", ");
    counts.forEach(
        (each, count) -> classes.add(String.format(Locale.ROOT, "%s %,d", each.label(), count)));
    if (allowedCount > 0) {
      classes.add(String.format(Locale.ROOT, "allowed %,d", allowedCount));
    }
    var outcome =
        faultCount == 0
            ? "no broken links"
            : String.format(
                Locale.ROOT, "%,d broken %s", faultCount, faultCount == 1 ? "link" : "links");
    return String.format(
        Locale.ROOT,
        "%s; %,d targets: %s\n%,d pages and style sheets with %,d links, %,d requests in %.2f s\n",
        outcome,
        links.size(),
        classes,
        table.pageCount(),
        table.linkCount(),
        crawl.requests().count(),
        seconds);
  }
}

package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.verdict.CrawlNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a run warns of at its end, in sentences.
public final class Warnings {
  private Warnings() {}

  /// All warnings.
  ///
  /// @return a line each
  public static List<String> of(CrawlNotes notes) {
    var lines = new ArrayList<String>();
    notes.seedFailures().forEach(line -> lines.add("a seed gave no page: " + line));
    lines.addAll(withoutSeeds(notes));
    return lines;
  }

  /// All but those about seeds.
  ///
  /// @return a line each
  public static List<String> withoutSeeds(CrawlNotes notes) {
    var lines = new ArrayList<String>();
    notes.sitemapFailures().forEach(line -> lines.add("sitemap " + line));
    notes.leftAlone().forEach(line -> lines.add("not crawled to the end: " + line));
    long traps = notes.traps().values().stream().mapToLong(Long::longValue).sum();
    if (traps > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d URLs look like crawler traps and were left out (%s); --traps off requests them",
              traps,
              notes.traps().entrySet().stream()
                  .map(entry -> entry.getKey().label() + " " + entry.getValue())
                  .collect(Collectors.joining(", "))));
    }
    return lines;
  }
}

package dev.spinneret.cli.site;

import dev.spinneret.cli.input.InputRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a page of HTML of the records of a crawl.
///
/// @param rows how many rows each table keeps
/// @param title of the page; null for the name of the host
/// @param sitemaps files with the URLs that should be linked
/// @param directory of temporary files; null for the JVM's
public record SiteReport(
    int rows, @Nullable String title, List<String> sitemaps, @Nullable Path directory) {
  /// How many rows a table keeps by default.
  public static final int USUAL_ROWS = 500;

  /// Reads the records twice, and writes the page.
  ///
  /// @param sources the records of one crawl
  /// @param now the time that the page gives as its own
  /// @throws dev.spinneret.cli.terminal.UsageException if a source cannot be read
  /// @throws dev.spinneret.cli.terminal.OutputException if a temporary file cannot be written
  public String of(List<RecordSource> sources, Instant now) {
    try (var facts = new SiteFacts(rows, SitemapUrls.of(sitemaps), directory)) {
      read(sources, false, facts::take);
      var links = new SiteLinks(facts);
      read(sources, true, links::take);
      var names = sources.stream().map(RecordSource::name).toList();
      return new ReportPage(facts, links, rows, title, names, now).html();
    }
  }

  private static void read(
      List<RecordSource> sources, boolean withLinks, Consumer<InputRecord> taker) {
    for (var source : sources) {
      try (var file = source.open(withLinks)) {
        for (var record = file.next(); record != null; record = file.next()) {
          taker.accept(record);
        }
        if (!withLinks) {
          file.warnIfCut();
        }
      }
    }
  }
}

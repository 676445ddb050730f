package dev.spinneret.cli.site;

import dev.spinneret.cli.input.InputRecord;
import dev.spinneret.cli.input.RecordField;
import dev.spinneret.cli.sort.ExternalSort;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.parse.url.WebUrl;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What the first reading of the records finds: counts, and the few records that a report shows.
final class SiteFacts implements Closeable {
  /// Slower replies are held in 3 significant digits up to an hour.
  private static final long LONGEST_MICROS = 3_600_000_000L;

  /// The digest of no body.
  private static final String EMPTY = HexFormat.of().toHexDigits(Hash64.OF_EMPTY);

  private static final Comparator<PageRow> SHALLOWEST =
      Comparator.comparingInt(PageRow::depth).thenComparing(PageRow::url);

  final TopList<PageRow> broken;
  final TopList<PageRow> redirects;
  final TopList<PageRow> slowest;
  final TopList<PageRow> largest;
  final TopList<PageRow> deepest;
  final TopList<PageRow> withoutTitle;
  final TopList<PageRow> withoutDescription;
  final TopList<PageRow> headings;
  final UrlGroups bodies;
  final UrlGroups titles;
  final SitemapUrls sitemap;
  final Map<String, Long> outcomes = new TreeMap<>();
  final Map<String, Long> skipped = new TreeMap<>();
  final Map<String, Long> types = new TreeMap<>();
  final Map<String, Long> origins = new TreeMap<>();
  final Map<Integer, Long> depths = new TreeMap<>();
  final Ranges latencies = Ranges.latency();
  final Ranges sizes = Ranges.size();
  final Histogram latencyMicros = new Histogram(LONGEST_MICROS, 3);
  final Timeline timeline = new Timeline();
  final Directory.Tree directories = new Directory.Tree();
  private final Set<RecordField> said = EnumSet.noneOf(RecordField.class);
  private long requestedCount;
  private long skippedCount;
  private long pageCount;
  private long bytes;

  /// Starts with nothing.
  ///
  /// @param rows how many rows a table keeps
  /// @param sitemap the URLs of sitemaps
  /// @param directory of temporary files; null for the JVM's
  SiteFacts(int rows, SitemapUrls sitemap, @Nullable Path directory) {
    this.sitemap = sitemap;
    broken = new TopList<>(rows, SHALLOWEST);
    redirects = new TopList<>(rows, SHALLOWEST);
    slowest = new TopList<>(rows, Comparator.comparingDouble(PageRow::latencyMillis).reversed());
    largest = new TopList<>(rows, Comparator.comparingLong(PageRow::bytes).reversed());
    deepest = new TopList<>(rows, SHALLOWEST.reversed());
    withoutTitle = new TopList<>(rows, SHALLOWEST);
    withoutDescription = new TopList<>(rows, SHALLOWEST);
    headings = new TopList<>(rows, SHALLOWEST);
    var memoryBytes = ExternalSort.usualMemoryBytes(2);
    bodies = new UrlGroups(new ExternalSort(directory, memoryBytes));
    titles = new UrlGroups(new ExternalSort(directory, memoryBytes));
  }

  /// Takes a record.
  void take(InputRecord record) {
    for (var field : RecordField.values()) {
      if (record.says(field)) {
        said.add(field);
      }
    }
    sitemap.take(record);
    if (record.isRequested()) {
      requested(record);
    } else {
      skippedCount++;
      skipped.merge(String.valueOf(record.outcome().verdict()), 1L, Long::sum);
    }
  }

  private void requested(InputRecord record) {
    requestedCount++;
    var row = PageRow.of(record);
    outcomes.merge(row.outcome().isEmpty() ? "unknown" : row.outcome(), 1L, Long::sum);
    directories.add(row.url(), record.isBroken());
    host(row.url());
    if (record.depth() >= 0) {
      depths.merge(record.depth(), 1L, Long::sum);
    }
    if (record.times().startedMillis() >= 0) {
      timeline.add(record.times().startedMillis(), record.isBroken());
    }
    if (record.isBroken()) {
      broken.add(row);
    } else if (record.outcome().redirect() != null) {
      redirects.add(row);
    }
    var body = record.body().identity();
    if (body != null && hasBody(record)) {
      bodies.add(body, row.url());
    }
    if (row.status() != 0) {
      replied(record, row);
    }
  }

  private void replied(InputRecord record, PageRow row) {
    if (row.latencyMillis() >= 0) {
      latencies.add(row.latencyMillis());
      latencyMicros.recordValue(
          Math.clamp(Math.round(row.latencyMillis() * 1_000), 0, LONGEST_MICROS));
      slowest.add(row);
    }
    if (row.bytes() >= 0) {
      bytes += row.bytes();
      sizes.add((double) row.bytes());
      largest.add(row);
    }
    if (row.type() != null) {
      count(types, row.type().replaceFirst("\\s*;.*", "").toLowerCase(Locale.ROOT));
    }
    if (record.isPage()) {
      page(record, row);
    }
  }

  /// Whether there is a body, received in this run or kept from the last.
  private static boolean hasBody(InputRecord record) {
    var outcome = record.outcome();
    return outcome.isKept()
        ? !EMPTY.equals(record.body().digest())
        : outcome.status() / 100 == 2 && record.body().bytes() != 0 && !record.isBroken();
  }

  private void page(InputRecord record, PageRow row) {
    pageCount++;
    if (row.depth() > 0) {
      deepest.add(row);
    }
    var facts = record.facts();
    if (record.says(RecordField.TITLE)) {
      var title = facts.title();
      if (title == null || title.isBlank()) {
        withoutTitle.add(row);
      } else {
        titles.add(title.strip(), row.url());
      }
    }
    if (record.says(RecordField.DESCRIPTION) && isBlank(facts.description())) {
      withoutDescription.add(row);
    }
    if (record.says(RecordField.H1_COUNT) && facts.h1Count() != 1) {
      headings.add(PageRow.of(record, Integer.toString(Math.max(0, facts.h1Count()))));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private void host(String url) {
    var parsed = WebUrl.parse(url, null);
    if (parsed != null) {
      count(origins, parsed.origin());
    }
  }

  /// Counts by names that come from the web: only the first of them have a count of their own.
  private static void count(Map<String, Long> counts, String name) {
    counts.merge(
        counts.size() < Limits.NAMES || counts.containsKey(name) ? name : "others", 1L, Long::sum);
  }

  /// The origin of most URLs.
  ///
  /// @return "" if there is none
  String mainOrigin() {
    return origins.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /// Whether any record had a field.
  boolean says(RecordField field) {
    return said.contains(field);
  }

  /// How many URLs were requested.
  long requestedCount() {
    return requestedCount;
  }

  /// How many URLs were not.
  long skippedCount() {
    return skippedCount;
  }

  /// How many of the replies are pages of hypertext with status 2xx.
  long pageCount() {
    return pageCount;
  }

  /// The length of all bodies.
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    bodies.close();
    titles.close();
  }
}

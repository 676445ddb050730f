package dev.spinneret.cli.site;

import dev.spinneret.cli.input.InputRecord;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The URLs that sitemaps name, and what the crawl knows of each: those of files that were given,
/// or those that the crawl found in a sitemap and nowhere before.
final class SitemapUrls {
  /// A URL of a sitemap.
  static final class Entry {
    private final String url;
    private boolean isCrawled;
    private boolean isLinked;

    Entry(String url) {
      this.url = url;
    }

    String url() {
      return url;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final boolean isGiven;
  private boolean isCut;

  private SitemapUrls(boolean isGiven) {
    this.isGiven = isGiven;
  }

  /// Reads sitemaps.
  ///
  /// @param files their names; with none, the records tell which URLs came from one
  /// @throws UsageException if one cannot be read, or is none
  static SitemapUrls of(List<String> files) {
    var urls = new SitemapUrls(!files.isEmpty());
    for (var file : files) {
      try {
        urls.add(file, SitemapParser.parse(Files.readAllBytes(Path.of(file)), null));
      } catch (IOException e) {
        throw new UsageException(
            "--sitemap %s: cannot be read: %s".formatted(file, Failures.reason(e)));
      }
    }
    return urls;
  }

  private void add(String file, Sitemap sitemap) {
    switch (sitemap) {
      case Sitemap.UrlSet(_, var found, _) -> found.forEach(entry -> add(entry.loc()));
      case Sitemap.Index _ ->
          throw new UsageException(
              "--sitemap %s: is an index of sitemaps; pass the sitemaps that it names"
                  .formatted(file));
      case Sitemap.Invalid(var reason) ->
          throw new UsageException("--sitemap %s: is not a sitemap: %s".formatted(file, reason));
    }
  }

  private void add(String url) {
    if (entries.size() < Limits.SITEMAP_URLS) {
      entries.putIfAbsent(InputRecord.key(url), new Entry(url));
    } else {
      isCut = true;
    }
  }

  /// Takes a record of the crawl, the first time it is read.
  void take(InputRecord record) {
    var referrer = record.referrer();
    var isNamedBySitemap = referrer != null && isSitemap(referrer);
    if (!isGiven && isNamedBySitemap && !isSitemap(record.url())) {
      add(record.url());
    }
    var entry = entries.isEmpty() ? null : entries.get(InputRecord.key(record.url()));
    if (entry != null) {
      entry.isCrawled |= record.isRequested();
      entry.isLinked |= referrer != null && !isNamedBySitemap;
    }
  }

  /// Takes a link of a page, without its fragment.
  void link(String url) {
    var entry = entries.get(url);
    if (entry != null) {
      entry.isLinked = true;
    }
  }

  /// By its name, as the records of sitemaps have no mark.
  private static boolean isSitemap(String url) {
    var lower = url.toLowerCase(Locale.ROOT);
    var name = lower.substring(lower.lastIndexOf('/') + 1);
    return name.contains("sitemap") && (name.contains(".xml") || name.contains(".txt"));
  }

  /// Whether there is anything to compare.
  boolean isKnown() {
    return !entries.isEmpty();
  }

  /// Whether some URLs were left out because there are too many.
  boolean isCut() {
    return isCut;
  }

  int count() {
    return entries.size();
  }

  /// URLs that no page links to, though a sitemap names them.
  List<Entry> orphans() {
    return list(true);
  }

  /// URLs of sitemaps that the crawl did not request.
  List<Entry> notCrawled() {
    return list(false);
  }

  private List<Entry> list(boolean isCrawled) {
    var list = new ArrayList<Entry>();
    for (var entry : entries.values()) {
      if (entry.isCrawled == isCrawled && !(isCrawled && entry.isLinked)) {
        list.add(entry);
      }
    }
    return list;
  }
}

package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// A sitemap of one URL a line (sitemaps.org, "Text file").
final class TextSitemap {
  private TextSitemap() {}

  /// Reads the lines that are absolute http(s) URLs; a text without any is no sitemap.
  ///
  /// @param flaw what is already known to be wrong with it
  static Sitemap read(String text, @Nullable WebUrl url, @Nullable String flaw) {
    var entries = new EntryList(url, flaw);
    boolean found = false;
    for (var lines = text.lines().iterator(); lines.hasNext() && !entries.hasOverflowed(); ) {
      var line = Blanks.strip(lines.next());
      if (isUrl(line)) {
        found = true;
        entries.add(line, null, null);
      }
    }
    return found ? entries.asUrlSet("text") : entries.invalid("no sitemap: neither XML nor URLs");
  }

  static boolean isUrl(String text) {
    return text.regionMatches(true, 0, "http://", 0, 7)
        || text.regionMatches(true, 0, "https://", 0, 8);
  }
}

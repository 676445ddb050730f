package dev.spinneret.parse.sitemap;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads `urlset` and `sitemapindex` (sitemaps.org, "XML tag definitions").
///
/// Some deviations are common and therefore accepted: a `loc` without a `url` around it, several
/// `loc` in one `url`, a URL directly in `url` or `sitemap`.
final class UrlsetEntries implements EntryReader {
  private final EntryList entries;
  private final boolean isIndex;
  private String loc = "";
  private @Nullable String lastmod;
  private @Nullable Double priority;

  UrlsetEntries(EntryList entries, boolean isIndex) {
    this.entries = entries;
    this.isIndex = isIndex;
  }

  @Override
  public void start(String name, String parent, UnaryOperator<@Nullable String> attributes) {
    if (isEntry(name) && !parent.equals("loc")) {
      finishEntry();
    }
  }

  @Override
  public void end(String name, String parent, String text) {
    if (isEntry(parent) || isRoot(parent)) {
      switch (name) {
        case "loc" -> {
          if (!loc.isEmpty()) {
            finishEntry();
          }
          loc = text;
        }
        case "lastmod" -> lastmod = text.isEmpty() ? null : text;
        case "priority" -> priority = priority(text);
        case "url", "sitemap" -> {
          if (loc.isEmpty() && TextSitemap.isUrl(text)) {
            loc = text;
          }
          finishEntry();
        }
        default -> {}
      }
    }
  }

  @Override
  public Sitemap result() {
    finishEntry();
    return isIndex ? entries.asIndex() : entries.asUrlSet("urlset");
  }

  private void finishEntry() {
    if (!loc.isEmpty()) {
      entries.add(loc, lastmod, isIndex ? null : priority);
    }
    loc = "";
    lastmod = null;
    priority = null;
  }

  private static boolean isEntry(String name) {
    return name.equals("url") || name.equals("sitemap");
  }

  private static boolean isRoot(String name) {
    return name.equals("urlset") || name.equals("sitemapindex");
  }

  private static @Nullable Double priority(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= 1 ? value : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}

package dev.spinneret.engine.crawl.options;

import java.util.Locale;

/// Which sitemaps a crawl finds by itself.
public enum SitemapDiscovery {
  /// None: only those that the user names.
  OFF,
  /// Those that the robots.txt of a host names.
  ROBOTS,
  /// Those, and `/sitemap.xml` of each host.
  AUTO;

  /// The stable name that options and outputs use.
  ///
  /// @return lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

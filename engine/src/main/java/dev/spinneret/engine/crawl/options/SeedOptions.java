package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.url.WebUrl;
import java.util.List;

/// Where a crawl starts.
///
/// @param urls pages, in the order given; may be empty if seeds come from a feed or a sitemap
/// @param sitemaps sitemaps whose entries are seeds, in the order given
/// @param discovery which sitemaps the crawl finds by itself; all but OFF need
///   [RobotsOptions#obeyed()]
public record SeedOptions(List<WebUrl> urls, List<WebUrl> sitemaps, SitemapDiscovery discovery) {
  /// Nowhere.
  public static final SeedOptions DEFAULT =
      new SeedOptions(List.of(), List.of(), SitemapDiscovery.OFF);

  /// Copies the lists.
  public SeedOptions {
    urls = List.copyOf(urls);
    sitemaps = List.copyOf(sitemaps);
  }

  /// The same options with other pages.
  ///
  /// @param newUrls pages
  /// @return a copy
  public SeedOptions withUrls(List<WebUrl> newUrls) {
    return new SeedOptions(newUrls, sitemaps, discovery);
  }

  /// The same options with other sitemaps.
  ///
  /// @param newSitemaps sitemaps
  /// @return a copy
  public SeedOptions withSitemaps(List<WebUrl> newSitemaps) {
    return new SeedOptions(urls, newSitemaps, discovery);
  }

  /// The same options with another way to find sitemaps.
  ///
  /// @param newDiscovery which sitemaps the crawl finds by itself
  /// @return a copy
  public SeedOptions withDiscovery(SitemapDiscovery newDiscovery) {
    return new SeedOptions(urls, sitemaps, newDiscovery);
  }
}

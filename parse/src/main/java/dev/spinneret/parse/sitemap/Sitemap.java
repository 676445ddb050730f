package dev.spinneret.parse.sitemap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a sitemap says.
public sealed interface Sitemap {

  /// A list of pages.
  ///
  /// @param kind how it was written: `urlset`, `text`, `rss` or `atom`
  /// @param entries the pages in order, at most [SitemapParser#MAX_ENTRIES]
  /// @param flaw what is wrong with the document, when entries may be missing; null when it is
  ///   sound
  record UrlSet(String kind, List<SitemapEntry> entries, @Nullable String flaw)
      implements Sitemap {}

  /// A list of other sitemaps.
  ///
  /// @param entries the sitemaps in order, at most [SitemapParser#MAX_ENTRIES]; they have no
  ///   priority
  /// @param flaw what is wrong with the document, when entries may be missing; null when it is
  ///   sound
  record Index(List<SitemapEntry> entries, @Nullable String flaw) implements Sitemap {}

  /// A body that is no sitemap, or holds no entry before it breaks.
  ///
  /// @param reason why
  record Invalid(String reason) implements Sitemap {}
}

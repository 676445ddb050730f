package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.parsing.Reading;
import dev.spinneret.parse.sitemap.Sitemap;
import org.jspecify.annotations.Nullable;

/// The content of a reply's body: a page, a sitemap, or neither.
///
/// @param reading null if it is not a page
/// @param sitemap null if it is not a sitemap
record Body(@Nullable Reading reading, @Nullable Sitemap sitemap) {
  /// No body, or one of another kind.
  static final Body NONE = new Body(null, null);

  /// How many URLs it names.
  int linkCount() {
    return switch (sitemap) {
      case Sitemap.UrlSet set -> set.entries().size();
      case Sitemap.Index index -> index.entries().size();
      case Sitemap.Invalid _ -> 0;
      case null -> reading == null ? 0 : reading.parsed().page().links().size();
    };
  }
}

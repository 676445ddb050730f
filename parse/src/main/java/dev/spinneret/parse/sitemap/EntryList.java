package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries found so far, and the first thing that was wrong.
final class EntryList {
  private @Nullable WebUrl base;
  private final List<SitemapEntry> entries = new ArrayList<>();
  private boolean overflowed;
  private @Nullable String flaw;

  /// @param base what locations are resolved against; null when only absolute ones count
  /// @param flaw what is already known to be wrong, or null
  EntryList(@Nullable WebUrl base, @Nullable String flaw) {
    this.base = base;
    this.flaw = flaw;
  }

  /// Adds an entry unless its location is not a URL or the list is full.
  void add(String loc, @Nullable String lastmod, @Nullable Double priority) {
    var url = resolve(loc);
    if (url == null) {
      return;
    }
    if (entries.size() == SitemapParser.MAX_ENTRIES) {
      overflowed = true;
      flaw("more than " + SitemapParser.MAX_ENTRIES + " entries");
      return;
    }
    entries.add(new SitemapEntry(url.href(), lastmod, priority));
  }

  /// Resolves a location against the base in effect.
  ///
  /// @return null when it is no http(s) URL
  @Nullable WebUrl resolve(String loc) {
    return WebUrl.parse(loc, base);
  }

  /// What locations are resolved against from here on.
  ///
  /// @return what it was before
  @Nullable WebUrl replaceBase(@Nullable WebUrl newBase) {
    var before = base;
    base = newBase;
    return before;
  }

  /// Whether an entry was rejected because the list is full; reading may stop.
  boolean hasOverflowed() {
    return overflowed;
  }

  /// Records what is wrong with the document; the first record is kept.
  void flaw(String what) {
    if (flaw == null) {
      flaw = what;
    }
  }

  Sitemap asUrlSet(String kind) {
    return entries.isEmpty() && flaw != null
        ? new Sitemap.Invalid(flaw)
        : new Sitemap.UrlSet(kind, List.copyOf(entries), flaw);
  }

  Sitemap asIndex() {
    return entries.isEmpty() && flaw != null
        ? new Sitemap.Invalid(flaw)
        : new Sitemap.Index(List.copyOf(entries), flaw);
  }

  /// An invalid sitemap, because of the first thing that was wrong, or else `reason`.
  Sitemap invalid(String reason) {
    return new Sitemap.Invalid(flaw == null ? reason : flaw);
  }
}

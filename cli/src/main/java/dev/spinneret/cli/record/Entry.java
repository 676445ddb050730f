package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// What a record is about: a URL that was requested, or one that was not.
///
/// @param href the URL, or the reference as written where it is none
/// @param depth links from a seed
/// @param referrer the page that named it first; null for a seed
/// @param verdict what became of it
/// @param page what was requested; null when nothing was
public record Entry(
    String href, int depth, @Nullable String referrer, Verdict verdict, @Nullable PageRecord page) {

  /// A URL that was requested.
  ///
  /// @param page what came of it
  public static Entry of(PageRecord page) {
    return new Entry(page.url().href(), page.depth(), page.referrer(), page.verdict(), page);
  }
}

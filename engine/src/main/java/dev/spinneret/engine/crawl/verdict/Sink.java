package dev.spinneret.engine.crawl.verdict;

import org.jspecify.annotations.Nullable;

/// Where finished URLs go. Called on the loop's thread, one call at a time; must not block for
/// long.
///
/// An exception that a sink throws ends the crawl:
/// [Crawl#run()][dev.spinneret.engine.crawl.Crawl#run()] throws it.
public interface Sink {

  /// Receives the record of a URL that was requested.
  ///
  /// @param page the record
  void accept(PageRecord page);

  /// Receives the verdict of a URL that was not requested. One that [failed][Verdict.Failed] is a
  /// reference that is no valid URL.
  ///
  /// @param href the URL, or the reference as written
  /// @param depth links from a seed
  /// @param referrer the page that named it; null for a seed
  /// @param verdict why it was not requested
  default void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {}

  /// Receives a change of a host's limits.
  ///
  /// @param change limit, interval or pause
  default void limited(LimitChange change) {}
}

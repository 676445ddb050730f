package dev.spinneret.engine.crawl;

/// Why a crawl ended.
public enum EndedBy {
  /// Nothing was left to do.
  DONE,
  /// The page budget was spent.
  PAGES,
  /// The byte budget was spent.
  BYTES,
  /// The time budget was spent.
  TIME,
  /// It was asked to stop, and what was in flight came to its end.
  STOPPED,
  /// It was aborted.
  ABORTED
}

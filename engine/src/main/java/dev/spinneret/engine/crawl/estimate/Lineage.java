package dev.spinneret.engine.crawl.estimate;

import org.jspecify.annotations.Nullable;

/// The chain of fetches by which a page was found: when it could have been known at the earliest,
/// had every fetch begun as soon as its URL was known. One for each fetched page, shared by the
/// URLs that it named.
///
/// A page past [CriticalPath#KEPT] is no link of the chains of others: it points to the nearest one
/// that is, and goes when the URLs that it named are done. So chains have gaps, but their times are
/// right.
public final class Lineage {
  final @Nullable Lineage from;
  final String href;
  final long fetchNanos;

  /// After the crawl's start.
  final long doneAfterNanos;

  final boolean kept;

  Lineage(@Nullable Lineage from, String href, long fetchNanos, long doneAfterNanos, boolean kept) {
    this.from = from;
    this.href = href;
    this.fetchNanos = fetchNanos;
    this.doneAfterNanos = doneAfterNanos;
    this.kept = kept;
  }

  /// The nearest page of the chain that others may hold on to.
  @Nullable Lineage nearestKept() {
    return kept ? this : from;
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.limit.Concurrency;
import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import org.jspecify.annotations.Nullable;

/// How many more fetches a crawl may begin: what its budget, its concurrency, the memory for bodies
/// and the rate of requests leave.
///
/// @param budget what the crawl may spend
/// @param totals what it has spent
/// @param store knows what other crawlers have spent
/// @param concurrency how many fetches may be in flight
/// @param bodies the memory that their bodies share
/// @param rate how many requests may be sent in a second
record Capacity(
    Budget budget,
    Totals totals,
    CrawlStore store,
    Concurrency concurrency,
    BodyMemory bodies,
    RequestRate rate) {

  /// How many fetches may begin now, if the crawl goes on.
  ///
  /// @param nowNanos the time of the loop's turn
  /// @return 0 or less if none may
  int freeCount(long nowNanos) {
    int permitted = rate.free(nowNanos);
    if (bodies.isTight() && totals.inFlightCount > 0) {
      return 0; // each fetch that ends frees memory
    }
    // Each fetch in flight may be a page with content, and the budget must not be exceeded.
    long pagesLeft = budget.pages() - pageCount() - totals.inFlightCount;
    int most = Math.min(concurrency.limit(), bodies.maxFetches()) - totals.inFlightCount;
    return (int) Math.min(pagesLeft, Math.min(most, permitted));
  }

  /// Which part of the budget is spent.
  ///
  /// @return pages or bytes; null if neither is
  @Nullable EndedBy spent() {
    if (pageCount() >= budget.pages()) {
      return EndedBy.PAGES;
    }
    return totals.bodyBytes + store.bytesElsewhere() >= budget.bytes() ? EndedBy.BYTES : null;
  }

  private long pageCount() {
    return totals.contentCount + store.pagesElsewhere();
  }
}

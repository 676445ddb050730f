package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.limit.Concurrency;
import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private final Totals totals = new Totals();
  private final BodyMemory bodies = new BodyMemory(100 * BodyMemory.EACH_BYTES);

  @Test
  void fetchesInFlightTakeUpTheConcurrency() {
    var capacity = capacity(Budget.UNLIMITED, 0);
    assertEquals(50, capacity.freeCount(0));
    totals.inFlightCount = 20;
    assertEquals(30, capacity.freeCount(0));
  }

  @Test
  void fetchesInFlightMayAllBePagesOfTheBudget() {
    var capacity = capacity(Budget.UNLIMITED.withPages(10), 0);
    totals.contentCount = 4;
    totals.inFlightCount = 5;
    assertEquals(1, capacity.freeCount(0));
  }

  @Test
  void theRateLimitsHowManyBegin() {
    assertEquals(2, capacity(Budget.UNLIMITED, 10).freeCount(0));
  }

  @Test
  void noFetchBeginsWhileBodiesLackMemoryUnlessNoneIsInFlight() {
    var capacity = capacity(Budget.UNLIMITED, 0);
    try (var body = bodies.share(new BodyMemory.Account())) {
      body.take(80 * BodyMemory.EACH_BYTES);
      totals.inFlightCount = 1;
      assertEquals(0, capacity.freeCount(0));
      totals.inFlightCount = 0;
      assertTrue(capacity.freeCount(0) > 0, "or the crawl would never go on");
    }
  }

  @Test
  void aBudgetIsSpentAtItsLimit() {
    var capacity = capacity(Budget.UNLIMITED.withPages(3).withBytes(1_000), 0);
    totals.contentCount = 2;
    totals.bodyBytes = 999;
    assertNull(capacity.spent());
    totals.bodyBytes = 1_000;
    assertEquals(EndedBy.BYTES, capacity.spent());
    totals.contentCount = 3;
    assertEquals(EndedBy.PAGES, capacity.spent());
  }

  private Capacity capacity(Budget budget, double requestsPerSecond) {
    return new Capacity(
        budget,
        totals,
        new MemoryStore(),
        new Concurrency(50),
        bodies,
        new RequestRate(requestsPerSecond));
  }
}

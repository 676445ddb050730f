package dev.spinneret.engine.crawl.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryFrontierTest {
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private long nextOrder;

  @Test
  void hostsTakeTurnsAndEachIsFirstInFirstOut() {
    var frontier = new MemoryFrontier(false);
    frontier.offer(List.of(url(A, 0), url(A, 0), url(B, 0), url(B, 0)));
    frontier.pace(A, 10, 0);
    frontier.pace(B, 10, 0);
    assertEquals(List.of(0L, 2L, 1L, 3L), orders(frontier.lease(10, 0)));
  }

  @Test
  void aBusyHostLeavesRoomForOneThatHasNone() {
    var frontier = new MemoryFrontier(false);
    frontier.pace(A, 1_000, 0);
    for (int i = 0; i < 1_000; i++) {
      frontier.offer(List.of(url(A, 0)));
    }
    frontier.offer(List.of(url(B, 0)));
    frontier.lease(1, 0);
    frontier.delay(B, 1_000_000);
    var leases = frontier.lease(100, 0);
    assertTrue(leases.size() < 100, "all of " + leases.size());
    assertFalse(leases.isEmpty());
  }

  @Test
  void aDelayRunsFromOneLeaseToTheNextUnlessNothingWasRequested() {
    var frontier = new MemoryFrontier(false);
    frontier.offer(List.of(url(A, 0), url(A, 0), url(A, 0)));
    frontier.pace(A, 1, 100);
    var first = frontier.lease(1, 0).getFirst();
    frontier.complete(first, true);
    assertEquals(List.of(), frontier.lease(1, 99));
    assertEquals(100, frontier.nextAtNanos());
    var second = frontier.lease(1, 100).getFirst();
    frontier.complete(second, false);
    assertEquals(List.of(2L), orders(frontier.lease(1, 100)));
  }

  @Test
  void levelByLevelADepthWaitsForAllHostsAndForRetries() {
    var frontier = new MemoryFrontier(true);
    frontier.offer(List.of(url(A, 0), url(B, 1)));
    var seed = frontier.lease(10, 0);
    assertEquals(List.of(0L), orders(seed));
    frontier.retry(seed.getFirst(), 50);
    assertEquals(List.of(), frontier.lease(10, 49));
    var again = frontier.lease(10, 50);
    assertEquals(List.of(0L), orders(again));
    frontier.complete(again.getFirst(), true);
    assertEquals(List.of(1L), orders(frontier.lease(10, 50)));
  }

  @Test
  void hostsAtOneAddressShareItsLimit() {
    var frontier = new MemoryFrontier(false);
    frontier.offer(List.of(url(A, 0), url(B, 0)));
    frontier.share(A, "192.0.2.1", 1);
    frontier.share(B, "192.0.2.1", 1);
    var first = frontier.lease(10, 0);
    assertEquals(List.of(0L), orders(first));
    frontier.complete(first.getFirst(), true);
    assertEquals(List.of(1L), orders(frontier.lease(10, 0)));
  }

  @Test
  void whatIsBlockedOrDrainedIsCounted() {
    var frontier = new MemoryFrontier(false);
    frontier.offer(List.of(url(A, 0), url(A, 0), url(B, 0), url(B, 0)));
    frontier.retry(frontier.lease(1, 0).getFirst(), 10);
    var blocked = new ArrayList<>(orders(frontier.block(A)));
    blocked.sort(null);
    assertEquals(List.of(0L, 1L), blocked);
    assertEquals(2, frontier.stats().waitingCount());
    assertEquals(1, frontier.drain(1).size());
    assertEquals(1, frontier.drain(10).size());
    assertEquals(0, frontier.stats().waitingCount());
    assertEquals(Long.MAX_VALUE, frontier.nextAtNanos());
  }

  private static List<Long> orders(List<CrawlUrl> urls) {
    return urls.stream().map(CrawlUrl::order).toList();
  }

  private CrawlUrl url(String host, int depth) {
    long order = nextOrder++;
    var found = new Discovery(depth, CrawlUrl.Role.PAGE, false, null, -1, null, null);
    return new CrawlUrl(host + "/" + order, order + 1, host, order, 0, 0, found);
  }
}

package dev.spinneret.engine.crawl.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spinneret.engine.crawl.frontier.RetryQueue.Retry;
import dev.spinneret.engine.files.SpillFile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private final RetryQueue retries = new RetryQueue();

  @Test
  void theEarliestComesFirstAndNoneBeforeItsTime() {
    retries.add(new Retry(url(A, 0), 30, false));
    retries.add(new Retry(url(A, 1), 10, false));
    assertEquals(10, retries.nextAtNanos());
    assertNull(retries.poll(9));
    assertEquals(1, orderOf(retries.poll(10)));
    assertNull(retries.poll(29));
    assertEquals(0, orderOf(retries.poll(Long.MAX_VALUE)));
    assertNull(retries.poll(Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, retries.nextAtNanos());
  }

  @Test
  void retriesOfTheSameInstantKeepTheOrderOfDiscovery() {
    for (int order : new int[] {2, 0, 1}) {
      retries.add(new Retry(url(A, order), 10, false));
    }
    for (int order = 0; order < 3; order++) {
      assertEquals(order, orderOf(retries.poll(10)));
    }
  }

  @Test
  void theUrlsOfOneHostAreRemovedAndThoseOfOthersStay() {
    retries.add(new Retry(url(A, 0), 10, false));
    retries.add(new Retry(url(B, 1), 20, false));
    retries.add(new Retry(url(A, 2), 30, true));
    assertEquals(
        List.of(0L, 2L), retries.removeOf(A).stream().map(CrawlUrl::order).sorted().toList());
    assertEquals(1, orderOf(retries.poll(20)));
    assertNull(retries.poll(Long.MAX_VALUE));
  }

  @Test
  void aRetryReturnsToTheFrontOfItsDepthOrToItsEnd() {
    var host = new HostQueue(A, new SpillFile(Long.MAX_VALUE, UrlQueue.LARGEST_CHUNK));
    host.add(url(A, 5));
    host.retryCount = 2;
    new Retry(url(A, 8), 0, false).putBack(host);
    new Retry(url(A, 3), 0, true).putBack(host);
    assertEquals(List.of(8L, 5L, 3L), host.removeAll().stream().map(CrawlUrl::order).toList());
    assertEquals(0, host.retryCount);
  }

  private static long orderOf(@Nullable Retry retry) {
    return Objects.requireNonNull(retry, "none is due").url().order();
  }

  static CrawlUrl url(String host, long order) {
    return new CrawlUrl(
        host + "/" + order,
        order + 1,
        host,
        order,
        0,
        0,
        Discovery.ofSeeds(CrawlUrl.Role.PAGE, true));
  }
}

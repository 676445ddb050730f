package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FetchLadderTest {
  private static final int PAGES = 40;
  private static final int PAGE_BYTES = 5000;

  @Test
  void blockingFetchesOnePageAfterAnother() throws Exception {
    assertEquals(1, maxAtOnce("0", BlockingFetch::fetchAll));
  }

  @Test
  void aPoolFetchesAsManyPagesAtOnceAsItHasThreads() throws Exception {
    assertTrue(maxAtOnce("100ms", PoolFetch::fetchAll) <= 10);
  }

  @Test
  void aSelectorFetchesOnePageAfterAnother() throws Exception {
    assertEquals(1, maxAtOnce("0", SelectorFetch::fetchAll));
  }

  @Test
  void callbacksFetchAllPagesAtOnce() throws Exception {
    assertTrue(maxAtOnce("500ms", CallbackFetch::fetchAll) > 10);
  }

  @Test
  void futuresFetchAllPagesAtOnce() throws Exception {
    assertTrue(maxAtOnce("500ms", FutureFetch::fetchAll) > 10);
  }

  @Test
  void tasksFetchAllPagesAtOnce() throws Exception {
    assertTrue(maxAtOnce("500ms", TaskFetch::fetchAll) > 10);
  }

  @Test
  void aServerThatIsGoneFailsTheWholeFetch() throws Exception {
    var server = SiteThread.start(SiteOptions.DEFAULT);
    var address = server.site().address();
    var paths = Collections.nCopies(3, "/");
    server.close();
    assertThrows(IOException.class, () -> BlockingFetch.fetchAll(address, paths));
    assertThrows(ExecutionException.class, () -> PoolFetch.fetchAll(address, paths));
    assertThrows(IOException.class, () -> SelectorFetch.fetchAll(address, paths));
    assertThrows(Exception.class, () -> CallbackFetch.fetchAll(address, paths));
    assertThrows(Exception.class, () -> FutureFetch.fetchAll(address, paths));
    assertThrows(Exception.class, () -> TaskFetch.fetchAll(address, paths));
  }

  /// Checks that every page was fetched whole.
  ///
  /// @return how many requests the server has seen at once
  private static long maxAtOnce(String latency, Fetches fetches) throws Exception {
    var options =
        SiteOptions.DEFAULT
            .withPages(PAGES)
            .withPageBytes(PAGE_BYTES)
            .withLinksPerPage(5)
            .withLatency(Latency.parse(latency));
    try (var server = SiteThread.start(options)) {
      var site = server.site();
      var sizes = fetches.fetchAll(site.address(), Fetches.paths(site.web()));
      assertEquals(Collections.nCopies(PAGES, PAGE_BYTES), sizes);
      assertEquals(PAGES, site.stats().distinct());
      return site.stats().maxInFlight();
    }
  }
}

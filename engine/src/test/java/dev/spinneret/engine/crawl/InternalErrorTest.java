package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// An error of ours costs one URL, not the crawl.
class InternalErrorTest {
  private static final String H = "http://127.0.0.1";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void anErrorInAVisitIsThatUrlsVerdict() {
    for (var thrown :
        List.<Throwable>of(
            new IllegalStateException("boom"),
            new NoClassDefFoundError("a/b/C"),
            new StackOverflowError(),
            new AssertionError("no"))) {
      var reported = new ArrayList<String>();
      var run =
          CrawlRun.of(
              breaking("/boom", () -> thrown),
              options -> options,
              crawl -> crawl.reportErrorsTo((url, error) -> reported.add(url + " " + error)),
              H + "/");

      assertEquals(Map.of(FailureCause.INTERNAL_ERROR, 1L), run.summary.urls().failures());
      assertEquals(FailureCause.INTERNAL_ERROR, run.page(H + "/boom").error());
      assertEquals(thrown.toString(), run.page(H + "/boom").errorDetail());
      assertEquals(H + "/", run.page(H + "/boom").referrer());
      assertEquals("fetched", run.verdict(H + "/other"));
      assertEquals(List.of(H + "/boom " + thrown), reported);
      assertTrue(run.summary.urls().isBalanced(), run.summary.urls().faults().toString());
    }
  }

  @Test
  void anErrorInRobotsFailsTheUrlsOfThatHostOnly() {
    var run =
        CrawlRun.of(
            breaking("/robots.txt", () -> new IllegalStateException("boom")),
            options -> options,
            H + "/",
            H + "/2");

    assertEquals(Map.of(VerdictKind.FAILED, 2L), run.summary.urls().verdicts());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aMachineWithoutMemoryEndsTheCrawl() {
    var thrown = new OutOfMemoryError("heap");

    assertEquals(
        thrown,
        assertThrows(
            OutOfMemoryError.class,
            () -> CrawlRun.of(breaking("/boom", () -> thrown), options -> options, H + "/")));
  }

  @Test
  void aSinkThatBreaksEndsTheCrawl() {
    web.on(H + "/", Answer.links("/1"));
    var time = new VirtualTime();
    var options = CrawlOptions.DEFAULT.withSeeds(s -> s.withUrls(CrawlRun.urls(H + "/")));
    try (var loop = time.newLoop()) {
      var failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  loop.runUntilComplete(() ->
                      new Crawl(
                              loop,
                              web,
                              options,
                              _ -> {
                                throw new IllegalStateException("the sink broke");
                              })
                          .run()));
      assertEquals("the sink broke", failure.getMessage());
    }
  }

  /// A web whose fetcher throws at one path.
  private Fetcher breaking(String path, Supplier<Throwable> thrown) {
    web.on(H + "/", Answer.links("/boom", "/other")).on(H + "/other", Answer.html("other"));
    return new Fetcher() {
      @Override
      public FetchResult fetch(FetchRequest request) {
        if (request.url().path().equals(path)) {
          InternalErrorTest.<RuntimeException>sneak(thrown.get());
        }
        return web.fetch(request);
      }

      @Override
      public void close() {}
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}

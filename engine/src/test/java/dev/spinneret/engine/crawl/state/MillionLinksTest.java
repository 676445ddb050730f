package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A page that links a million URLs, within the gigabyte of heap that tests have: the page, its
/// links and what waits, all at the same time. `-Dlinks.count=1000000` for the state, too.
@Timeout(120)
class MillionLinksTest {
  private static final int LINKS = 1_000_000;
  private static final int PAGES = 50;
  private static final String H = "http://127.0.0.1/";

  @TempDir Path folder;
  private final VirtualTime time = new VirtualTime();
  private final CrawlOptions options =
      CrawlOptions.DEFAULT
          .withSeeds(s -> s.withUrls(List.of(Objects.requireNonNull(WebUrl.parse(H, null)))))
          .withBudget(b -> b.withPages(PAGES))
          .withRun(r -> r.withWallClock(time.wallClock()));

  private static MemoryWeb web(int linkCount) {
    var html = new StringBuilder();
    for (int i = 0; i < linkCount; i++) {
      html.append("<a href=/").append(i).append("></a>");
    }
    return new MemoryWeb()
        .on(H, Answer.html(html.toString()))
        .otherwise(
            request -> request.url().path().equals("/robots.txt") ? null : Answer.html("leaf"));
  }

  @Test
  void allAreKnownInMemory() {
    var web = web(LINKS);
    try (var loop = time.newLoop()) {
      check(loop.runUntilComplete(() -> new Crawl(loop, web, options, _ -> {}).run()), LINKS);
    }
  }

  /// In real time, for the file is on a real disk: a million takes half a minute there.
  @Test
  void allAreKnownInAState() {
    int linkCount = Integer.getInteger("links.count", LINKS / 10);
    var web = web(linkCount);
    try (var state = SqliteState.open(folder.resolve("state"), Map.of("a", "b"), List.of())) {
      check(
          EventLoop.run(() -> new Crawl(EventLoop.current(), web, options, _ -> {}, state).run()),
          linkCount);
    }
  }

  private static void check(CrawlSummary summary, int linkCount) {
    assertEquals(PAGES, summary.pages().count());
    assertEquals(linkCount + 1, summary.urls().discovered());
    assertEquals(linkCount + 1L - PAGES, summary.urls().verdicts().get(VerdictKind.BUDGET));
    assertTrue(summary.urls().isBalanced(), summary.urls().faults().toString());
    assertTrue(
        summary.urls().seenBytes() <= 12L * linkCount + 300_000,
        summary.urls().seenBytes() + " bytes");
  }
}

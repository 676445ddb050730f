package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One host's queue that is longer than its head in memory, while pages of several depths end in
/// any order: what is offered while a piece is read from the file is neither lost nor doubled.
@Timeout(60)
class LongQueueTest {
  private static final int PAGES = 4_000;

  /// So little that most of the queue stays in the file.
  private static final long QUEUE_BYTES = 100_000;

  @TempDir Path folder;

  @Test
  void urlsOfferedWhileAPieceIsReadAreNeitherLostNorDoubled() throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      var summary = crawl(seed);
      assertTrue(summary.urls().isBalanced(), summary.urls().faults().toString());
      assertEquals(
          PAGES,
          summary.urls().discovered(),
          "seed " + seed + ": " + summary.urls().verdicts() + summary.endedBy());
      assertEquals(PAGES, summary.pages().count(), "seed " + seed);
    }
  }

  private CrawlSummary crawl(long seed) throws Exception {
    var time = new VirtualTime();
    var web = new MemoryWeb().otherwise(request -> answer(request.url(), seed));
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s ->
                s.withUrls(List.of(Objects.requireNonNull(WebUrl.parse("http://a.test/p0", null)))))
            .withPace(p -> p.withPerHost(20))
            .withResources(r -> r.withQueueBytes(QUEUE_BYTES))
            .withRun(r -> r.withWallClock(time.wallClock()));
    try (var lines = new LineFile(folder.resolve("out-" + seed));
        var state =
            SqliteState.open(folder.resolve("state-" + seed), Map.of("a", "b"), List.of(lines));
        var loop = time.newLoop()) {
      return loop.runUntilComplete(() -> new Crawl(loop, web, options, lines, state).run());
    }
  }

  /// Page i is the only way to pages 3i+1 to 3i+3.
  private static Answer answer(WebUrl url, long seed) {
    if (url.path().equals("/robots.txt")) {
      return Answer.status(404, "");
    }
    int page = Integer.parseInt(url.path().substring(2));
    var random = new SplittableRandom(seed * PAGES + page);
    var latency = Duration.ofMillis(random.nextInt(1, 2_000));
    var links = Answer.links(links(3 * page + 1)).body();
    return Answer.html(links + "page " + page).after(latency);
  }

  private static String[] links(int first) {
    var links = new String[Math.max(0, Math.min(3, PAGES - first))];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/p" + (first + i);
    }
    return links;
  }
}

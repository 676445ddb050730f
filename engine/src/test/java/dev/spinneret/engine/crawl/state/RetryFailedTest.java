package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A later run may ask again for what failed in earlier ones.
class RetryFailedTest {
  private static final String H = "http://a.test";

  @TempDir Path folder;

  @Test
  void whatFailedIsAskedForAgainAndNothingElse() throws Exception {
    var down =
        web()
            .on(H + "/busy", Answer.status(503, "later"))
            .on(H + "/broken", Answer.failure(FailureCause.BAD_MESSAGE))
            .on(H + "/gone", Answer.status(404, "gone"))
            .on("http://dead.test/robots.txt", Answer.failure(FailureCause.CONNECT_TIMEOUT));
    var first = run(down, false);
    assertEquals(Map.of(VerdictKind.FETCHED, 3L, VerdictKind.FAILED, 2L), first.urls().verdicts());
    var up =
        web()
            .on(H + "/busy", Answer.links("/behind"))
            .on(H + "/broken", Answer.html("whole"))
            .on("http://dead.test/x", Answer.html("alive"))
            .on(H + "/behind", Answer.html("behind"));

    assertEquals(0, run(up, false).requests().count(), "not without being asked to");
    var second = run(up, true);

    assertEquals(Map.of(VerdictKind.FETCHED, 6L), second.urls().verdicts());
    assertTrue(second.urls().isBalanced(), second.urls().faults().toString());
    assertEquals(0, up.count(H + "/") + up.count(H + "/gone"));
    assertEquals(2, second.pages().earlier(), "the home page and what is gone");
    var lines = Files.readAllLines(folder.resolve("x.out"));
    assertEquals(5 + 4, lines.size(), "a record for each new attempt");
    assertEquals(0, run(up, true).requests().count(), "nothing has failed any more");
  }

  private static MemoryWeb web() {
    return new MemoryWeb()
        .latency(Duration.ofMillis(5))
        .on(H + "/", Answer.links("/busy", "/broken", "/gone", "http://dead.test/x"));
  }

  private CrawlSummary run(MemoryWeb web, boolean retryFailed) throws IOException {
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(Objects.requireNonNull(WebUrl.parse(H, null)))))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withRetry(r -> r.withAttemptCount(1))
            .withRun(r -> r.withWallClock(time.wallClock()));
    try (var lines = new LineFile(folder.resolve("x.out"));
        var state = SqliteState.open(folder.resolve("x.state"), Map.of("a", "b"), List.of(lines));
        var loop = time.newLoop()) {
      if (retryFailed) {
        state.retryFailed();
      }
      return loop.runUntilComplete(() -> new Crawl(loop, web, options, lines, state).run());
    }
  }
}

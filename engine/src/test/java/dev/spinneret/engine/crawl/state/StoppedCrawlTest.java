package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.SeedFeed;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Stops at awkward moments of a kept crawl.
@Timeout(60)
class StoppedCrawlTest {
  private static final int PAGES = 60;

  @TempDir Path folder;
  private final MemoryWeb web = SmallWeb.of(7, 3, PAGES);

  @Test
  void aStopThatComesBeforeTheCrawlAsksNobodyAndKeepsTheSeeds() throws Exception {
    var stopped = run("x", List.of(SmallWeb.SEED), Crawl::requestStop);

    assertEquals(EndedBy.STOPPED, stopped.endedBy());
    assertEquals(0, web.requests().size());
    assertEquals(Map.of(VerdictKind.LEFT_OVER, 1L), stopped.urls().verdicts());
    var whole = run("y", List.of(SmallWeb.SEED), _ -> {});
    assertEquals(
        whole.urls().verdicts(), run("x", List.of(SmallWeb.SEED), _ -> {}).urls().verdicts());
    assertEquals(lines("y"), lines("x"));
  }

  @Test
  void aStopWhileAStateIsReadStopsTheRunThatReadsIt() throws Exception {
    var whole = run("y", List.of(SmallWeb.SEED), _ -> {});
    run("x", List.of(SmallWeb.SEED), crawl -> at(20, crawl::requestStop));
    int before = web.requests().size();

    run("x", List.of(SmallWeb.SEED), Crawl::requestStop);

    assertEquals(before, web.requests().size(), "nothing new is asked for");
    assertEquals(
        whole.urls().verdicts(), run("x", List.of(SmallWeb.SEED), _ -> {}).urls().verdicts());
    assertEquals(lines("y"), lines("x"));
  }

  @Test
  void anAbortLosesNothingEither() throws Exception {
    var whole = run("y", List.of(SmallWeb.SEED), _ -> {});
    for (int i = 1; i < 8; i++) {
      int requests = web.requests().size() + 9;
      run("x", List.of(SmallWeb.SEED), crawl -> at(requests, crawl::abort));
    }
    assertEquals(
        whole.urls().verdicts(), run("x", List.of(SmallWeb.SEED), _ -> {}).urls().verdicts());
    assertEquals(lines("y"), lines("x"));
  }

  @Test
  void seedsOfAFeedThatAreFedAgainAreAskedForOnce() throws Exception {
    int before = 0;
    for (int round = 0; round < 3; round++) {
      int stopAt = web.requests().size() + 25;
      run(
          "x",
          List.of(),
          crawl -> {
            crawl.takeSeedsFrom(feed());
            at(stopAt, crawl::requestStop);
          });
      assertTrue(web.requests().size() > before, "round " + round);
      before = web.requests().size();
    }
    var ended = run("x", List.of(), crawl -> crawl.takeSeedsFrom(feed()));
    var whole = run("y", List.of(), crawl -> crawl.takeSeedsFrom(feed()));
    assertEquals(whole.urls().verdicts(), ended.urls().verdicts());
    assertEquals(lines("y"), lines("x"));
  }

  private static SeedFeed feed() {
    var feed = new SeedFeed();
    try {
      for (int i = 0; i < PAGES; i++) {
        feed.put(Objects.requireNonNull(WebUrl.parse("http://h1.test/" + i, null)));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    feed.close();
    return feed;
  }

  /// Does something when so many requests were made.
  private void at(int requests, Runnable action) {
    watch =
        () -> {
          if (web.requests().size() >= requests) {
            watch = () -> {};
            action.run();
          }
        };
  }

  private Runnable watch = () -> {};

  private CrawlSummary run(String name, List<String> seeds, Consumer<Crawl> before)
      throws IOException {
    watch = () -> {};
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s ->
                s.withUrls(
                    seeds.stream()
                        .map(seed -> Objects.requireNonNull(WebUrl.parse(seed, null)))
                        .toList()))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withPace(p -> p.withPerHost(2))
            .withRun(r -> r.withWallClock(time.wallClock()));
    try (var lines = new LineFile(folder.resolve(name + ".out"));
        var state =
            SqliteState.open(folder.resolve(name + ".state"), Map.of("a", "b"), List.of(lines));
        var loop = time.newLoop()) {
      return loop.runUntilComplete(() -> {
        var crawl = new Crawl(loop, new Watched(), options, lines, state);
        before.accept(crawl);
        return crawl.run();
      });
    }
  }

  /// The web, with an eye on how often it was asked.
  private final class Watched implements Fetcher {
    @Override
    public FetchResult fetch(FetchRequest request) {
      watch.run();
      return web.fetch(request);
    }

    @Override
    public void close() {}
  }

  private HashSet<String> lines(String name) throws IOException {
    var lines = Files.readAllLines(folder.resolve(name + ".out"));
    var set = new HashSet<>(lines);
    assertEquals(set.size(), lines.size(), "a line is doubled");
    return set;
  }
}

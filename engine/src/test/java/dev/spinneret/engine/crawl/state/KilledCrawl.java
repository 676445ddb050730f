package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program that crawls a web in memory in real time, so that it can be killed.
final class KilledCrawl {
  private KilledCrawl() {}

  /// Crawls; arguments are the base path of its files, and the web's seed.
  public static void main(String[] arguments) {
    var base = arguments[0];
    var web = SmallWeb.of(Long.parseLong(arguments[1]), 5, 300);
    var seed = Objects.requireNonNull(WebUrl.parse(SmallWeb.SEED, null));
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(seed)))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withPace(p -> p.withPerHost(4));
    try (var lines = new LineFile(Path.of(base + ".out"));
        var state =
            SqliteState.open(Path.of(base + ".state"), Map.of("seed", base), List.of(lines))) {
      state.commitEvery(Duration.ofMillis(20)); // so that most kills fall between two commits
      var summary =
          EventLoop.run(() -> {
            System.out.println("crawling");
            return new Crawl(EventLoop.current(), web, options, lines, state).run();
          });
      System.out.println(summary.urls().verdicts());
      System.out.println("balanced " + summary.urls().isBalanced());
    }
  }
}

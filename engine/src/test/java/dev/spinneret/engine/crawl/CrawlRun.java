package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One crawl of a web in memory under virtual time, and what it reported.
final class CrawlRun implements Sink {
  final List<PageRecord> pages = new ArrayList<>();
  final Map<String, Verdict> verdicts = new HashMap<>();
  final VirtualTime time = new VirtualTime();
  CrawlSummary summary;

  private CrawlRun() {}

  static CrawlRun of(Fetcher web, String... seeds) {
    return of(web, options -> options, seeds);
  }

  static CrawlRun of(Fetcher web, UnaryOperator<CrawlOptions> set, String... seeds) {
    return of(web, set, _ -> {}, seeds);
  }

  static CrawlRun of(
      Fetcher web, UnaryOperator<CrawlOptions> set, Consumer<Crawl> meanwhile, String... seeds) {
    var run = new CrawlRun();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(urls(seeds)))
            .withRun(r -> r.withWallClock(run.time.wallClock()));
    try (EventLoop loop = run.time.newLoop()) {
      run.summary =
          loop.runUntilComplete(() -> {
            var crawl = new Crawl(loop, web, set.apply(options), run);
            meanwhile.accept(crawl);
            return crawl.run();
          });
    }
    return run;
  }

  static List<WebUrl> urls(String... hrefs) {
    return List.of(hrefs).stream().map(CrawlRun::url).toList();
  }

  static WebUrl url(String href) {
    return Objects.requireNonNull(WebUrl.parse(href, null), href);
  }

  @Override
  public void accept(PageRecord page) {
    pages.add(page);
    put(page.url().withoutFragment(), page.verdict());
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    put(href, verdict);
  }

  private void put(String href, Verdict verdict) {
    var earlier = verdicts.put(href, verdict);
    boolean reopened =
        earlier instanceof Verdict.OutOfScope
            || earlier instanceof Verdict.TooDeep
            || earlier instanceof Verdict.Redirected;
    if (earlier != null && !reopened) {
      throw new AssertionError(href + " has two verdicts: " + earlier + ", " + verdict);
    }
  }

  String verdict(String href) {
    var verdict = verdicts.get(href);
    return verdict == null ? "none" : verdict.kind().label();
  }

  PageRecord page(String href) {
    return pages.stream().filter(page -> page.url().href().equals(href)).findFirst().orElseThrow();
  }

  List<String> urls() {
    return pages.stream().map(page -> page.url().href()).toList();
  }

  Duration elapsed() {
    return summary.elapsed();
  }
}

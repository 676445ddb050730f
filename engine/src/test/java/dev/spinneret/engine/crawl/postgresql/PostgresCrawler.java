package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.state.DurableOutput;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A crawler of a shared crawl, with one output in memory.
final class PostgresCrawler implements Sink, DurableOutput {
  static final Duration LEASE = Duration.ofSeconds(3);
  static final Map<String, String> SETTINGS = Map.of("--scope", "ANY");

  final List<String> records = new ArrayList<>();
  final String name;
  private final PostgresAddress address;
  private final Takeovers takeovers;

  PostgresCrawler(PostgresAddress address, String name) {
    this(address, name, new Takeovers(LEASE));
  }

  PostgresCrawler(PostgresAddress address, String name, Takeovers takeovers) {
    this.address = address;
    this.name = name;
    this.takeovers = takeovers;
  }

  /// A run of the crawler that has joined.
  ///
  /// @param state closed by the caller, if the crawl is not run to its end
  record Joined(Crawl crawl, AutoCloseable state) {}

  /// Joins the crawl; on the loop's thread.
  Joined join(Fetcher web, String... seeds) {
    return join(web, options(seeds), seeds.length > 0);
  }

  private Joined join(Fetcher web, CrawlOptions options, boolean hasSeeds) {
    var place =
        PostgresCrawl.join(address, new PostgresCrawl.Joiner(name, hasSeeds, SETTINGS, LEASE));
    var state = place.takePart(options, List.of(this), takeovers);
    return new Joined(new Crawl(EventLoop.current(), web, options, this, state), state);
  }

  /// Joins and crawls to the end; in a task.
  CrawlSummary crawl(Fetcher web, String... seeds) throws Exception {
    return crawl(web, options(seeds), seeds.length > 0);
  }

  /// Joins and crawls to the end, with options of its own; in a task.
  CrawlSummary crawl(Fetcher web, CrawlOptions options, boolean hasSeeds) throws Exception {
    var joined = join(web, options, hasSeeds);
    try (var _ = joined.state()) {
      return joined.crawl().run();
    }
  }

  static CrawlOptions options(String... seeds) {
    return CrawlOptions.DEFAULT
        .withSeeds(s ->
            s.withUrls(
                Arrays.stream(seeds)
                    .map(seed -> Objects.requireNonNull(WebUrl.parse(seed, null)))
                    .toList()))
        .withScope(scope -> scope.withMode(ScopeMode.ANY))
        .withPace(pace -> pace.withPerHost(2))
        .withRetry(retry -> retry.withAttemptCount(1))
        .withRun(run -> run.withRandomSeed(0));
  }

  @Override
  public void accept(PageRecord page) {
    records.add(page.url().withoutFragment() + " " + page.verdict().kind().label());
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    records.add(href + " " + verdict.kind().label());
  }

  @Override
  public String name() {
    return "records";
  }

  @Override
  public Mark mark() {
    long size = records.size();
    return () -> size;
  }

  @Override
  public void cutTo(long length) {
    records.subList((int) length, records.size()).clear();
  }
}

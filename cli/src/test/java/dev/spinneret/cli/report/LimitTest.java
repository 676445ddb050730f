package dev.spinneret.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.terminal.Style;
import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each cause that can limit a crawl, in virtual time.
class LimitTest {
  private static final String WEB = "http://a.test";
  private static final String LOOPBACK = "http://127.0.0.1:8080";
  private static final int PAGES = 400;

  private final MemoryWeb web = new MemoryWeb();
  private final CrawlStatistics statistics = new CrawlStatistics();
  private Duration cpu = Duration.ZERO;
  private Duration outputWait = Duration.ZERO;
  private int concurrency = 1_000;

  @Test
  void aCrawlDelayIsPoliteness() {
    star(WEB, Answer.text("User-agent: *\nCrawl-delay: 2\n"));
    var limit = limit(WEB, options -> options);
    assertEquals("politeness of host http://a.test (Crawl-delay 2s)", limit.what());
    assertTrue(limit.share() > 0.99, limit.toString());
  }

  @Test
  void aDelayOfThePersonsIsPoliteness() {
    star(LOOPBACK, Answer.status(404, ""));
    var limit =
        limit(LOOPBACK, options -> options.withPace(p -> p.withDelay(Duration.ofMillis(250))));
    assertEquals("politeness of host http://127.0.0.1:8080 (--delay 250ms)", limit.what());
    assertTrue(limit.share() > 0.99, limit.toString());
  }

  @Test
  void aHostThatAsksToBeLeftAloneIsPoliteness() {
    star(LOOPBACK, Answer.status(404, ""));
    web.otherwise(request ->
        web.count(request.url().href()) == 1
            ? Answer.status(429, "", "Retry-After", "60")
            : Answer.html("x"));
    var limit = limit(LOOPBACK, options -> options);
    assertEquals("politeness of host http://127.0.0.1:8080 (Retry-After)", limit.what());
    assertTrue(limit.share() > 0.9, limit.toString());
  }

  @Test
  void pushBackWithoutRetryAfterIsPoliteness() {
    star(WEB, Answer.status(404, ""));
    web.otherwise(
        request -> web.requests().size() % 2 == 0 ? Answer.status(429, "") : Answer.html("x"));
    var limit = limit(WEB, options -> options);
    assertEquals("politeness of host http://a.test (push-back, 429 or 503)", limit.what());
  }

  @Test
  void aHostThatCanDoNoMoreIsNamedAndNotItsLimit() {
    star(WEB, Answer.status(404, ""));
    // One worker, 50 ms a page: each request waits for those before it.
    var free = new long[1];
    web.otherwise(_ -> {
      long now = EventLoop.current().timeNanos();
      free[0] = Math.max(now, free[0]) + 50_000_000;
      return Answer.html("x" + free[0]).after(Duration.ofNanos(free[0] - now));
    });
    var report = report(WEB, options -> options);
    assertTrue(
        report.limit().what().startsWith("capacity of host http://a.test (no faster with "),
        report.limit().what());
    assertTrue(report.value("least_time.share") < 0.7, "the queue is not the host's latency");
  }

  @Test
  void theAdaptiveLimitIsPoliteness() {
    star(WEB, Answer.status(404, ""));
    var limit = limit(WEB, options -> options);
    assertTrue(
        limit.what().matches("politeness of host http://a.test \\(adaptive limit, [4-6]\\..*\\)"),
        limit.what());
    assertTrue(limit.share() > 0.9, limit.toString());
  }

  @Test
  void aLimitOfThePersonsIsPoliteness() {
    star(WEB, Answer.status(404, ""));
    var limit = limit(WEB, options -> options.withPace(p -> p.withPerHost(3)));
    assertEquals("politeness of host http://a.test (limit of 3)", limit.what());
    assertTrue(limit.share() > 0.9, limit.toString());
  }

  @Test
  void concurrencyIsNamedWhereItIsUsedUp() {
    star(LOOPBACK, Answer.status(404, ""));
    concurrency = 20;
    var limit = limit(LOOPBACK, options -> options);
    assertEquals("concurrency (--concurrency 20)", limit.what());
    assertTrue(limit.share() > 0.9, limit.toString());
  }

  @Test
  void aChainOfPagesIsLatency() {
    web.otherwise(request ->
        request.url().path().length() > 40 ? null : Answer.links(request.url().path() + "x"));
    var report = report(LOOPBACK, options -> options);
    assertEquals("latency", report.limit().what());
    assertEquals("the longest chain of links", report.bound().what());
    assertEquals(1, report.value("least_time.share"), 1e-9);
    var text = ReportText.of(report, Style.PLAIN);
    assertTrue(
        text.contains("least time possible 0.42 s (the longest chain of links): 100 %"), text);
    assertTrue(text.contains("critical path 0.42 s, 42 fetches: "), text);
    assertTrue(text.contains(" > 37 more > "), text);
  }

  @Test
  void theCpuIsNamedAndWhetherItParses() {
    star(LOOPBACK, Answer.status(404, ""));
    cpu = Duration.ofSeconds(100);
    var limit = limit(LOOPBACK, options -> options);
    assertEquals("CPU (parse 0 % of it)", limit.what());
    assertEquals(1, limit.share());
    var summary = summary(LOOPBACK, options -> options);
    var parsing = new CrawlStatistics();
    parsing.add(page(Duration.ofSeconds(80)));
    var facts =
        new RunFacts(
            1_000, RequestRates.UNLIMITED, null, Duration.ZERO, cpu, new ProcessUsage(cpu, 0));
    assertEquals(
        "CPU of parsing (80 % of all CPU)",
        new CrawlReport(summary, parsing, facts).limit().what());
  }

  @Test
  void anOutputThatCannotKeepUpIsNamed() {
    star(LOOPBACK, Answer.status(404, ""));
    outputWait = Duration.ofDays(1);
    cpu = Duration.ofDays(1);
    assertEquals("output", limit(LOOPBACK, options -> options).what());
  }

  @Test
  void theRatesThatWereTypedAreNamed() {
    star(LOOPBACK, Answer.status(404, ""));
    assertEquals(
        "--rate 5/s",
        limit(LOOPBACK, options -> options.withPace(p -> p.withRates(new RequestRates(5, 0))))
            .what());
    assertEquals(
        "politeness of host http://127.0.0.1:8080 (--host-rate, 250ms apart)",
        limit(LOOPBACK, options -> options.withPace(p -> p.withRates(new RequestRates(0, 4))))
            .what());
  }

  @Test
  void aBudgetIsNamedWhereNothingElseHeldTheCrawlBack() {
    star(LOOPBACK, Answer.status(404, ""));
    assertEquals(
        "budget (pages)",
        limit(LOOPBACK, options -> options.withBudget(b -> b.withPages(30))).what());
  }

  @Test
  void theSummarysJsonTellsThePath() throws IOException {
    star(LOOPBACK, Answer.status(404, ""));
    var report = report(LOOPBACK, options -> options);
    var least = new ObjectMapper().readTree(ReportJson.of(report)).get("least_time");
    assertEquals(3, least.get("critical_path_fetches").asInt());
    assertEquals(3, least.get("critical_path").size());
    assertEquals(10, least.get("critical_path").get(1).get("ms").asDouble());
    assertEquals(10, least.get("critical_path").get(1).get("at_ms").asDouble());
    assertTrue(CrawlReport.isName("least_time.share"));
  }

  @Test
  void aCrawlOfNothingIsLimitedByNothing() {
    var limit = report(null, options -> options).limit();
    assertEquals(new Limit("nothing was fetched", 0), limit);
  }

  @Test
  void aLongUrlLosesItsMiddle() {
    var href = "http://a.test/" + "x".repeat(100) + "/end";
    assertEquals(59, PathText.shortened(href).length());
    assertTrue(PathText.shortened(href).endsWith("/end"));
    assertEquals("http://a.test/", PathText.shortened("http://a.test/"));
  }

  /// A page that names many others.
  private void star(String site, Answer robots) {
    var links = IntStream.range(0, PAGES).mapToObj(n -> "/" + n).toArray(String[]::new);
    web.on(site + "/robots.txt", robots)
        .on(site + "/", Answer.links(links))
        .otherwise(request -> Answer.html(request.url().path()));
  }

  private Limit limit(String site, UnaryOperator<CrawlOptions> set) {
    return report(site, set).limit();
  }

  private CrawlReport report(@Nullable String site, UnaryOperator<CrawlOptions> set) {
    var facts =
        new RunFacts(
            concurrency,
            set.apply(CrawlOptions.DEFAULT).pace().rates(),
            null,
            outputWait,
            cpu,
            new ProcessUsage(cpu, 0));
    return new CrawlReport(summary(site, set), statistics, facts);
  }

  private CrawlSummary summary(@Nullable String site, UnaryOperator<CrawlOptions> set) {
    var time = new VirtualTime();
    var seeds =
        site == null
            ? List.<WebUrl>of()
            : List.of(Objects.requireNonNull(WebUrl.parse(site + "/", null), site));
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(seeds))
            .withRun(r -> r.withWallClock(time.wallClock()))
            .withPace(p -> p.withConcurrency(concurrency));
    try (var loop = time.newLoop()) {
      return loop.runUntilComplete(() -> new Crawl(loop, web, set.apply(options), sink()).run());
    }
  }

  private Sink sink() {
    return new Sink() {
      @Override
      public void accept(PageRecord page) {
        statistics.add(page);
      }

      @Override
      public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {}
    };
  }

  private PageRecord page(Duration parse) {
    var url = Objects.requireNonNull(WebUrl.parse(LOOPBACK + "/", null));
    return new PageRecord(
        url,
        0,
        null,
        new PageRecord.Fetch(
            Instant.EPOCH,
            FetchTimings.NONE,
            1,
            new Reply(200, Headers.EMPTY, new byte[0], false, null)),
        new Verdict.Fetched(200),
        null,
        new PageRecord.Content(List.of(), null, false, false, 0, parse.toNanos(), List.of(), null));
  }
}

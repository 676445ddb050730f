package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.MemoryFrontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.robots.RobotsRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolitenessTest {
  private static final String A = "http://a.test";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void retryAfterIsHonouredByTheWholeHost() {
    web.on(A + "/", Answer.links("/1", "/2", "/3"))
        .otherwise(request -> {
          var path = request.url().path();
          boolean first = path.equals("/1") && web.count(A + "/1") == 1;
          return path.equals("/robots.txt")
              ? null
              : first
                  ? Answer.status(429, "", "Retry-After", "100")
                  : Answer.html(path).after(Duration.ofSeconds(1));
        });

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(1)), A + "/");

    assertEquals(4, run.summary.urls().verdicts().get(VerdictKind.FETCHED));
    assertEquals(2, web.count(A + "/1"));
    var requests = web.requests();
    long gap = requests.get(3).atNanos() - requests.get(2).atNanos();
    assertTrue(gap >= Duration.ofSeconds(100).toNanos(), requests.toString());
    assertEquals(1, run.summary.requests().retries());
  }

  @Test
  void aHostThatAsksForTooMuchPatienceIsLeftAlone() {
    var closed = Answer.status(503, "", "Retry-After", "86400");
    web.on(A + "/", Answer.links("/1", "/2", "/3", "/4", "/5"))
        .on(A + "/1", closed)
        .on(A + "/2", closed)
        .on(A + "/3", closed);

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(1)), A + "/");

    assertEquals(
        Map.of(VerdictKind.FETCHED, 4L, VerdictKind.LEFT_OVER, 2L), run.summary.urls().verdicts());
    assertEquals(503, run.page(A + "/1").status());
    assertEquals(1, run.summary.notes().leftAlone().size());
  }

  @Test
  void aPageThatAsksForTooMuchPatienceIsNotTheHost() {
    var closed = Answer.status(429, "", "Retry-After", "86400");
    web.on(A + "/", Answer.links("/1", "/2", "/3", "/4", "/5", "/6"))
        .on(A + "/1", closed)
        .on(A + "/3", closed)
        .on(A + "/5", closed);

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(1)), A + "/");

    assertEquals(Map.of(VerdictKind.FETCHED, 7L), run.summary.urls().verdicts());
    assertEquals(1, web.count(A + "/1"));
  }

  @Test
  void aBusyServerIsAskedAgainWithBackOffAndThenReported() {
    web.on(A + "/", Answer.status(503, "busy"));

    var run = CrawlRun.of(web, A + "/");

    assertEquals(5, web.count(A + "/"), "two that do not count, then three attempts");
    assertEquals(503, run.page(A + "/").status());
    assertEquals(5, run.page(A + "/").fetch().attempts());
    assertTrue(run.elapsed().toSeconds() < 40, () -> run.elapsed().toString());
  }

  @Test
  void oneAttemptIsOneAttempt() {
    web.on(A + "/", Answer.status(503, "busy"));

    CrawlRun.of(web, options -> options.withRetry(r -> r.withAttemptCount(1)), A + "/");

    assertEquals(1, web.count(A + "/"));
  }

  @Test
  void aHostThatRefusesEverythingForTenMinutesIsClosed() {
    var links = new String[500];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .otherwise(
            request -> request.url().path().equals("/robots.txt") ? null : Answer.status(429, ""));

    var run = CrawlRun.of(web, A + "/");

    assertTrue(run.elapsed().compareTo(Duration.ofMinutes(11)) < 0, () -> run.elapsed().toString());
    assertTrue(web.requests().size() < 60, () -> web.requests().size() + " requests");
    assertTrue(
        run.verdicts.values().stream()
            .anyMatch(verdict -> verdict.detail().contains("refused everything for 10 minutes")));
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aPageThatAlwaysRefusesCostsOnlyItself() {
    var links = new String[200];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .on(A + "/7", Answer.status(503, "never"))
        .on(A + "/99", Answer.status(429, "never"))
        .otherwise(request -> Answer.html(request.url().path()));

    var run = CrawlRun.of(web, A + "/");

    assertEquals(199, run.pages.stream().filter(page -> page.status() == 200).count());
    assertEquals(503, run.page(A + "/7").status());
    assertEquals(429, run.page(A + "/99").status());
    assertTrue(run.elapsed().toSeconds() < 40, () -> run.elapsed().toString());
  }

  @Test
  void pagesThatAlwaysRefuseDoNotHoldUpTheEndOfACrawl() {
    var links = new String[60];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .otherwise(request ->
            request.url().path().matches("/[1-5]?[05]")
                ? Answer.status(503, "never")
                : Answer.html(request.url().path()));

    var run = CrawlRun.of(web, A + "/");

    assertEquals(12, run.pages.stream().filter(page -> page.status() == 503).count());
    assertEquals(49, run.pages.stream().filter(page -> page.status() == 200).count());
    assertTrue(run.elapsed().toSeconds() < 30, () -> run.elapsed().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 10, 20})
  void pagesThatAlwaysRefuseDoNotKeepTheOthersOfTheirHostWaiting(int refusingCount) {
    var links = new String[80];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    var refused = List.of(links).subList(0, refusingCount);
    web.on(A + "/", Answer.links(links))
        .otherwise(request ->
            refused.contains(request.url().path())
                ? Answer.status(503, "never")
                : Answer.html(request.url().path()));

    var run =
        CrawlRun.of(
            web,
            options ->
                options.withRetry(r -> r.withAttemptCount(2)).withScope(s -> s.withMaxDepth(2)),
            A + "/");

    assertEquals(81, run.pages.size());
    assertTrue(run.elapsed().toSeconds() < 60, () -> run.elapsed().toString());
  }

  @Test
  void noMoreIsFetchedOfAHostWhileMuchOfItIsRead() {
    var seeds = CrawlRun.urls(A + "/");
    var options =
        CrawlOptions.DEFAULT.withSeeds(s -> s.withUrls(seeds)).withPace(p -> p.withPerHost(6));
    var frontier = new MemoryFrontier(false, Long.MAX_VALUE);
    var politeness = new Politeness(options, frontier, new MemoryStore(), _ -> {});
    var host = politeness.hostOf(seeds.getFirst());
    politeness.open(host, RobotsRules.allowAll(), Long.MAX_VALUE);
    assertEquals(6, host.pacedConcurrency);

    politeness.reads(host, 3L << 20);
    assertEquals(1, host.pacedConcurrency);

    politeness.reads(host, -3L << 20);
    assertEquals(6, host.pacedConcurrency);
  }

  @Test
  void pagesThatAlwaysRefuseDoNotHoldUpTheEndOfALevel() {
    var links = new String[60];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .otherwise(request -> {
          var path = request.url().path();
          return path.matches("/5[0-9]")
              ? Answer.status(503, "never").after(Duration.ofMillis(200))
              : Answer.links(path + "/deeper");
        });

    var run = CrawlRun.of(web, options -> options.withScope(s -> s.withMaxDepth(2)), A + "/");

    assertEquals(10, run.pages.stream().filter(page -> page.status() == 503).count());
    assertEquals(101, run.pages.stream().filter(page -> page.status() == 200).count());
    assertTrue(run.elapsed().toSeconds() < 60, () -> run.elapsed().toString());
  }

  @Test
  void aLackOfLocalResourcesIsNeverChargedToTheHost() {
    int[] count = {0};
    var links = new String[300];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .otherwise(request -> {
          boolean robots = request.url().path().equals("/robots.txt");
          // For two seconds everything fails, as when all descriptors are taken.
          return !robots && count[0]++ < 100
              ? Answer.failure(FailureCause.LOCAL_RESOURCES)
              : Answer.html(request.url().path());
        });

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(50)), A + "/");

    assertEquals(301, run.pages.stream().filter(page -> page.status() == 200).count());
    assertEquals(Map.of(), run.summary.urls().failures());
  }

  @Test
  void aBurstOfFailuresIsOneFailureInARow() {
    int[] count = {0};
    var links = new String[300];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/" + i;
    }
    web.on(A + "/", Answer.links(links))
        .otherwise(request -> {
          boolean robots = request.url().path().equals("/robots.txt");
          return !robots && count[0]++ < 100
              ? Answer.failure(FailureCause.RESET)
              : Answer.html(request.url().path());
        });

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(100)), A + "/");

    assertEquals(301, run.pages.stream().filter(page -> page.status() == 200).count());
  }

  @Test
  void failuresThatStayAreNotRetried() {
    web.on(A + "/", Answer.failure(FailureCause.TLS_EXPIRED));

    CrawlRun.of(web, A + "/");

    assertEquals(1, web.count(A + "/"));
  }

  @Test
  void hostsOfOneAddressShareALimit() throws UnknownHostException {
    var address = InetAddress.getByName("192.0.2.7");
    web.otherwise(request -> {
      var path = request.url().path();
      return path.equals("/robots.txt")
          ? Answer.status(404, "").from(address)
          : path.length() > 8
              ? Answer.html(path).from(address)
              : Answer.links(path + "1", path + "2").from(address);
    });
    var seeds = new String[20];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = "http://h" + i + ".test/";
    }

    var run = CrawlRun.of(web, seeds);

    assertTrue(run.summary.urls().isBalanced());
    assertEquals(20 * 511, run.summary.pages().count());
    // All twenty robots.txt are asked for before the address is known; then 12 together.
    long after = web.requests().get(60).atNanos();
    long requests = web.requests().stream().filter(r -> r.atNanos() > after).count();
    double rounds = (run.elapsed().toNanos() - after) / 10e6;
    assertTrue(requests / rounds <= 12.5, requests + " requests in " + rounds + " rounds");
    assertTrue(requests / rounds >= 8, requests + " requests in " + rounds + " rounds");
  }

  @Test
  void aHostsPageBudgetIsExact() {
    web.otherwise(request ->
        request.url().path().equals("/robots.txt")
            ? null
            : Answer.links(request.url().path() + "1", request.url().path() + "2"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withPerHost(8)).withBudget(b -> b.withHostPages(33)),
            A + "/",
            "http://b.test/");

    assertEquals(66, run.summary.pages().count());
    assertEquals(EndedBy.DONE, run.summary.endedBy());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void bytesAndTimeEndACrawl() {
    web.otherwise(request -> Answer.links(request.url().path() + "1", request.url().path() + "2"))
        .latency(Duration.ofSeconds(1));

    var bytes = CrawlRun.of(web, options -> options.withBudget(b -> b.withBytes(1_000)), A + "/");
    var time =
        CrawlRun.of(
            web, options -> options.withBudget(b -> b.withTime(Duration.ofSeconds(9))), A + "/");

    assertEquals(EndedBy.BYTES, bytes.summary.endedBy());
    assertTrue(bytes.summary.pages().bytes() >= 1_000 && bytes.summary.pages().bytes() < 2_000);
    assertEquals(EndedBy.TIME, time.summary.endedBy());
    assertTrue(time.elapsed().toSeconds() <= 10);
    assertTrue(bytes.summary.urls().isBalanced() && time.summary.urls().isBalanced());
  }

  @Test
  void robotsIsFetchedAgainWhenItIsOld() {
    web.on(A + "/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 7\n"))
        .otherwise(request ->
            request.url().path().length() > 12 ? null : Answer.links(request.url().path() + "x"));

    CrawlRun.of(
        web, options -> options.withRobots(r -> r.withTtl(Duration.ofSeconds(20))), A + "/");

    assertTrue(web.count(A + "/robots.txt") > 3, () -> web.count(A + "/robots.txt") + " times");
  }

  @Test
  void retryAfterIsReadAsSecondsOrDate() {
    InstantSource now = () -> Instant.parse("2026-01-01T00:00:00Z");
    Map<String, Long> cases =
        Map.of(
            "120", 120L,
            " 5 ", 5L,
            "Thu, 01 Jan 2026 00:01:00 GMT", 60L,
            "Wed, 31 Dec 2025 00:00:00 GMT", 0L,
            "Thursday, 01-Jan-26 00:02:00 GMT", 120L,
            "Thu Jan  1 00:03:00 2026", 180L,
            "99999999999999999999", 365L * 86_400);
    cases.forEach((value, seconds) ->
        assertEquals(
            Duration.ofSeconds(seconds).toNanos(),
            Retries.retryAfterNanos(reply(503, value), now),
            value));
    assertEquals(-1, Retries.retryAfterNanos(reply(503, "soon"), now));
    assertEquals(-1, Retries.retryAfterNanos(reply(200, "120"), now));
    assertEquals(-1, Retries.retryAfterNanos(reply(503, ""), now));
  }

  @Test
  void backOffDoublesWithJitterUpToItsLimit() {
    var rule =
        new RetryRule(9, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1), 1);
    var random = new SplittableRandom(1);
    for (int failed = 1; failed < 80; failed++) {
      long whole = Duration.ofSeconds(Math.min(30, 1L << Math.min(failed - 1, 40))).toNanos();
      long wait = rule.backOffNanos(failed, random);
      assertTrue(wait >= whole / 2 && wait <= whole, failed + ": " + wait);
    }
  }

  private static Reply reply(int status, String retryAfter) {
    var headers = new Headers(java.util.List.of(new Headers.Field("retry-after", retryAfter)));
    return new Reply(status, headers, new byte[0], false, null);
  }
}

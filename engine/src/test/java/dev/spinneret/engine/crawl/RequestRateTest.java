package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Limits on requests per second, in virtual time.
class RequestRateTest {
  private static final int HOSTS = 20;
  private static final int PAGES = 10;
  private final MemoryWeb web = new MemoryWeb();

  /// Many hosts with a few pages each.
  private String[] seeds(Duration latency) {
    var seeds = new ArrayList<String>();
    for (int host = 0; host < HOSTS; host++) {
      var origin = "http://h" + host + ".test";
      var links = new String[PAGES];
      for (int page = 0; page < PAGES; page++) {
        links[page] = "/" + page;
        web.on(origin + "/" + page, Answer.html(host + " " + page).after(latency));
      }
      web.on(origin + "/", Answer.links(links).after(latency));
      seeds.add(origin + "/");
    }
    return seeds.toArray(String[]::new);
  }

  private void assertAtMost(double perSecond, double burst, List<Long> sentAtNanos) {
    for (int from = 0; from < sentAtNanos.size(); from++) {
      for (int to = from + 1; to < sentAtNanos.size(); to++) {
        double seconds = (sentAtNanos.get(to) - sentAtNanos.get(from)) / 1e9;
        assertTrue(
            to - from <= seconds * perSecond + burst + 1e-6,
            (to - from + 1) + " requests in " + seconds + " s");
      }
    }
  }

  private List<Long> times(String origin) {
    return web.requests().stream()
        .filter(request -> request.url().startsWith(origin))
        .map(MemoryWeb.Request::atNanos)
        .toList();
  }

  @Test
  void allHostsTogetherStayWithinTheRateAndUseItUp() {
    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withRates(new RequestRates(10, 0))),
            seeds(Duration.ofMillis(300)));

    long requests = HOSTS * (PAGES + 2); // and robots.txt
    assertEquals(HOSTS * (PAGES + 1), run.pages.size());
    assertEquals(requests, web.requests().size());
    assertAtMost(10, 1, times(""));
    double seconds = run.elapsed().toMillis() / 1e3;
    assertTrue(seconds < requests / 10.0 + 1, seconds + " s");
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aHighRateAllowsABurstOfAFifthOfASecond() {
    CrawlRun.of(
        web,
        options -> options.withPace(p -> p.withRates(new RequestRates(200, 0))),
        seeds(Duration.ofMillis(5)));
    assertAtMost(200, 40, times(""));
  }

  @Test
  void furtherRequestsOfAVisitAreCounted() {
    web.on("http://a.test/robots.txt", Answer.redirect("/r1"))
        .on("http://a.test/r1", Answer.redirect("/r2"))
        .on("http://a.test/r2", Answer.status(404, ""))
        .on("http://a.test/", Answer.links("/1", "/2"))
        .on("http://a.test/1", Answer.html("1"))
        .on("http://a.test/2", Answer.html("2"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withRates(new RequestRates(1, 0))),
            "http://a.test/");

    assertEquals(6, web.requests().size(), web.requests().toString());
    assertTrue(run.elapsed().toMillis() >= 5_000, "the redirects of robots.txt are paid for");
  }

  @Test
  void eachHostStaysWithinItsRateAndMayHaveSeveralInFlight() {
    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withRates(new RequestRates(0, 2)).withPerHost(6)),
            seeds(Duration.ofSeconds(2)));

    for (int host = 0; host < HOSTS; host++) {
      var times = times("http://h" + host + ".test/");
      assertEquals(PAGES + 2, times.size());
      assertAtMost(2, 1, times);
    }
    double seconds = run.elapsed().toMillis() / 1e3;
    assertTrue(seconds < 15, "one at a time would take 22 s, and it took " + seconds);
  }

  @Test
  void theDelayOfRobotsTxtHoldsBesideARate() {
    web.on("http://a.test/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 3\n"))
        .on("http://a.test/", Answer.links("/1", "/2"))
        .on("http://a.test/1", Answer.html("1"))
        .on("http://a.test/2", Answer.html("2"));

    CrawlRun.of(
        web,
        options -> options.withPace(p -> p.withRates(new RequestRates(100, 50))),
        "http://a.test/");

    var pages = times("http://a.test/").subList(1, 4);
    assertTrue(pages.get(1) - pages.get(0) >= 3_000_000_000L, pages.toString());
    assertTrue(pages.get(2) - pages.get(1) >= 3_000_000_000L, pages.toString());
  }
}

package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.DelayRule;
import dev.spinneret.engine.crawl.options.NofollowRule;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.html.LinkKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a crawl does with a small web: who is asked, how often, and which verdicts come out.
class CrawlTest {
  private static final String H = "http://127.0.0.1";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void theCanonicalUrlOfAPageWithoutLinksIsFollowedWhereItMay() {
    var web = new MemoryWeb().on("http://h.test/", Answer.html("<link rel=canonical href=/c>"));
    web.on("http://h.test/c", Answer.html("c"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withLinks(l -> l.withFollow(Set.of(LinkKind.CANONICAL))),
            "http://h.test/");

    assertEquals(List.of("http://h.test/", "http://h.test/c"), run.urls());
  }

  @Test
  void everyReachablePageIsFetchedOnce() {
    web.on(H + "/", Answer.links("/a", "b", "/a#x"))
        .on(H + "/a", Answer.links("/", "/c"))
        .on(H + "/b", Answer.html("leaf"))
        .on(H + "/c", Answer.links("/c", "/a"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(List.of(H + "/", H + "/a", H + "/b", H + "/c"), run.urls());
    assertEquals(5, web.requests().size(), "four pages and robots.txt");
    assertEquals(4, run.summary.urls().discovered());
    assertEquals(Map.of(VerdictKind.FETCHED, 4L), run.summary.urls().verdicts());
    assertTrue(run.summary.urls().isBalanced());
    assertEquals(EndedBy.DONE, run.summary.endedBy());
    assertEquals(2, run.page(H + "/c").depth());
    assertEquals(H + "/a", run.page(H + "/c").referrer());
  }

  @Test
  void nothingToDoEndsAtOnce() {
    var run = CrawlRun.of(web);

    assertEquals(0, run.summary.pages().count());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void seedsGivenTwiceCountOnce() {
    web.on(H + "/", Answer.html("x"));

    var run = CrawlRun.of(web, H, H + "/", H + "/#top", "HTTP://127.0.0.1:80/");

    assertEquals(1, web.count(H + "/"));
    assertEquals(1, run.summary.urls().discovered());
  }

  @Test
  void otherHostsAreOutOfScopeAndCountedOnce() {
    web.on(H + "/", Answer.links("http://b.test/", "/a"))
        .on(H + "/a", Answer.links("http://b.test/"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals("out_of_scope", run.verdict("http://b.test/"));
    assertEquals(1, run.summary.urls().verdicts().get(VerdictKind.OUT_OF_SCOPE));
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void depthIsLimited() {
    web.on(H + "/", Answer.links("/1")).on(H + "/1", Answer.links("/2"));

    var run = CrawlRun.of(web, options -> options.withScope(s -> s.withMaxDepth(1)), H + "/");

    assertEquals(List.of(H + "/", H + "/1"), run.urls());
    assertEquals("depth", run.verdict(H + "/2"));
  }

  @Test
  void aPageFoundOnALongerPathFirstIsStillFetched() {
    web.on(H + "/", Answer.links("/long", "/short"))
        .on(H + "/long", Answer.links("/long2"))
        .on(H + "/long2", Answer.links("/deep"))
        .on(H + "/short", Answer.links("/deep").after(Duration.ofSeconds(9)))
        .on(H + "/deep", Answer.links("/end"));

    var run = CrawlRun.of(web, options -> options.withScope(s -> s.withMaxDepth(3)), H + "/");

    assertEquals(2, run.page(H + "/deep").depth());
    assertEquals("fetched", run.verdict(H + "/end"));
  }

  @Test
  void pagesAreLimitedExactly() {
    web.otherwise(request ->
        request.url().path().equals("/robots.txt")
            ? null
            : Answer.links(request.url().path() + "1", request.url().path() + "2"));

    var run = CrawlRun.of(web, options -> options.withBudget(b -> b.withPages(25)), H + "/");

    assertEquals(25, run.pages.size());
    assertEquals(EndedBy.PAGES, run.summary.endedBy());
    assertEquals(26, run.summary.urls().verdicts().get(VerdictKind.BUDGET));
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void theBudgetOfPagesCountsPagesWithContentExactly() {
    for (int concurrency : new int[] {1, 7, 1_000}) {
      var some =
          new MemoryWeb()
              .otherwise(request -> {
                var path = request.url().path();
                if (path.startsWith("/r")) {
                  return path.equals("/robots.txt") ? null : Answer.redirect("/p" + path);
                }
                return path.startsWith("/e")
                    ? Answer.status(404, "no")
                    : Answer.links("/r/" + path, "/e" + path, "/x" + path, "/y" + path);
              });

      var run =
          CrawlRun.of(
              some,
              options ->
                  options
                      .withPace(p -> p.withConcurrency(concurrency))
                      .withBudget(b -> b.withPages(25)),
              H + "/r/");

      assertEquals(25, run.pages.stream().filter(page -> page.status() == 200).count());
      assertEquals(25, run.summary.pages().content());
      assertEquals(EndedBy.PAGES, run.summary.endedBy());
      assertTrue(run.summary.urls().isBalanced());
    }
  }

  @Test
  void aSiteWithAsManyPagesAsTheBudgetIsDone() {
    web.on(H + "/", Answer.links("/1", "/2"))
        .on(H + "/1", Answer.html("1"))
        .on(H + "/2", Answer.html("2"));

    assertEquals(
        EndedBy.DONE,
        CrawlRun.of(web, options -> options.withBudget(b -> b.withPages(3)), H + "/")
            .summary
            .endedBy());
    assertEquals(
        EndedBy.PAGES,
        CrawlRun.of(web, options -> options.withBudget(b -> b.withPages(2)), H + "/")
            .summary
            .endedBy());
  }

  @Test
  void robotsIsFetchedOnceAndObeyed() {
    web.on(H + "/robots.txt", Answer.text("User-agent: *\nDisallow: /private\n"))
        .on(H + "/", Answer.links("/private/x", "/public"));

    var run = CrawlRun.of(web, H + "/", H + "/private");

    assertEquals(1, web.count(H + "/robots.txt"));
    assertEquals(0, web.count(H + "/private/x") + web.count(H + "/private"));
    assertEquals(new Verdict.RobotsForbidden(2), run.verdicts.get(H + "/private/x"));
    assertEquals(1, web.count(H + "/public"));
  }

  @Test
  void aServerErrorOfRobotsForbidsAllAfterRetries() {
    web.on(H + "/robots.txt", Answer.status(500, "User-agent: *\nAllow: /\n"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(3, web.count(H + "/robots.txt"));
    assertEquals(0, web.count(H + "/"));
    assertEquals(new Verdict.RobotsForbidden(0), run.verdicts.get(H + "/"));
  }

  @Test
  void robotsRedirectsAreFollowedAcrossHosts() {
    web.on(H + "/robots.txt", Answer.redirect("http://other.test/r"))
        .on("http://other.test/r", Answer.text("User-agent: *\nDisallow: /\n"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals("robots", run.verdict(H + "/"));
  }

  @Test
  void aHostThatDoesNotAnswerRobotsFailsItsUrls() {
    web.otherwise(_ -> Answer.failure(FailureCause.CONNECT_REFUSED));

    var run = CrawlRun.of(web, H + "/a", H + "/b");

    assertEquals(1, web.requests().size());
    assertEquals(FailureCause.CONNECT_REFUSED, run.page(H + "/a").error());
    assertEquals(Map.of(FailureCause.CONNECT_REFUSED, 2L), run.summary.urls().failures());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aRedirectsTargetHasItsOwnVerdict() {
    web.on(H + "/", Answer.redirect("/new")).on(H + "/new", Answer.html("here"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(new Verdict.Redirected(301, H + "/new"), run.verdicts.get(H + "/"));
    assertEquals("fetched", run.verdict(H + "/new"));
    assertEquals(0, run.page(H + "/new").depth());
  }

  @Test
  void aRedirectOutOfScopeIsNotFollowed() {
    web.on(H + "/", Answer.redirect("http://evil.test/"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(0, web.count("http://evil.test/"));
    assertEquals("out_of_scope", run.verdict("http://evil.test/"));
  }

  @Test
  void aRefreshHeaderIsALink() {
    for (var value : List.of("0; url=/new", "0;URL='/new'", "3, /new", "0; url = \"/new\" x")) {
      var some = new MemoryWeb().on(H + "/", Answer.status(200, "", "Refresh", value));

      assertEquals(1, CrawlRun.of(some, H + "/").page(H + "/new").depth(), value);
    }
    assertEquals(
        1,
        CrawlRun.of(new MemoryWeb().on(H + "/", Answer.status(200, "", "Refresh", "9")), H + "/")
            .summary
            .pages()
            .count());
  }

  @Test
  void nofollowIsObeyedAsAsked() {
    web.on(H + "/", Answer.links("/meta", "/header"))
        .on(H + "/meta", Answer.html("<meta name=robots content=nofollow><a href=/1>"))
        .on(
            H + "/header",
            Answer.status(
                200,
                "<a href=/2>",
                "Content-Type",
                "text/html",
                "X-Robots-Tag",
                "noindex, nofollow"));

    var page = CrawlRun.of(web, H + "/");
    var ignored =
        CrawlRun.of(
            web,
            options ->
                options.withRobots(r -> r.withNofollow(NofollowRule.IGNORE).withNoindexOmitted()),
            H + "/");

    assertEquals(3, page.summary.pages().count());
    assertEquals(5, ignored.summary.pages().count());
    assertEquals(1, ignored.summary.urls().verdicts().get(VerdictKind.NOINDEX));
    assertEquals(4, ignored.pages.size(), "a page that says noindex is left out");
  }

  @Test
  void aLinksOwnNofollowIsObeyedOnlyWhenAsked() {
    web.on(H + "/", Answer.html("<a rel=nofollow href=/1>"));

    assertEquals(2, CrawlRun.of(web, H + "/").summary.pages().count());
    assertEquals(
        1,
        CrawlRun.of(
                web,
                options -> options.withRobots(r -> r.withNofollow(NofollowRule.PAGE_AND_LINK)),
                H + "/")
            .summary
            .pages()
            .count());
  }

  @Test
  void theSameContentAgainIsADuplicateAndItsLinksAreFollowed() {
    web.on(H + "/", Answer.links("/a/", "/b/"))
        .on(H + "/a/", Answer.links("x"))
        .on(H + "/b/", Answer.links("x"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals("duplicate", run.verdict(H + "/b/"));
    assertEquals(H + "/a/", run.page(H + "/b/").original());
    assertEquals("fetched", run.verdict(H + "/b/x"));
    assertEquals(5, run.pages.size(), "recorded, not lost");
  }

  @Test
  void thousandsAreInFlightAtALoopbackHost() {
    var hrefs = new String[5_000];
    for (int i = 0; i < hrefs.length; i++) {
      hrefs[i] = "/p" + i;
    }
    web.on(H + "/", Answer.links(hrefs)).latency(Duration.ofMillis(200));

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withConcurrency(2_000)), H + "/");

    assertEquals(5_001, run.pages.size());
    assertEquals(2_000, run.summary.requests().peakInFlight());
    assertEquals(2_000, web.peak());
    // robots.txt, the page, and while the limit grows: 64 in flight, and 256.
    assertTrue(run.elapsed().compareTo(Duration.ofMillis(1_800)) <= 0, run.elapsed().toString());
  }

  @Test
  void aHostOfTheWebIsAskedGently() {
    var hrefs = new String[200];
    for (int i = 0; i < hrefs.length; i++) {
      hrefs[i] = "/p" + i;
    }
    web.on("http://a.test/", Answer.links(hrefs));

    CrawlRun.of(web, "http://a.test/");

    assertEquals(6, web.peak());
  }

  @Test
  void crawlDelayIsKeptFromRequestToRequest() {
    web.on("http://a.test/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 2\n"))
        .on("http://a.test/", Answer.links("/1", "/2", "/3"));

    CrawlRun.of(web, "http://a.test/");

    var requests = web.requests();
    assertEquals(5, requests.size());
    for (int i = 1; i < requests.size(); i++) {
      long gapNanos = requests.get(i).atNanos() - requests.get(i - 1).atNanos();
      assertTrue(gapNanos >= Duration.ofSeconds(2).toNanos(), requests.toString());
    }
  }

  @Test
  void aLoopbackHostIsNotSlowedUnlessAsked() {
    web.on(H + "/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 20\n"))
        .on(H + "/", Answer.links("/1", "/2"));

    assertTrue(CrawlRun.of(web, H + "/").elapsed().toSeconds() < 1);
    var asked =
        CrawlRun.of(
            web, options -> options.withPace(p -> p.withCrawlDelay(DelayRule.ALWAYS)), H + "/");
    assertEquals(60, asked.elapsed().toSeconds());
  }

  @Test
  void aDelayOfThePersonHoldsEverywhere() {
    web.on(H + "/", Answer.links("/1", "/2"));

    var run =
        CrawlRun.of(
            web, options -> options.withPace(p -> p.withDelay(Duration.ofSeconds(1))), H + "/");

    assertEquals(3, run.elapsed().toSeconds());
  }

  @Test
  void aSlowHostDoesNotHoldUpAFastOne() {
    web.otherwise(request -> {
      if (request.url().path().equals("/robots.txt")) {
        return null;
      }
      boolean slow = request.url().host().equals("localhost");
      var path = request.url().path();
      var links = path.length() > 9 ? Answer.html(path) : Answer.links(path + "0", path + "1");
      return links.after(slow ? Duration.ofSeconds(5) : Duration.ofMillis(5));
    });

    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withConcurrency(64)),
            "http://localhost/",
            H + "/");

    long lastFast =
        web.requests().stream()
            .filter(request -> request.url().startsWith(H))
            .mapToLong(MemoryWeb.Request::atNanos)
            .max()
            .orElseThrow();
    assertEquals(1_023, run.urls().stream().filter(url -> url.startsWith(H)).count());
    assertTrue(Duration.ofNanos(lastFast).toMillis() < 600, Duration.ofNanos(lastFast).toString());
  }

  @Test
  void aStopLeavesTheRestOver() {
    web.otherwise(
            request -> {
              var path = request.url().path();
              return path.equals("/robots.txt") ? null : Answer.links(path + "1", path + "2");
            })
        .latency(Duration.ofSeconds(1));

    var run = CrawlRun.of(web, options -> options, CrawlTest::stopAfterFiveSeconds, H + "/");

    assertEquals(EndedBy.STOPPED, run.summary.endedBy());
    assertEquals(5, run.elapsed().toSeconds());
    assertTrue(run.summary.urls().verdicts().get(VerdictKind.LEFT_OVER) > 0);
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void anAbortDoesNotWait() {
    web.on(H + "/", Answer.links("/x").after(Duration.ofHours(1)));

    var run =
        CrawlRun.of(
            web,
            options -> options,
            crawl -> later(crawl, Duration.ofSeconds(5), crawl::abort),
            H + "/");

    assertEquals(5, run.elapsed().toSeconds());
    assertEquals("left_over", run.verdict(H + "/"));
    assertFalse(run.summary.urls().verdicts().containsKey(VerdictKind.FETCHED));
  }

  @Test
  void aStopWaitsForWhatIsInFlightOnlySoLong() {
    web.on(H + "/", Answer.html("x").after(Duration.ofHours(1)));

    var run = CrawlRun.of(web, options -> options, CrawlTest::stopAfterFiveSeconds, H + "/");

    assertEquals(15, run.elapsed().toSeconds());
    assertEquals("left_over", run.verdict(H + "/"));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    web.otherwise(request -> {
      var path = request.url().path();
      return path.length() > 6
          ? Answer.status(503, "")
          : Answer.links(path + "a", path + "b").after(Duration.ofMillis(path.length() * 7L));
    });
    CrawlRun.of(web, H + "/");
    var first = web.requests();
    var again = new MemoryWeb().otherwise(request -> web.answer(request));

    CrawlRun.of(again, H + "/");

    assertEquals(first, again.requests());
  }

  private static void stopAfterFiveSeconds(Crawl crawl) {
    later(crawl, Duration.ofSeconds(5), crawl::requestStop);
  }

  private static void later(Crawl crawl, Duration time, Runnable then) {
    assertEquals(0, crawl.progress().pages());
    dev.spinneret.engine.loop.EventLoop.current().callLater(time, then);
  }
}

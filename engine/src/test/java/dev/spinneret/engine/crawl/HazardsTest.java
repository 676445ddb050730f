package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.TrapKind;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What makes crawlers hang, grow or lose URLs: one test each.
class HazardsTest {
  private static final String H = "http://127.0.0.1";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void aCycleEnds() {
    web.on(H + "/a", Answer.links("/b")).on(H + "/b", Answer.links("/c"));
    web.on(H + "/c", Answer.links("/a"));

    assertEquals(3, CrawlRun.of(web, H + "/a").summary.pages().count());
  }

  @Test
  void aSiteWhereEverythingFailsIsNotRequestedTwice() {
    var links = new String[300];
    for (var i = 0; i < links.length; i++) {
      links[i] = "/broken" + i;
      web.on(H + links[i], Answer.status(500, "error"));
    }
    web.on(H + "/", Answer.links(links));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(301, run.summary.pages().count());
    assertEquals(100, run.pages.stream().filter(page -> page.fetch().attempts() == 2).count());
  }

  @Test
  void onePageUnderTwoSpellingsIsFetchedOnce() {
    web.on(H + "/", Answer.links("/%7Ejoe/", "/~joe/", "/x/../~joe/", "/%7ejoe/#top"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(2, run.summary.pages().count());
    assertEquals(H + "/%7Ejoe/", run.urls().getLast(), "asked for as the page says");
  }

  @Test
  void userNamesAndPasswordsInLinksAreNoOtherPages() {
    web.on(
        H + "/",
        Answer.html(
            "<base href='http://you:hush@127.0.0.1/'><a href=/a>1</a><a"
                + " href=//info@127.0.0.1/>2</a><a href='http://me:hush@127.0.0.1/b'>3</a><a"
                + " href='http://me:hush@h:99999/'>4</a>"));
    web.on(H + "/a", Answer.redirect("http://me:hush@127.0.0.1/b"));
    web.on(H + "/b", Answer.html("b"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(List.of(H + "/", H + "/a", H + "/b"), run.urls());
    assertEquals("failed", run.verdict("http://h:99999/"));
    for (var page : run.pages) {
      var text =
          page.url() + " " + page.content().links() + " " + page.redirect() + " " + page.verdict();
      assertFalse(text.contains("hush") || text.contains("@"), text);
    }
  }

  @Test
  void theCaseOfAPathIsKept() {
    web.on(H + "/", Answer.links("/A", "/a", "/?b&a", "/?a&b"));

    assertEquals(5, CrawlRun.of(web, H + "/").summary.pages().count());
  }

  @Test
  void aCalendarEnds() {
    web.otherwise(request -> {
      var path = request.url().path();
      if (!path.startsWith("/month/")) {
        return path.equals("/") ? Answer.links("/month/1", "/news") : null;
      }
      int month = Integer.parseInt(path.substring(7));
      return Answer.html(
          "<h1>%d</h1><a href=/month/%d>next</a><a href=/month/%d>back</a>"
              .formatted(month, month + 1, month - 1));
    });

    var run = CrawlRun.of(web, H + "/");

    assertTrue(run.verdicts.values().stream().anyMatch(Verdict.Trapped.class::isInstance));
    assertTrue(run.summary.pages().count() < 1_500, () -> run.summary.pages().count() + " pages");
    assertEquals("fetched", run.verdict(H + "/news"));
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aCatalogueOfLikePagesIsNoTrap() {
    web.otherwise(request -> {
      var path = request.url().path();
      if (path.startsWith("/list/")) {
        int list = Integer.parseInt(path.substring(6));
        var html = new StringBuilder("<a href=/>home</a>");
        for (int i = list * 20; i < list * 20 + 20; i++) {
          html.append("<a href=/part/ab%06dx>part</a>".formatted(i));
        }
        return Answer.html(html + (list < 149 ? "<a href=/list/" + (list + 1) + ">next</a>" : ""));
      }
      return path.startsWith("/part/")
          ? Answer.html("<h1>Part</h1>Price " + path.hashCode() + "<a href=/list/0>all</a>")
          : null;
    });

    var run = CrawlRun.of(web, H + "/list/0");

    assertEquals(3_150, run.summary.pages().content());
    assertEquals(Map.of(), run.summary.notes().traps());
  }

  @Test
  void aCalendarWhosePagesLeadToDaysEnds() {
    web.otherwise(request -> {
      var path = request.url().path();
      if (path.startsWith("/month/")) {
        int month = Integer.parseInt(path.substring(7));
        return Answer.links(
            "/month/" + (month + 1), "/day/" + month + "/1", "/day/" + month + "/2");
      }
      return path.startsWith("/day/") ? Answer.html("No events on day " + path.length()) : null;
    });

    var run = CrawlRun.of(web, H + "/month/1");

    assertTrue(run.summary.pages().count() < 40_000, () -> run.summary.pages().count() + " pages");
    assertTrue(run.summary.notes().traps().get(TrapKind.STALE_TEMPLATE) > 0);
  }

  @Test
  void longUrlsAreFetchedAndEndlessOnesAreCounted() {
    var fine = "/q?data=" + "a".repeat(7_000);
    web.on(H + "/", Answer.links(fine, fine + "b".repeat(1_500)));

    var run = CrawlRun.of(web, H + "/");
    var all = CrawlRun.of(web, options -> options.withTraps(_ -> TrapLimits.NONE), H + "/");

    assertEquals(2, run.summary.pages().count());
    assertEquals(Map.of(TrapKind.LONG_URL, 1L), run.summary.notes().traps());
    assertEquals(3, all.summary.pages().count());
  }

  @Test
  void aLongListOfDifferentPagesIsNoTrap() {
    web.otherwise(request -> {
      var path = request.url().path();
      int n = path.startsWith("/p/") ? Integer.parseInt(path.substring(3)) : 0;
      return n > 1_000
          ? Answer.html("end")
          : Answer.html("word" + words(n) + "<a href=/p/" + (n + 1) + ">next</a>");
    });

    assertEquals(1_002, CrawlRun.of(web, H + "/").summary.pages().count());
  }

  @Test
  void sessionIdsInPathsEnd() {
    web.otherwise(request -> {
      var path = request.url().path();
      return path.equals("/robots.txt")
          ? null
          : Answer.html(
              "Welcome <a href=\"/s/%08x9/shop\">shop</a><a href=\"/s/%08x7/cart\">cart</a>"
                  .formatted(path.hashCode(), path.hashCode() * 31));
    });

    var run =
        CrawlRun.of(
            web,
            options ->
                options.withPace(p -> p.withConcurrency(4)).withScope(s -> s.withMaxDepth(100_000)),
            H + "/");

    assertTrue(
        run.summary.urls().verdicts().containsKey(VerdictKind.TRAP),
        run.summary.urls().verdicts().toString());
  }

  @Test
  void relativeLinksThatGoRoundInCirclesEnd() {
    web.otherwise(
        request -> request.url().path().equals("/robots.txt") ? null : Answer.links("a/b/"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(
        Map.of(VerdictKind.DUPLICATE, 4L, VerdictKind.FETCHED, 1L, VerdictKind.TRAP, 1L),
        run.summary.urls().verdicts());
  }

  @Test
  void aRobotsThatIsMissingOrForbiddenAllowsAll() {
    for (int status : new int[] {401, 403, 404, 410}) {
      var some = new MemoryWeb().on(H + "/robots.txt", Answer.status(status, "Disallow: /"));

      assertEquals("fetched", CrawlRun.of(some, H + "/").verdict(H + "/"), "status " + status);
    }
  }

  @Test
  void aSlowRobotsHoldsOneSlotAndThenIsObeyed() {
    web.on(
            H + "/robots.txt",
            Answer.text("User-agent: *\nDisallow: /x").after(Duration.ofMinutes(9)))
        .on("http://localhost/", Answer.links("/1", "/2"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withConcurrency(2)),
            H + "/x",
            H + "/y",
            "http://localhost/");

    assertEquals("robots", run.verdict(H + "/x"));
    assertEquals("fetched", run.verdict(H + "/y"));
    long lastOther =
        web.requests().stream()
            .filter(request -> request.url().startsWith("http://localhost/"))
            .mapToLong(MemoryWeb.Request::atNanos)
            .max()
            .orElseThrow();
    assertTrue(lastOther < Duration.ofSeconds(1).toNanos());
  }

  @Test
  void aHugeRobotsIsReadUpToItsLimit() {
    var rules = "User-agent: *\nDisallow: /early\n" + "# comment\n".repeat(60_000);
    web.on(H + "/robots.txt", Answer.text(rules + "Disallow: /late\n"));

    var run = CrawlRun.of(web, H + "/early", H + "/late");

    assertEquals("robots", run.verdict(H + "/early"));
    assertEquals("fetched", run.verdict(H + "/late"));
  }

  @Test
  void anEndlessRobotsFailsTheHost() {
    web.on(H + "/robots.txt", Answer.failure(FailureCause.TOTAL_TIMEOUT));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(3, web.count(H + "/robots.txt"));
    assertEquals(0, web.count(H + "/"));
    assertEquals(FailureCause.TOTAL_TIMEOUT, run.page(H + "/").error());
  }

  @Test
  void aHostThatDiesHalfWayIsGivenUp() {
    var hrefs = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      hrefs.add("/p" + i);
    }
    hrefs.add("http://b.test/");
    web.on("http://a.test/", Answer.links(hrefs.toArray(String[]::new)))
        .otherwise(request ->
            request.url().host().equals("a.test") && web.requests().size() > 300
                ? Answer.failure(FailureCause.CONNECT_TIMEOUT).after(Duration.ofSeconds(10))
                : Answer.html(request.url().href()));

    var run =
        CrawlRun.of(
            web, options -> options.withScope(s -> s.withMode(ScopeMode.ANY)), "http://a.test/");

    assertEquals("fetched", run.verdict("http://b.test/"));
    assertEquals(1_002, run.pages.size(), "every URL has a record");
    assertTrue(run.summary.urls().verdicts().get(VerdictKind.FAILED) > 600);
    assertTrue(web.requests().size() < 400, "the dead host is left alone");
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void anUnbalancedLedgerNamesTheUrls() {
    var ledger = new Ledger();
    var url =
        new CrawlUrl(
            "http://a/x", 7, "http://a", 0, 0, 0, Discovery.ofSeeds(CrawlUrl.Role.PAGE, true));
    ledger.discovered();
    ledger.leased(url);
    assertEquals(List.of("no verdict: http://a/x"), ledger.faults());
    ledger.ended(url, new Verdict.Fetched(200));
    assertEquals(List.of(), ledger.faults());

    ledger.ended(url, new Verdict.Fetched(200));

    assertEquals(List.of("ended but not leased: http://a/x"), ledger.faults());
  }

  private static String words(int n) {
    return Integer.toString(n, 26)
        .chars()
        .map(c -> c < 'a' ? c - '0' + 'q' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Where redirects lead: to other URLs, back to where the chain has been, or nowhere.
class RedirectTest {
  private static final String H = "http://127.0.0.1";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void aRedirectLoopIsABrokenLinkWithItsReferrer() {
    web.on(H + "/", Answer.links("/a"))
        .on(H + "/a", Answer.redirect("/b"))
        .on(H + "/b", Answer.redirect("/a"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(
        Map.of(VerdictKind.FETCHED, 1L, VerdictKind.REDIRECTED, 1L, VerdictKind.FAILED, 1L),
        run.summary.urls().verdicts());
    assertEquals(FailureCause.REDIRECT_LOOP, run.page(H + "/b").error());
    assertEquals(301, run.page(H + "/b").status());
    assertEquals("status 301 to " + H + "/a, which led here", run.page(H + "/b").errorDetail());
    assertEquals(H + "/a", run.page(H + "/b").referrer());
    assertEquals(4, web.requests().size(), "each of them once, and robots.txt");
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aLoopIsBrokenIfLinksLeadToAllOfItsUrls() {
    web.on(H + "/", Answer.links("/a", "/b", "/c", "/in"))
        .on(H + "/a", Answer.redirect("/b"))
        .on(H + "/b", Answer.redirect("/c"))
        .on(H + "/c", Answer.redirect("/a"))
        .on(H + "/in", Answer.redirect("/a"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(
        Map.of(VerdictKind.FETCHED, 1L, VerdictKind.REDIRECTED, 3L, VerdictKind.FAILED, 1L),
        run.summary.urls().verdicts());
    assertEquals(Map.of(FailureCause.REDIRECT_LOOP, 1L), run.summary.urls().failures());
    assertEquals(6, web.requests().size(), "each of them once, and robots.txt");
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void aCookieOpensAPageIfALinkLeadsToTheUrlThatSetsIt() {
    var browser = new Cookies(web);
    browser.walls.put(H + "/there", H + "/set");
    browser.setters.put(H + "/set", H + "/there");
    web.on(H + "/", Answer.links("/there", "/set")).on(H + "/in", Answer.html("in"));

    var run = CrawlRun.of(browser, options -> options, H + "/");

    assertEquals(2, web.count(H + "/there"));
    assertEquals("fetched", run.verdict(H + "/in"));
    assertTrue(run.summary.urls().isBalanced());
    assertEquals(
        Map.of(VerdictKind.FETCHED, 3L, VerdictKind.REDIRECTED, 1L), run.summary.urls().verdicts());
  }

  @Test
  void aPageThatRedirectsToItselfIsALoop() {
    web.on(H + "/", Answer.links("/self")).on(H + "/self", Answer.redirect("/self#top"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(FailureCause.REDIRECT_LOOP, run.page(H + "/self").error());
    assertEquals(1, web.count(H + "/self"));
    assertEquals(Map.of(FailureCause.REDIRECT_LOOP, 1L), run.summary.urls().failures());
  }

  @Test
  void redirectsWithoutEndFailAtTheLimit() {
    web.otherwise(request ->
        request.url().path().equals("/robots.txt")
            ? null
            : Answer.redirect(request.url().path() + "x"));

    var run = CrawlRun.of(web, options -> options.withLinks(l -> l.withMaxRedirects(5)), H + "/");

    assertEquals(
        Map.of(VerdictKind.REDIRECTED, 5L, VerdictKind.FAILED, 1L), run.summary.urls().verdicts());
    assertEquals(FailureCause.TOO_MANY_REDIRECTS, run.page(H + "/xxxxx").error());
  }

  @Test
  void asManyRedirectsAsTheLimitAreFollowed() {
    for (int i = 0; i < 20; i++) {
      web.on(H + "/" + i, Answer.redirect("/" + (i + 1)));
    }
    web.on(H + "/20", Answer.html("there"));

    assertEquals("fetched", CrawlRun.of(web, H + "/0").verdict(H + "/20"));
  }

  @Test
  void theChoiceThatAServerPrefersIsFollowed() {
    web.on(H + "/", Answer.links("/choices", "/list"))
        .on(H + "/choices", Answer.status(300, "", "Location", "/preferred"))
        .on(H + "/list", Answer.status(300, "choose"))
        .on(H + "/preferred", Answer.html("there"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals("redirected", run.verdict(H + "/choices"));
    assertEquals("fetched", run.verdict(H + "/preferred"));
    assertEquals("fetched", run.verdict(H + "/list"), "none is preferred");
  }

  @Test
  void aRedirectWithoutAUsableTargetIsBroken() {
    for (var location :
        List.of(
            "http://[::1/", "http://a b.test/", "mailto:a@b.test", "ftp://h/", "javascript:1")) {
      var some = new MemoryWeb().on(H + "/", Answer.redirect(location));

      var page = CrawlRun.of(some, H + "/").page(H + "/");

      assertEquals(FailureCause.BAD_REDIRECT, page.error(), location);
      assertTrue(String.valueOf(page.errorDetail()).contains(location), page.errorDetail());
    }
    var page = CrawlRun.of(web.on(H + "/", Answer.status(302, "")), H + "/").page(H + "/");
    assertEquals("status 302 without a Location", page.errorDetail());
  }

  @Test
  void aTargetThatIsKnownOtherwiseIsNoLoop() {
    web.on(H + "/", Answer.links("/old", "/new"))
        .on(H + "/old", Answer.redirect("/new"))
        .on(H + "/new", Answer.links("/"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(
        Map.of(VerdictKind.FETCHED, 2L, VerdictKind.REDIRECTED, 1L), run.summary.urls().verdicts());
    assertEquals(1, web.count(H + "/new"));
  }

  @Test
  void aPageThatSetsACookieAndRedirectsToItselfIsAskedForAgain() {
    var browser = new Cookies(web);
    browser.walls.put(H + "/", H + "/");
    web.on(H + "/in", Answer.html("in"));

    var run = CrawlRun.of(browser, options -> options, H + "/");

    assertEquals(List.of(H + "/", H + "/in"), run.urls(), "one record for each");
    assertEquals(200, run.page(H + "/").status());
    assertEquals(2, web.count(H + "/"));
    assertTrue(run.summary.urls().isBalanced());
    assertEquals(Map.of(VerdictKind.FETCHED, 2L), run.summary.urls().verdicts());
  }

  @Test
  void awayAndBackWithACookieComesToThePage() {
    var browser = new Cookies(web);
    browser.walls.put(H + "/there", "http://127.0.0.1:81/set");
    browser.setters.put("http://127.0.0.1:81/set", H + "/there");
    web.on(H + "/", Answer.links("/there"));

    var run = CrawlRun.of(browser, options -> options, H + "/");

    assertEquals("fetched", run.verdict(H + "/there"));
    assertEquals("fetched", run.verdict(H + "/in"));
    assertEquals(2, web.count(H + "/there"));
    var last =
        run.pages.stream().filter(p -> p.url().href().equals(H + "/there")).toList().getLast();
    assertEquals(200, last.status());
    assertEquals(H + "/", last.referrer(), "the page that links there");
    assertEquals(1, last.depth());
    assertTrue(run.summary.urls().isBalanced());
    assertEquals(
        Map.of(VerdictKind.FETCHED, 3L, VerdictKind.REDIRECTED, 1L), run.summary.urls().verdicts());
  }

  @Test
  void aCookieThatAnotherReplySetMeanwhileCounts() {
    web.on(H + "/", Answer.links("/1", "/2", "/3"));
    var browser = new Cookies(web);
    for (var path : List.of("/1", "/2", "/3")) {
      browser.walls.put(H + path, H + path);
    }

    var run = CrawlRun.of(browser, options -> options, H + "/");

    assertEquals(
        Map.of(VerdictKind.FETCHED, 3L, VerdictKind.DUPLICATE, 2L), run.summary.urls().verdicts());
  }

  @Test
  void aWallWithoutADoorEnds() {
    var count = new int[1];
    Fetcher forever =
        new Wrapped(web) {
          @Override
          public FetchResult fetch(FetchRequest request) {
            var result = web.fetch(request);
            return request.url().path().equals("/robots.txt")
                ? result
                : new FetchResult.Fetched(
                    reply(302, "Location", "/", "Set-Cookie", "n=" + count[0]++)
                        .withCookiesChanged(),
                    result.timings());
          }
        };

    var run = CrawlRun.of(forever, options -> options, H + "/");

    assertEquals(FailureCause.TOO_MANY_REDIRECTS, run.page(H + "/").error());
    assertEquals(21, count[0]);
    assertEquals(1, run.pages.size());
  }

  @Test
  void aRedirectToAnotherSpellingOfTheSameUrlIsFollowed() {
    web.on(H + "/", Answer.links("/a%2Cb", "/%7Ejoe/"))
        .on(H + "/a%2Cb", Answer.redirect("/a%2cb"))
        .on(H + "/a%2cb", Answer.links("/from-a"))
        .on(H + "/%7Ejoe/", Answer.redirect("/~joe/"))
        .on(H + "/~joe/", Answer.links("/from-joe"));

    var run = CrawlRun.of(web, H + "/");

    assertEquals(
        Set.of(H + "/", H + "/a%2cb", H + "/~joe/", H + "/from-a", H + "/from-joe"),
        Set.copyOf(run.urls()));
    assertEquals(5, run.pages.size());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void twoSpellingsThatRedirectToEachOtherAreALoop() {
    web.on(H + "/%7E", Answer.redirect("/~")).on(H + "/~", Answer.redirect("/%7E"));

    var run = CrawlRun.of(web, H + "/%7E");

    assertEquals(Map.of(VerdictKind.FAILED, 1L), run.summary.urls().verdicts());
    assertEquals(FailureCause.REDIRECT_LOOP, run.page(H + "/~").error());
    assertEquals(3, web.requests().size());
  }

  @Test
  void aSeedThatRedirectsToItsWwwHostIsCrawledThere() {
    web.on("http://a.test/", Answer.redirect("http://www.a.test/"))
        .on("http://www.a.test/", Answer.links("/x"));

    var run = CrawlRun.of(web, "http://a.test/");

    assertEquals(1, web.count("http://www.a.test/x"));
    assertEquals(2, run.summary.requests().hosts());
  }

  @Test
  void scopeFollowsAllHopsOfASeedWithinItsSite() {
    web.on("http://a.test/", Answer.redirect("https://a.test/"))
        .on("https://a.test/", Answer.redirect("https://www.a.test/"))
        .on("https://www.a.test/", Answer.redirect("/en/"))
        .on("https://www.a.test/en/", Answer.links("x", "http://b.test/"));
    for (var mode : ScopeMode.values()) {
      var run =
          CrawlRun.of(web, options -> options.withScope(s -> s.withMode(mode)), "http://a.test/");

      assertEquals("fetched", run.verdict("https://www.a.test/en/x"), mode.name());
      assertEquals(List.of(), run.summary.notes().seedFailures());
    }
  }

  @Test
  void aSeedThatLeavesItsPrefixWidensItByThePageNotByTheWay() {
    web.on(H + "/docs/", Answer.redirect("/gate"))
        .on(H + "/gate", Answer.redirect("/en/docs/"))
        .on(H + "/en/docs/", Answer.links("a", "/other"));

    var run =
        CrawlRun.of(
            web, options -> options.withScope(s -> s.withMode(ScopeMode.PREFIX)), H + "/docs/");

    assertEquals("fetched", run.verdict(H + "/en/docs/a"));
    assertEquals("out_of_scope", run.verdict(H + "/other"));
  }

  @Test
  void aSeedThatRedirectsNeedsNoIncludeRuleButObeysExcludes() {
    web.on(H + "/", Answer.redirect("/home"))
        .on(H + "/home", Answer.links("/docs/1", "/other"))
        .on(H + "/x", Answer.redirect("/y"));
    var run =
        CrawlRun.of(
            web,
            options ->
                options.withScope(s ->
                    s.withRules(List.of(ScopeRule.include("/docs/*"), ScopeRule.exclude("/y")))),
            H + "/",
            H + "/x");

    assertEquals("fetched", run.verdict(H + "/home"));
    assertEquals("out_of_scope", run.verdict(H + "/other"));
    assertEquals("out_of_scope", run.verdict(H + "/y"));
  }

  @Test
  void aSeedThatEndsOnAnotherSiteIsNamedWithTheRightSeed() {
    web.on("http://a.test/", Answer.redirect("https://a.test/"))
        .on("https://a.test/", Answer.redirect("https://b.test/home"));

    var run = CrawlRun.of(web, "http://a.test/");

    assertEquals(0, web.count("https://b.test/home"));
    assertEquals(0, run.summary.pages().content());
    assertEquals(
        List.of(
            "http://a.test/: redirects to https://b.test/home, which is out of scope (another"
                + " host); give that URL to crawl there"),
        run.summary.notes().seedFailures());
  }

  private static Reply reply(int status, String... namesAndValues) {
    return new Reply(
        status, Answer.status(status, "", namesAndValues).headers(), new byte[0], false, null);
  }

  private abstract static class Wrapped implements Fetcher {
    final MemoryWeb web;

    Wrapped(MemoryWeb web) {
      this.web = web;
    }

    @Override
    public void close() {}
  }

  /// A fetcher with one cookie. Walls redirect whoever comes without it; setters set it; a wall
  /// whose target is itself sets it, too.
  private static final class Cookies extends Wrapped {
    final Map<String, String> walls = new HashMap<>();
    final Map<String, String> setters = new HashMap<>();
    private boolean cookie;

    Cookies(MemoryWeb web) {
      super(web);
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
      var href = request.url().href();
      boolean sent = cookie;
      var result = web.fetch(request);
      var wall = walls.get(href);
      var target = setters.getOrDefault(href, wall);
      if (target == null || (wall != null && sent)) {
        return wall == null
            ? result
            : new FetchResult.Fetched(
                new Reply(
                    200,
                    Answer.html("").headers(),
                    "<a href=/in>".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    false,
                    null),
                result.timings());
      }
      if (wall != null && !wall.equals(href)) {
        return new FetchResult.Fetched(reply(302, "Location", target), result.timings());
      }
      var reply = reply(302, "Location", target, "Set-Cookie", "c=1");
      boolean changed = !cookie;
      cookie = true;
      return new FetchResult.Fetched(
          changed ? reply.withCookiesChanged() : reply, result.timings());
    }
  }
}

package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Sitemaps: which are read, what of them is in scope, and what is reported.
class SitemapsTest {
  private static final String H = "http://127.0.0.1";
  private static final String MAP = H + "/map.xml";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void aSitemapThatCannotBeUsedIsNamedWithItsCause() {
    var causes =
        Map.of(
            Answer.status(404, "none"), "status 404",
            Answer.html("<!doctype html><title>Not found</title>"), "no sitemap: ",
            Answer.failure(FailureCause.BAD_MESSAGE), "as the test says",
            Answer.redirect("mailto:a@b"), "status 301 to 'mailto:a@b'",
            map(), "",
            map("http://other.test/"), "none of its 1 URLs is in scope");
    causes.forEach((answer, cause) -> {
      var run = crawl(new MemoryWeb().on(MAP, answer), options -> options);

      var line = run.summary.notes().sitemapFailures().getFirst();
      assertTrue(line.startsWith(MAP + ": " + cause), line);
      assertEquals(0, run.summary.pages().content());
      assertEquals(List.of(), run.summary.notes().seedFailures(), "named once");
    });
  }

  @Test
  void aSitemapThatRobotsForbidsOrScopeExcludesIsNamed() {
    web.on(H + "/robots.txt", Answer.text("User-agent: *\nDisallow: /map\n"));
    assertEquals(
        List.of(MAP + ": robots.txt line 2 forbids it"),
        crawl(web, options -> options).summary.notes().sitemapFailures());
    var excluded =
        crawl(
            web,
            options -> options.withScope(s -> s.withRules(List.of(ScopeRule.exclude("*.xml")))));
    assertEquals(
        List.of(MAP + ": out of scope (rule 1: exclude *.xml)"),
        excluded.summary.notes().sitemapFailures());
  }

  @Test
  void indexesThatNameAnotherOneEachTimeEnd() {
    var made = new AtomicInteger();
    web.on(H + "/robots.txt", Answer.status(404, "none"))
        .otherwise(_ -> index(H + "/i" + made.incrementAndGet(), MAP));

    var run = crawl(web, options -> options);

    assertEquals(10, made.get() - 1);
    assertEquals(
        List.of(H + "/i10: 10 indexes in a row lead to it, and its sitemaps are not used"),
        run.summary.notes().sitemapFailures());
  }

  private static Answer index(String... locs) {
    var xml = new StringBuilder("<sitemapindex>");
    for (var loc : locs) {
      xml.append("<sitemap><loc>").append(loc).append("</loc></sitemap>");
    }
    return Answer.text(xml.append("</sitemapindex>").toString());
  }

  @Test
  void whatComesBeforeTheCutIsUsed() {
    var whole = map("/one", "/two").body();
    web.on(MAP, Answer.status(200, whole.substring(0, whole.indexOf("two"))))
        .on(H + "/one", Answer.html("one"));

    var run = crawl(web, options -> options);

    assertEquals("fetched", run.verdict(H + "/one"));
    assertEquals(1, run.summary.notes().sitemapFailures().size());
  }

  @Test
  void pagesOfTheSitesOtherNameAndSchemeAreInScope() {
    web.on("http://a.test/map.xml", map("https://www.a.test/x", "http://b.test/"))
        .on("https://www.a.test/x", Answer.links("/y"));
    for (var mode : new ScopeMode[] {ScopeMode.HOST, ScopeMode.ORIGIN, ScopeMode.PREFIX}) {
      var run =
          CrawlRun.of(
              web,
              options ->
                  options
                      .withScope(s -> s.withMode(mode))
                      .withSeeds(s -> s.withSitemaps(CrawlRun.urls("http://a.test/map.xml"))));

      assertEquals("fetched", run.verdict("https://www.a.test/y"), mode.name());
      assertEquals("out_of_scope", run.verdict("http://b.test/"), mode.name());
      assertEquals(List.of(), run.summary.notes().sitemapFailures());
    }
  }

  @Test
  void aPrefixHoldsForTheOtherNameToo() {
    web.on("http://a.test/robots.txt", Answer.text("Sitemap: http://a.test/map.xml\n"))
        .on("http://a.test/map.xml", map("https://www.a.test/docs/x", "https://www.a.test/shop/x"))
        .on("http://a.test/docs/", Answer.html("docs"));

    var run =
        CrawlRun.of(
            web,
            options ->
                options
                    .withScope(s -> s.withMode(ScopeMode.PREFIX))
                    .withSeeds(s -> s.withDiscovery(SitemapDiscovery.ROBOTS)),
            "http://a.test/docs/");

    assertEquals("fetched", run.verdict("https://www.a.test/docs/x"));
    assertEquals("out_of_scope", run.verdict("https://www.a.test/shop/x"));
  }

  @Test
  void theUsualSitemapIsTriedAndNeedNotExist() {
    web.on(H + "/", Answer.html("home"));
    var none =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withDiscovery(SitemapDiscovery.AUTO)),
            H + "/");
    web.on(H + "/sitemap.xml", map("/a")).on(H + "/a", Answer.html("a"));
    var some =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withDiscovery(SitemapDiscovery.AUTO)),
            H + "/");

    assertEquals(List.of(H + "/"), none.urls(), "no broken link is recorded");
    assertEquals(List.of(), none.summary.notes().sitemapFailures());
    assertTrue(none.summary.urls().isBalanced());
    assertEquals("fetched", some.verdict(H + "/a"));
  }

  @Test
  void theUsualSitemapMayRedirectWithinItsSiteWhateverTheScopeIncludes() {
    web.on(H + "/docs/", Answer.html("home"))
        .on(H + "/sitemap.xml", Answer.redirect("/sitemap_index.xml"))
        .on(H + "/sitemap_index.xml", index(H + "/moved.xml"))
        .on(H + "/moved.xml", Answer.redirect("/pages.xml"))
        .on(H + "/pages.xml", map("/docs/a", "/b"))
        .on(H + "/docs/a", Answer.html("a"));

    var run =
        CrawlRun.of(
            web,
            options ->
                options
                    .withSeeds(s -> s.withDiscovery(SitemapDiscovery.AUTO))
                    .withScope(s -> s.withRules(List.of(ScopeRule.include("/docs/*")))),
            H + "/docs/");

    assertEquals("fetched", run.verdict(H + "/docs/a"));
    assertEquals("out_of_scope", run.verdict(H + "/b"));
    assertEquals(List.of(), run.summary.notes().sitemapFailures());
  }

  @Test
  void sitemapsOfRobotsMayBeOnAnotherHost() {
    web.on(H + "/robots.txt", Answer.text("Sitemap: http://cdn.test/map.xml\n"))
        .on("http://cdn.test/map.xml", map(H + "/a", "http://cdn.test/b"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withDiscovery(SitemapDiscovery.ROBOTS)),
            H + "/");

    assertEquals("fetched", run.verdict(H + "/a"));
    assertEquals("out_of_scope", run.verdict("http://cdn.test/b"));
  }

  @Test
  void aSitemapOfRobotsMayBeRelative() {
    web.on(H + "/robots.txt", Answer.text("Sitemap: /maps/map.xml\nSitemap: ftp://h/\n"))
        .on(H + "/maps/map.xml", map("/a"))
        .on(H + "/a", Answer.html("a"));

    var used =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withDiscovery(SitemapDiscovery.ROBOTS)),
            H + "/");
    var unused = CrawlRun.of(web, H + "/");

    assertEquals("fetched", used.verdict(H + "/a"));
    assertEquals(List.of(H + "/maps/map.xml"), unused.summary.notes().unusedSitemaps());
  }

  @Test
  void aSitemapCountsForNoBudgetOfPages() {
    web.on(MAP, map("/1", "/2", "/3"))
        .otherwise(request ->
            request.url().path().equals("/robots.txt") ? null : Answer.html(request.url().href()));

    var run = crawl(web, options -> options.withBudget(b -> b.withPages(2)));

    assertEquals(2, run.summary.pages().content());
    assertEquals(3, run.summary.pages().count());
  }

  @Test
  void entriesOfASitemapAreNoTraps() {
    var href = "/q?" + "a".repeat(9_000);
    web.on(MAP, map(href)).on(H + href, Answer.html("long"));

    assertEquals(1, crawl(web, options -> options).summary.pages().content());
  }

  private static CrawlRun crawl(MemoryWeb web, UnaryOperator<CrawlOptions> set) {
    return CrawlRun.of(
        web, options -> set.apply(options.withSeeds(s -> s.withSitemaps(CrawlRun.urls(MAP)))));
  }

  private static Answer map(String... locs) {
    var body = new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (var loc : locs) {
      body.append("<url><loc>").append(loc.startsWith("/") ? H + loc : loc).append("</loc></url>");
    }
    return Answer.status(200, body.append("</urlset>").toString(), "Content-Type", "text/xml");
  }
}

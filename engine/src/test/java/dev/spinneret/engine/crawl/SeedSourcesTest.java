package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Seeds that come from elsewhere than the command line: sitemaps, robots.txt, a live feed.
class SeedSourcesTest {
  private static final String H = "http://127.0.0.1";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void aSitemapsEntriesAreSeeds() {
    web.on(H + "/map.xml", sitemap("/a", "http://other.test/")).on(H + "/a", Answer.links("/b"));

    var run =
        CrawlRun.of(
            web, options -> options.withSeeds(s -> s.withSitemaps(CrawlRun.urls(H + "/map.xml"))));

    assertEquals(List.of(H + "/map.xml", H + "/a", H + "/b"), run.urls());
    assertEquals(0, run.page(H + "/a").depth());
    assertEquals("out_of_scope", run.verdict("http://other.test/"));
  }

  @Test
  void anIndexLeadsToItsSitemaps() {
    web.on(
            H + "/index.xml",
            Answer.status(
                200,
                "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                    + "<sitemap><loc>"
                    + H
                    + "/map.xml</loc></sitemap></sitemapindex>",
                "Content-Type",
                "application/xml"))
        .on(H + "/map.xml", sitemap("/a"));

    var run =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withSitemaps(CrawlRun.urls(H + "/index.xml"))));

    assertEquals("fetched", run.verdict(H + "/a"));
  }

  @Test
  void sitemapsOfRobotsAreReadOnlyWhenAsked() {
    web.on(H + "/robots.txt", Answer.text("Sitemap: " + H + "/map.xml\n"))
        .on(H + "/map.xml", sitemap("/a"));

    var without = CrawlRun.of(web, H + "/");
    assertEquals(0, web.count(H + "/map.xml"));
    assertEquals(List.of(H + "/map.xml"), without.summary.notes().unusedSitemaps());
    var run =
        CrawlRun.of(
            web,
            options -> options.withSeeds(s -> s.withDiscovery(SitemapDiscovery.ROBOTS)),
            H + "/");

    assertEquals("fetched", run.verdict(H + "/a"));
  }

  @Test
  void theCrawlGoesOnUntilTheFeedIsClosed() throws Exception {
    var feed = new SeedFeed();
    web.on(H + "/1", Answer.links("/2"));
    feed.put(CrawlRun.url(H + "/1"));
    feed.put(CrawlRun.url(H + "/1"));

    var run =
        CrawlRun.of(
            web,
            options -> options,
            crawl -> {
              crawl.takeSeedsFrom(feed);
              var loop = dev.spinneret.engine.loop.EventLoop.current();
              loop.callLater(Duration.ofSeconds(5), () -> late(feed));
            });

    assertEquals(List.of(H + "/1", H + "/2", H + "/late"), run.urls());
    assertEquals(5, run.elapsed().toSeconds());
    assertThrows(IllegalStateException.class, () -> feed.put(CrawlRun.url(H)));
  }

  private static void late(SeedFeed feed) {
    try {
      feed.put(CrawlRun.url(H + "/late"));
      feed.close();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSeedThatWasOutOfScopeIsFetchedWhenItIsNamed() throws Exception {
    var feed = new SeedFeed();
    web.on(H + "/", Answer.links("http://b.test/"));
    feed.put(CrawlRun.url(H + "/"));

    var run =
        CrawlRun.of(
            web,
            options -> options,
            crawl -> {
              crawl.takeSeedsFrom(feed);
              var loop = dev.spinneret.engine.loop.EventLoop.current();
              loop.callLater(
                  Duration.ofSeconds(1),
                  () -> {
                    feedQuietly(feed, "http://b.test/");
                    feed.close();
                  });
            });

    assertEquals("fetched", run.verdict("http://b.test/"));
    assertFalse(run.summary.urls().verdicts().containsKey(VerdictKind.OUT_OF_SCOPE));
    assertTrue(run.summary.urls().isBalanced());
  }

  private static void feedQuietly(SeedFeed feed, String href) {
    try {
      feed.put(CrawlRun.url(href));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFasterWriterHasToWait() throws Exception {
    var feed = new SeedFeed();
    var count = new AtomicInteger();
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 30_000; i++) {
                feedQuietly(feed, H + "/" + i);
                count.incrementAndGet();
              }
              feed.close();
            });
    while (count.get() < 1_000) {
      Thread.onSpinWait();
    }
    assertTrue(count.get() <= 1_000, "the feed is full");

    var run =
        CrawlRun.of(
            web,
            options -> options.withPace(p -> p.withConcurrency(100)),
            crawl -> crawl.takeSeedsFrom(feed));

    writer.join();
    assertEquals(30_000, run.summary.pages().count());
  }

  @Test
  void theEndOfTheCrawlFreesTheWriter() throws Exception {
    var feed = new SeedFeed();
    CrawlRun.of(
        web,
        options -> options,
        crawl -> {
          crawl.takeSeedsFrom(feed);
          crawl.requestStop();
        });

    assertFalse(feed.put(CrawlRun.url(H)));
  }

  private static Answer sitemap(String... locs) {
    var body = new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (var loc : locs) {
      body.append("<url><loc>").append(loc.startsWith("/") ? H + loc : loc).append("</loc></url>");
    }
    return Answer.status(200, body.append("</urlset>").toString(), "Content-Type", "text/xml");
  }
}

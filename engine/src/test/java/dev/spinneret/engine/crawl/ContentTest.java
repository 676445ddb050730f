package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a crawl takes for a page, for a link, and for a directive.
class ContentTest {
  private static final String H = "http://127.0.0.1";
  private static final String HTML = "<!doctype html><a href=/found>x</a>";
  private static final String XHTML =
      "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>"
          + "<script src='x'/><a href='/found'/></body></html>";
  private final MemoryWeb web = new MemoryWeb();

  private boolean finds(Answer seed) {
    web.on(H + "/", seed).on(H + "/found", Answer.text("x"));
    CrawlRun.of(web, H + "/");
    return web.count(H + "/found") == 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | text/html",
        "true | Text/HTML; charset=utf-8",
        "true | text/html;charset",
        "true | text/plain, text/html",
        "false | text/html, text/plain",
        "true | */*",
        "true | nonsense",
        "true | unknown/unknown",
        "true | application/unknown; charset=utf-8",
        "false | text/plain",
        "false | text/htmlx",
        "false | application/octet-stream",
        "false | text/xml"
      })
  void htmlIsReadByItsType(boolean page, String type) {
    assertEquals(page, finds(Answer.status(200, HTML, "Content-Type", type)));
  }

  @Test
  void lastOfSeveralContentTypesCounts() {
    assertTrue(
        finds(Answer.status(200, HTML, "Content-Type", "text/plain", "content-type", "text/html")));
  }

  @Test
  void pageWithoutATypeIsRecognised() {
    assertTrue(finds(Answer.status(200, HTML)));
  }

  @Test
  void nosniffLeavesAnUnknownTypeAlone() {
    assertEquals(false, finds(Answer.status(200, HTML, "X-Content-Type-Options", " NoSniff, x")));
  }

  @ParameterizedTest
  @CsvSource({"text/xml", "application/xml", "application/xhtml+xml", "application/foo+xml"})
  void xhtmlIsAPageWhateverItsXmlType(String type) {
    assertTrue(finds(Answer.status(200, XHTML, "Content-Type", type + "; charset=utf-8")));
  }

  @Test
  void entriesOfAFeedAreFollowed() {
    var feed = "<rss><channel><item><link>" + H + "/found</link></item></channel></rss>";
    assertTrue(finds(Answer.status(200, feed, "Content-Type", "application/rss+xml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"urlset url", "sitemapindex sitemap"})
  void entriesOfASitemapThatIsASeedAreFollowed(String elements) {
    var names = elements.split(" ", -1);
    var sitemap = "<%1$s><%2$s><loc>%3$s/found</loc></%2$s></%1$s>";
    assertTrue(
        finds(
            Answer.status(
                200, sitemap.formatted(names[0], names[1], H), "Content-Type", "text/xml")));
  }

  @Test
  void linkFieldsAreFollowedAndRecorded() {
    web.on(
            H + "/",
            Answer.status(
                200,
                "text",
                "Content-Type",
                "text/plain",
                "Link",
                "</2>; rel=\"next\", </j>; rel=alternate; type=application/json",
                "Link",
                "<http://[>; rel=prev"))
        .on(H + "/2", Answer.text("two"));
    var run = CrawlRun.of(web, H + "/");
    assertEquals(List.of(H + "/", H + "/2"), run.urls());
    assertEquals(2, run.page(H + "/").content().links().size());
    assertEquals(H + "/", run.page(H + "/2").referrer());
    assertEquals("failed", run.verdict("http://["));
  }

  @Test
  void refreshFieldIsReadAsTheMetaElement() {
    assertTrue(
        finds(
            Answer.status(
                200, "x", "Content-Type", "text/plain", "Refresh", "0 ; URL = '/found'x")));
  }

  @Test
  void malformedLinksFailOnceWithTheirCause() {
    web.on(
            H + "/",
            Answer.links("http://exa mple.com/", "http://[::1", "/a", "mailto:x", "gopher://x/"))
        .on(H + "/a", Answer.links("http://[::1"));
    var run = CrawlRun.of(web, H + "/");
    assertEquals(3, web.requests().size(), "two pages and robots.txt");
    for (var reference : List.of("http://exa mple.com/", "http://[::1")) {
      assertEquals(
          new Verdict.Failed(FailureCause.INVALID_URL, "no valid URL"),
          run.verdicts.get(reference));
    }
    assertEquals(2, run.summary.urls().failures().get(FailureCause.INVALID_URL));
    assertEquals(4, run.summary.urls().discovered());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void malformedReferencesThatAreNotFollowedAreNoFault() {
    web.on(H + "/", Answer.html("<img src='http://['><meta name=robots content=nofollow>"));
    var run = CrawlRun.of(web, H + "/");
    assertEquals(1, run.summary.urls().discovered());
    web.on(H + "/", Answer.html("<a href='http://['><meta name=robots content=nofollow>"));
    assertEquals(1, CrawlRun.of(web, H + "/").summary.urls().discovered());
  }

  @Test
  void directivesForTheProductTokenOfTheUserAgentCount() {
    Stream.of(
            Answer.status(
                200, HTML, "Content-Type", "text/html", "X-Robots-Tag", "mybot: nofollow"),
            Answer.html("<meta name=MyBot content=nofollow>" + HTML),
            Answer.html("<meta name=robots content=none>" + HTML))
        .forEach(answer -> {
          web.on(H + "/", answer);
          CrawlRun.of(
              web,
              o -> o.withRobots(r -> r.withProductToken("MyBot/2.0 (+https://bot.test)")),
              H + "/");
          assertEquals(0, web.count(H + "/found"));
        });
    web.on(H + "/", Answer.html("<meta name=spinneret content=nofollow>" + HTML));
    CrawlRun.of(web, o -> o.withRobots(r -> r.withProductToken("MyBot/2.0")), H + "/");
    assertEquals(1, web.count(H + "/found"));
  }
}

package dev.spinneret.samples.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleWebTest {
  private static final Pattern NO_MARKUP =
      Pattern.compile("<!--.*?-->|<script.*?</script>", Pattern.DOTALL);
  private static final Pattern ANCHOR = Pattern.compile("<a href=\"([^\"]*)\">");

  @ParameterizedTest
  @CsvSource({
    "1, 20, 1, 0, 0",
    "500, 20, 1, 0, 0",
    "500, 1, 1, 0.3, 0.3",
    "3000, 20, 1, 0.2, 0.1",
    "3000, 5, 7, 0.5, 0.2",
    "2000, 3, 40, 0.6, 0.39"
  })
  void everyPageIsReachableFromTheFirst(
      int pages, int links, int hosts, double errors, double redirects) {
    var web =
        web(
            SiteOptions.DEFAULT
                .withPages(pages)
                .withLinksPerPage(links)
                .withHosts(h -> h.withCount(hosts))
                .withHazards(h -> h.withErrorShare(errors).withRedirectShare(redirects)));
    var byUrl = new HashMap<String, SamplePage>();
    web.pages().forEach(page -> byUrl.put(page.url(), page));
    assertEquals(pages, byUrl.size(), "each page has a URL of its own");
    var seen = new HashSet<String>();
    var queue = new ArrayDeque<SamplePage>();
    seen.add(web.url(0));
    queue.add(web.page(0));
    while (!queue.isEmpty()) {
      for (var link : queue.remove().links()) {
        var page = byUrl.get(link);
        if (page != null && seen.add(link)) {
          queue.add(page);
        }
      }
    }
    assertEquals(byUrl.keySet(), seen);
  }

  @Test
  void thePageThatIsServedHasExactlyThePlannedLinks() {
    var web = web(busy());
    var renderer = new PageRenderer(web);
    var body = new ByteSink(1024);
    web.pages()
        .filter(page -> page.status() == 200)
        .forEach(page -> {
          renderer.render(page.number(), body.clear());
          assertEquals(page.links(), hrefs(page.url(), body.text(0)), page.url());
        });
  }

  @Test
  void aBodyHasTheSizeThatWasAskedForUnlessItsLinksNeedMore() {
    for (int size : new int[] {5000, 5001, 12_288, 100_000, 1_000_003}) {
      var web = web(busy().withPages(20).withPageBytes(size).withLinksPerPage(10));
      var renderer = new PageRenderer(web);
      for (int page = 0; page < 20; page++) {
        var body = new ByteSink(64);
        if (web.status(page) == 200) {
          renderer.render(page, body);
          assertEquals(size, body.size());
        }
      }
    }
    var crowded = web(SiteOptions.DEFAULT.withPageBytes(100).withLinksPerPage(200));
    var body = new ByteSink(64);
    new PageRenderer(crowded).render(3, body);
    assertEquals(crowded.page(3).links(), hrefs(crowded.url(3), body.text(0)));
  }

  @Test
  void aPathIsFoundAgainAndNoOtherLeadsToThePage() {
    var web = web(busy());
    for (int page = 0; page < web.pageCount(); page++) {
      int host = web.host(page);
      var path = web.paths().path(page);
      assertEquals(page, web.paths().page(host, path));
      if (page >= web.options().hosts().count()) {
        assertEquals(-1, web.paths().page((host + 1) % 3, path));
        assertEquals(-1, web.paths().page(host, path + "x"));
        assertEquals(-1, web.paths().page(host, "/wrong" + path));
      }
    }
    for (var wrong : List.of("", "/x", "/view?item=", "/view?item=99999999999", "/a-b-", "/-5")) {
      assertEquals(-1, web.paths().page(0, wrong));
    }
  }

  @Test
  void theSharesOfErrorsAndRedirectsAreAsAskedFor() {
    var web =
        web(
            SiteOptions.DEFAULT
                .withPages(20_000)
                .withHazards(h -> h.withErrorShare(0.1).withRedirectShare(0.2)));
    var counts =
        IntStream.range(0, 20_000)
            .boxed()
            .collect(Collectors.groupingBy(web::status, Collectors.counting()));
    long errors = counts.get(404) + counts.get(500) + counts.get(503);
    long redirects = counts.get(301) + counts.get(302) + counts.get(307) + counts.get(308);
    assertEquals(2000, errors, 200);
    assertEquals(4000, redirects, 300);
  }

  @Test
  void aRedirectLeadsToAPageThatIsWell() {
    var web = web(busy());
    var wellPages =
        web.pages()
            .filter(page -> page.status() == 200)
            .map(SamplePage::url)
            .collect(Collectors.toSet());
    var redirects = web.pages().filter(page -> page.redirect() != null).toList();
    assertTrue(redirects.size() > 10);
    redirects.forEach(page -> assertTrue(wellPages.contains(page.redirect()), page.url()));
  }

  @Test
  void theSeedMakesTheWeb() {
    assertEquals(
        web(busy().withSeed(5)).pages().toList(), web(busy().withSeed(5)).pages().toList());
    assertNotEquals(
        web(busy().withSeed(5)).page(9).links(), web(busy().withSeed(6)).page(9).links());
  }

  @Test
  void linksAreWrittenInManyWays() {
    var web = web(busy());
    var body = new ByteSink(1024);
    var renderer = new PageRenderer(web);
    web.pages()
        .filter(page -> page.status() == 200)
        .forEach(page -> renderer.render(page.number(), body));
    var html = body.text(0);
    for (var form :
        List.of(
            "href=\"../",
            "href=\"../../",
            "href=\"/",
            "href=\"http://127.0.0.2:81/",
            "&amp;",
            "#part-1\"",
            "/private/",
            "/calendar/2026/11/",
            "/session/",
            "/gone/")) {
      assertTrue(html.contains(form), form);
    }
    assertTrue(Pattern.compile("href=\"[a-z]+-[a-z]+-[0-9]+\\.html").matcher(html).find());
  }

  @Test
  void aWrongOptionIsNamed() {
    var pages =
        assertThrows(IllegalArgumentException.class, () -> SiteOptions.DEFAULT.withPages(0));
    assertEquals("pages is 0; allowed are 1 to 50000000", pages.getMessage());
    var share =
        assertThrows(
            IllegalArgumentException.class,
            () -> SiteOptions.DEFAULT.withHazards(h -> h.withErrorShare(1)));
    assertTrue(share.getMessage().startsWith("the share of errors is 1.0"));
    assertThrows(
        IllegalArgumentException.class, () -> new SampleWeb(SiteOptions.DEFAULT, List.of()));
  }

  private static SiteOptions busy() {
    return SiteOptions.DEFAULT
        .withPages(400)
        .withHosts(h -> h.withCount(3))
        .withHazards(h ->
            h.withErrorShare(0.1)
                .withRedirectShare(0.1)
                .withCalendarTrap(true)
                .withSessionTrap(true));
  }

  private static SampleWeb web(SiteOptions options) {
    var origins = new ArrayList<String>();
    for (int host = 0; host < options.hosts().count(); host++) {
      origins.add("http://127.0.0." + (host + 1) + ":81");
    }
    return new SampleWeb(options, origins);
  }

  private static List<String> hrefs(String url, String html) {
    var found = new ArrayList<String>();
    var matcher = ANCHOR.matcher(NO_MARKUP.matcher(html).replaceAll(""));
    while (matcher.find()) {
      var absolute = URI.create(url).resolve(matcher.group(1).replace("&amp;", "&")).toString();
      int fragment = absolute.indexOf('#');
      found.add(fragment < 0 ? absolute : absolute.substring(0, fragment));
    }
    return found;
  }
}

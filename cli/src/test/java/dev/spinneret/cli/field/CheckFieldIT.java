package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `check` on sites whose links are known.
class CheckFieldIT {
  @TempDir Path directory;

  @Test
  void everyFaultOfAPlantedSiteIsFoundWithAllItsPlacesAndNoOther() throws Exception {
    var seed = Long.getLong("spinneret.fuzz.seed", 20_261_130L);
    System.out.println("planted site: seed " + seed);
    var planted = new AtomicReference<PlantedSite>();
    try (var site = Site.plain(request -> planted.get().answer(request))) {
      planted.set(new PlantedSite(seed, site.port()));
      var expected = planted.get();
      var outcome =
          new Spinneret(directory)
              .hosts(PlantedSite.hosts())
              .run("check", "--json", "--attempts", "1", site.url(PlantedSite.HOST, "/"));
      assertEquals(3, outcome.code(), outcome::err);
      var found = new TreeMap<String, String>();
      for (var record : outcome.records()) {
        var linkClass = record.path("class").asText();
        if (!linkClass.equals("ok") && !linkClass.equals("redirected")) {
          found.put(record.path("url").asText(), linkClass + " " + places(record));
        }
      }
      var wanted = new TreeMap<String, String>();
      for (var fault : expected.faults()) {
        wanted.put(fault.url(), fault.linkClass() + " " + fault.places());
      }
      wanted.forEach((url, text) -> assertEquals(text, found.get(url), url));
      found.keySet().removeAll(wanted.keySet());
      assertEquals(Map.of(), found);
      assertEquals(
          Map.of("fragment_missing", 34, "broken", 44, "malformed", 20, "blocked", 5),
          expected.counts());
      assertTrue(
          site.asked().stream().noneMatch("/never-followed"::equals), "no external page is read");
    }
  }

  private static TreeSet<String> places(JsonNode record) {
    var places = new TreeSet<String>();
    for (var referrer : record.path("referrers")) {
      places.add(
          referrer.path("url").asText().replaceFirst("http://[^/]*", "")
              + ":"
              + referrer.path("line").asInt()
              + " "
              + referrer.path("element").asText());
    }
    return places;
  }

  @Test
  void aPersonReadsFaultsByPageAndWhatIsOnManyPagesOnce() throws Exception {
    var routes = new Routes();
    for (int i = 0; i < 12; i++) {
      routes.on("/" + i, Reply.page("/" + (i + 1) % 12, "/gone"));
    }
    routes.on("/3", Reply.html("<p>\n <a href=/4>next</a> <a href=/lost title='>'>a <b>b</b></a>"));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("check", site.url("h.example", "/0"));
      assertEquals(3, outcome.code(), outcome::toString);
      var host = "http://h.example:" + site.port();
      assertEquals(
          """
          %s/3
                2:22  404  %s/lost  <a> "a b"

          on many pages
            404  %s/gone
                      11 links, the first in %s/0:1:56  <a> "x"

          """
              .formatted(host, host, host, host),
          outcome.out());
      assertTrue(outcome.err().startsWith("2 broken links; 14 targets: ok 12, broken 2\n"));
    }
  }

  @Test
  void previewsBasesAndPrefixedAnchorsAreReadAsBrowsersDo() throws Exception {
    var page =
        "<base href=/app/><meta property=og:image content=/preview.png>"
            + "<svg><use href='#icon'/></svg><p style='mask:url(#m)'><a href=/doc#usage>doc</a>";
    var doc = "<h2><a id=user-content-usage></a></h2><a href=htp://x/>x</a>";
    var routes = new Routes().on("/", Reply.html(page)).on("/doc", Reply.html(doc));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("check", "--json", site.url("h.example", "/"));
      var found = new TreeMap<String, String>();
      for (var record : outcome.records()) {
        var path = record.path("url").asText().replaceFirst("http://[^/]*", "");
        found.put(path, record.path("class").asText());
      }
      assertEquals(
          Map.of("/", "ok", "/doc", "ok", "/preview.png", "broken", "htp://x/", "malformed"),
          found,
          outcome::toString);
    }
  }

  @Test
  void redirectsWithoutAnEndAreBrokenIfLinksLeadToAllOfThem() throws Exception {
    var routes = new Routes();
    var links = new ArrayList<>(List.of("/a", "/b", "/leads-into-the-loop"));
    routes.on("/a", Reply.redirect("302 Found", "/b")).on("/b", Reply.redirect("302 Found", "/a"));
    routes.on("/leads-into-the-loop", Reply.redirect("302 Found", "/a"));
    for (int i = 0; i < 40; i++) {
      links.add("/long" + i);
      routes.on("/long" + i, Reply.redirect("302 Found", "/long" + (i + 1)));
    }
    routes.on("/long40", Reply.html("the end"));
    routes.on("/", Reply.page(links.toArray(String[]::new)));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("check", "--json", site.url("h.example", "/"));
      assertEquals(3, outcome.code(), outcome::toString);
      var found = new TreeMap<String, String>();
      var chains = new TreeMap<String, String>();
      for (var record : outcome.records()) {
        var path = record.path("url").asText().replaceFirst("http://[^/]*", "");
        found.put(path, record.path("class").asText() + " " + record.path("cause").asText());
        var chain = record.path("chain") + " " + record.path("detail").asText();
        chains.put(path, chain.replaceAll("http://[^/]*", ""));
      }
      assertEquals("broken redirect_loop", found.get("/a"));
      assertEquals("broken redirect_loop", found.get("/b"));
      // Of each, whichever was requested last.
      assertEquals("[\"/b\"] status 302 to /a, which led here", chains.get("/a"));
      assertEquals("[\"/a\"] status 302 to /b, which led here", chains.get("/b"));
      assertEquals(
          "[\"/a\",\"/b\"] status 302 to /a, which led here", chains.get("/leads-into-the-loop"));
      assertEquals("broken too_many_redirects", found.get("/long0"));
      assertEquals("redirected null", found.get("/long20"));
    }
  }

  @Test
  void whatIsAllowedIsNoFault() throws Exception {
    var routes = new Routes().on("/", Reply.page("/gone", "/#nowhere", "/late"));
    routes.on("/late", Reply.status("503 Service Unavailable"));
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example");
      var url = site.url("h.example", "/");
      var once = spinneret.run("check", "--attempts", "1", "--retry", "off", url);
      assertEquals(3, once.code(), once::toString);
      var allowed =
          spinneret.run(
              "check",
              "--attempts",
              "1",
              "--json",
              "--allow",
              "5xx",
              "--allow",
              "fragment_missing",
              "--allow",
              "*/gone",
              url);
      assertEquals(0, allowed.code(), allowed::toString);
      assertTrue(allowed.record(site.url("h.example", "/gone")).path("allowed").asBoolean());
    }
  }

  @Test
  void theFragmentOfARedirectReplacesThatOfTheLink() throws Exception {
    var routes =
        new Routes()
            .on("/", Reply.page("/a#here", "/b#here", "/c#here", "/d#here"))
            .on("/a", Reply.redirect("302 Found", "/page#there"))
            .on("/b", Reply.redirect("302 Found", "/a"))
            .on("/c", Reply.redirect("302 Found", "/page#"))
            .on("/d", Reply.redirect("302 Found", "/page"))
            .on("/page", Reply.html("<p id=there>"));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("check", "--json", site.url("h.example", "/"));
      var missing =
          outcome.records().stream()
              .filter(record -> record.path("class").asText().equals("fragment_missing"))
              .map(record -> record.path("url").asText())
              .toList();
      assertEquals(List.of(site.url("h.example", "/d#here")), missing);
    }
  }

  @Test
  void whatFailsOnceIsRequestedAgainAtTheEnd() throws Exception {
    var routes = new Routes().on("/", Reply.page("/a", "/b"));
    routes.on("/b", Reply.page());
    routes.on(
        "/a",
        request ->
            request.site().asked().contains("/b")
                ? Reply.page("/c")
                : Reply.status("502 Bad Gateway"));
    routes.on("/c", Reply.page());
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run(
                  "check",
                  "--json",
                  "--attempts",
                  "1",
                  "--per-host",
                  "1",
                  site.url("h.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("h.example", "/c")));
    }
  }

  @Test
  void goodAnswersOfOtherSitesAreKeptInTheCache() throws Exception {
    var routes = new Routes();
    routes.on(
        "h.example/",
        request -> Reply.page(request.url("o.example", "/a"), request.url("o.example", "/gone")));
    routes.on("o.example/a", Reply.redirect("301 Moved Permanently", "/b"));
    routes.on("o.example/b", Reply.page());
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example", "o.example");
      var url = site.url("h.example", "/");
      for (int run = 0; run < 2; run++) {
        var outcome = spinneret.run("check", "--json", "--cache", "links.cache", url);
        var moved = outcome.record(site.url("o.example", "/a"));
        assertEquals("redirected", moved.path("class").asText(), outcome::toString);
        assertEquals(site.url("o.example", "/b"), moved.path("chain").path(0).asText());
        assertEquals(404, outcome.status(site.url("o.example", "/gone")));
      }
      assertEquals(1, site.asked().stream().filter("/a"::equals).count());
      assertEquals(
          4, site.asked().stream().filter("/gone"::equals).count(), site.requests()::toString);
      Files.writeString(directory.resolve("other.jsonl"), "{\"url\":\"http://a/\"}\n");
      var refused = spinneret.run("check", "--cache", "other.jsonl", url);
      assertEquals(2, refused.code());
      assertTrue(refused.err().contains("--cache other.jsonl: line 1"), refused::toString);
    }
  }

  @Test
  void robotsTxtOfOtherSitesIsObeyed() throws Exception {
    var routes = new Routes();
    routes.on("h.example/", request -> Reply.page(request.url("o.example", "/a")));
    routes.on(
        "o.example/robots.txt",
        Reply.status("200 OK").body("User-agent: *\nDisallow: /".getBytes(StandardCharsets.UTF_8)));
    routes.on("o.example/a", Reply.page());
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example", "o.example");
      var obeyed = spinneret.run("check", "--json", site.url("h.example", "/"));
      var record = obeyed.record(site.url("o.example", "/a"));
      assertEquals("blocked", record.path("class").asText(), obeyed::toString);
      assertEquals("robots", record.path("cause").asText());
      assertEquals(0, obeyed.code());
      assertFalse(site.asked().contains("/a"));
      var ignored = spinneret.run("check", "--json", "--no-robots", site.url("h.example", "/"));
      assertEquals(200, ignored.status(site.url("o.example", "/a")));
    }
  }

  @Test
  void oneProgramReadsJunitAnotherAnnotations() throws Exception {
    var routes = new Routes().on("/", Reply.page("/gone?a&b", "/ok")).on("/ok", Reply.page());
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("check", "--annotations", "--junit", "report.xml", site.url("h.example", "/"));
      assertEquals(
          "::error file=index.html,line=1,col=35,title=Link%3A broken::"
              + site.url("h.example", "/gone?a&b")
              + ": 404\n",
          outcome.out());
      var xml = Files.readString(directory.resolve("report.xml"));
      assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
      assertTrue(xml.contains("gone?a&amp;b"), xml);
    }
  }

  @Test
  void aPersonGetsAPageAndAProgramAFile() throws Exception {
    var routes = new Routes().on("/", Reply.page("/gone?a&b", "/ok")).on("/ok", Reply.page());
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example");
      var outcome =
          spinneret.run(
              "check",
              "-q",
              "-o",
              "a.html",
              "-o",
              "a.jsonl",
              "-o",
              "a.xml",
              site.url("h.example", "/"));
      assertEquals(3, outcome.code(), outcome::toString);
      assertTrue(outcome.out().contains("404"), "the text is printed, too");
      var page = Files.readString(directory.resolve("a.html"));
      assertTrue(page.contains("1 broken link</b>"), page);
      assertTrue(page.contains("gone?a&amp;b"), page);
      assertEquals(2, Files.readAllLines(directory.resolve("a.jsonl")).size());
      assertTrue(Files.readString(directory.resolve("a.xml")).contains("failures=\"1\""));
      var refused = spinneret.run("check", "-o", "a.pdf", site.url("h.example", "/"));
      assertEquals(2, refused.code());
      assertTrue(refused.err().contains("a.pdf: the name must end in .html"), refused::err);
    }
  }

  @Test
  void aPageThatAnImageTagNamesIsReadAndLinksBeyondTheDepthAreProbed() throws Exception {
    var routes = new Routes().on("/", Reply.html("<object data=/part></object>"));
    routes.on("/part", Reply.page("/deeper"));
    routes.on("/deeper", Reply.page("/deepest"));
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example");
      var whole = spinneret.run("check", "--json", site.url("h.example", "/"));
      assertEquals(3, whole.code(), whole::toString);
      assertEquals(404, whole.status(site.url("h.example", "/deepest")));
      var one = spinneret.run("check", "--json", "--max-depth", "0", site.url("h.example", "/"));
      assertEquals(0, one.code(), one::toString);
      assertEquals(1, one.records().size(), "only the links of the page itself");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCheckThatIsStoppedReportsWhatItHasFound() throws Exception {
    var links = new String[200];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/p" + i;
    }
    links[0] = "/missing";
    var count = new AtomicInteger();
    Site.Handler handler =
        request -> {
          if (count.incrementAndGet() == 20) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
          }
          return switch (request.target()) {
            case "/" -> Reply.page(links);
            case "/missing", "/robots.txt" -> null;
            // Slow enough that the signal comes before the last page.
            default -> Reply.page().after(Duration.ofMillis(20));
          };
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run(
                  "check",
                  "--per-host",
                  "1",
                  "--junit",
                  "junit.xml",
                  "--json",
                  site.url("site.example", "/"));
      assertEquals(143, outcome.code(), outcome::toString);
      assertEquals(
          "broken", outcome.record(site.url("site.example", "/missing")).path("class").asText());
      assertTrue(count.get() < 200, "it has stopped early");
      assertTrue(
          outcome.records().stream().anyMatch(r -> r.path("class").asText().equals("unchecked")),
          outcome::toString);
      assertTrue(outcome.err().contains("spinneret check: interrupted"), outcome::err);
      assertFalse(outcome.err().contains("spinneret crawl:"), outcome::err);
      assertTrue(Files.readString(directory.resolve("junit.xml")).contains("/missing"));
    }
  }
}

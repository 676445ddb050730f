package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sitemaps, as sites write and serve them.
class SitemapFieldIT {
  private static final String HOST = "s.example";

  @TempDir Path directory;

  private static String urls(String... locs) {
    var xml = new StringBuilder("<?xml version='1.0'?><urlset>");
    for (var loc : locs) {
      xml.append("<url><loc>").append(loc).append("</loc><lastmod>soon</lastmod></url>");
    }
    return xml.append("</urlset>").toString();
  }

  private static Reply xml(String xml) {
    return xml(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply xml(byte[] bytes) {
    return Reply.html("").with("Content-Type: application/xml").body(bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private Outcome crawl(Site site, String... words) throws IOException, InterruptedException {
    return new Spinneret(directory).names(site, HOST, "www." + HOST, "other.example").run(words);
  }

  @Test
  void theFlagDecidesWhichSitemapsAreUsed() throws Exception {
    var routes =
        new Routes()
            .on("/robots.txt", Reply.status("200 OK").body("Sitemap: /named.xml\n".getBytes()))
            .on("/named.xml", request -> xml(urls(request.url(HOST, "/named"))))
            .on("/sitemap.xml", request -> xml(urls(request.url(HOST, "/usual"))))
            .on("/", Reply.page())
            .on("/named", Reply.page())
            .on("/usual", Reply.page());
    try (var site = Site.plain(routes)) {
      var seed = site.url(HOST, "/");
      var off = crawl(site, "crawl", seed);
      assertEquals(1, off.records().size(), off::toString);
      assertTrue(off.err().contains(site.url(HOST, "/named.xml")), "it says what was not used");
      var named = crawl(site, "crawl", "--sitemaps", "robots", seed);
      assertEquals(200, named.status(site.url(HOST, "/named")), named::toString);
      assertEquals(3, named.records().size(), named::toString);
      var auto = crawl(site, "crawl", "--sitemaps", "auto", seed);
      assertEquals(200, auto.status(site.url(HOST, "/named")), auto::toString);
      assertEquals(200, auto.status(site.url(HOST, "/usual")), auto::toString);
    }
  }

  @Test
  void whatIsWrittenInEveryWayIsRead() throws Exception {
    var list = "Sitemap: /index.xml\nsitemap: /list.txt\nSITEMAP: /feed.rss\nSitemap: /moved.xml\n";
    var routes =
        new Routes()
            .on("/robots.txt", Reply.status("200 OK").body(list.getBytes()))
            .on("/", Reply.page())
            .on(
                "/index.xml",
                request ->
                    xml(
                        "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
                            .formatted(request.url(HOST, "/inner.xml"))))
            .on(
                "/inner.xml",
                request -> {
                  var again = request.url(HOST, "/index.xml");
                  var one = "<sitemap><loc>%s</loc></sitemap>";
                  var packed = request.url(HOST, "/packed.xml");
                  return xml(
                      "<sitemapindex>"
                          + one.formatted(again)
                          + one.formatted(packed)
                          + "</sitemapindex>");
                })
            .on("/packed.xml", request -> xml(gzip(urls(request.url(HOST, "/1?a=b&c=d")))))
            .on(
                "/list.txt",
                request ->
                    Reply.status("200 OK").body((request.url(HOST, "/2") + "\r\n\r\n").getBytes()))
            .on(
                "/feed.rss",
                request ->
                    xml(
                        "<rss><channel><item><link>\n <![CDATA[%s]]></link></item></channel></rss>"
                            .formatted(request.url("www." + HOST, "/3"))))
            .on("/moved.xml", Reply.redirect("301 x", "/now.xml.gz"))
            .on(
                "/now.xml.gz",
                request ->
                    xml(gzip(urls(request.url(HOST, "/4"), request.url("other.example", "/5"))))
                        .with("Content-Encoding: gzip"));
    for (var target : List.of("/1?a=b&c=d", "/2", "/3", "/4", "/5")) {
      routes.on(target, Reply.page());
    }
    try (var site = Site.plain(routes)) {
      var outcome = crawl(site, "crawl", "--sitemaps", "robots", site.url(HOST, "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      Set<String> pages = new TreeSet<>(site.asked());
      pages.removeIf(target -> !target.matches("/\\d.*"));
      assertEquals(Set.of("/1?a=b&c=d", "/2", "/3", "/4"), pages, outcome::toString);
    }
  }

  @Test
  void aLargeSitemapIsReadToItsEnd() throws Exception {
    var filling = "<!--" + "x".repeat(18 << 20) + "-->"; // beyond what a page may have
    try (var site =
        Site.plain(request ->
            switch (request.target()) {
              case "/map.xml" ->
                  xml(gzip(urls(request.url(HOST, "/a")).replace("<url>", filling + "<url>")));
              case "/a" -> Reply.page();
              default -> null;
            })) {
      var outcome = crawl(site, "crawl", "--sitemap", site.url(HOST, "/map.xml"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url(HOST, "/a")), outcome::toString);
    }
  }

  @Test
  void eachSitemapThatGivesNothingIsNamedWithItsCause() throws Exception {
    var routes =
        new Routes()
            .on("/page.xml", Reply.page("/a"))
            .on("/empty.xml", xml(urls()))
            .on("/other.xml", xml(urls("http://elsewhere.example/")))
            .on("/loop.xml", Reply.redirect("302 x", "/loop.xml"));
    try (var site = Site.plain(routes)) {
      var words = new ArrayList<>(List.of("crawl"));
      var paths = List.of("/page.xml", "/empty.xml", "/other.xml", "/loop.xml", "/missing.xml");
      for (var path : paths) {
        words.addAll(List.of("--sitemap", site.url(HOST, path)));
      }
      var outcome = crawl(site, words.toArray(String[]::new));
      assertEquals(5, outcome.code(), outcome::toString);
      for (var path : paths) {
        assertTrue(
            outcome.err().contains("sitemap " + site.url(HOST, path) + ": "), path + outcome);
      }
    }
  }

  @Test
  void whatComesBeforeTheCutIsUsedAndTheCutIsNamed() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/map.xml" -> {
                var whole = urls(request.url(HOST, "/a"), request.url(HOST, "/b"));
                yield xml(whole.substring(0, whole.length() - 40));
              }
              case "/a" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var map = site.url(HOST, "/map.xml");
      var outcome = crawl(site, "crawl", "--sitemap", map);
      assertEquals(200, outcome.status(site.url(HOST, "/a")), outcome::toString);
      assertTrue(outcome.err().contains("sitemap " + map + ": "), outcome::toString);
    }
  }
}

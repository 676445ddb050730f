package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--page-requisites`: what pages need to be shown is in the archive, and nothing else.
class RequisitesFieldIT {
  private static final Set<String> PARTS =
      Set.of(
          "/",
          "/a.css",
          "/b.css",
          "/d.css",
          "/font.woff2",
          "/hero.jpg",
          "/icon.ico",
          "/inline.png",
          "/lazy-1x.jpg",
          "/lazy-2x.jpg",
          "/logo.svg",
          "/moved.js",
          "/poster.jpg",
          "/script.js",
          "/tile.gif");

  @TempDir Path directory;

  /// Everything on `cdn.example` is out of scope.
  private static Routes site() {
    return new Routes()
        .on(
            "h.example/",
            request -> {
              var cdn = request.site().url("cdn.example", "");
              return Reply.html(
                  """
                  <meta name=robots content=nofollow>
                  <link rel=stylesheet href=/a.css>
                  <link rel="shortcut icon" href=/icon.ico>
                  <link rel=license href=%1$s/license>
                  <style>body { background: url(/tile.gif) }</style>
                  <p style='background: url("%1$s/inline.png")'>
                  <img src=%1$s/hero.jpg srcset='/lazy-1x.jpg 1x, /lazy-2x.jpg 2x'>
                  <script src=%1$s/script.js></script>
                  <video poster=/poster.jpg></video>
                  <object data=%1$s/logo.svg></object>
                  <iframe src=%1$s/frame></iframe>
                  <a href=/next>next</a> <a href=%1$s/page>elsewhere</a>
                  <img src=/excluded.png>
                  """
                      .formatted(cdn));
            })
        .on("/a.css", css("@import 'b.css'; p { background: url(/tile.gif) }"))
        .on(
            "/b.css",
            request -> css("@import url(" + request.site().url("cdn.example", "/d.css") + ")"))
        .on("cdn.example/d.css", css("@font-face { src: url(font.woff2) }"))
        .on("cdn.example/script.js", Reply.redirect("302 Found", "/moved.js"))
        .on("cdn.example/logo.svg", Reply.page("/other").with("Content-Type: text/html"))
        .on("cdn.example/hero.jpg", Reply.html("<img src=/none.png><a href=/none>no picture</a>"));
  }

  private static Reply css(String text) {
    return Reply.html(text).with("Content-Type: text/css");
  }

  @Test
  void whatAPageNeedsIsRequestedWhereverItIsAndNothingElse() throws Exception {
    try (var site = Site.plain(site())) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example", "cdn.example")
              .run(
                  "crawl",
                  "-p",
                  "--max-depth",
                  "0",
                  "--exclude",
                  "*/excluded.png",
                  "--attempts",
                  "1",
                  "-o",
                  "a.warc",
                  site.url("h.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(new TreeSet<>(PARTS), new TreeSet<>(site.asked()));
      var warc = Files.readString(directory.resolve("a.warc"));
      for (var part : List.of("/font.woff2", "/moved.js", "/hero.jpg")) {
        assertTrue(warc.contains("WARC-Target-URI: " + site.url("cdn.example", part)), () -> part);
      }
    }
  }

  @Test
  void withoutTheFlagNoneOfThemIsRequested() throws Exception {
    try (var site = Site.plain(site())) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example", "cdn.example")
              .run("crawl", "--max-depth", "0", site.url("h.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(List.of("/"), site.asked());
    }
  }

  @Test
  void partsOfPagesAreNoPages() throws Exception {
    var routes =
        new Routes()
            .on("/", Reply.html("<img src=/1><img src=/2><img src=/3><a href=/a>a</a>"))
            .on("/1", Reply.status("200 OK"))
            .on("/2", Reply.status("200 OK"))
            .on("/3", Reply.status("200 OK"))
            .on("/a", Reply.page());
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "h.example")
              .run("crawl", "-p", "--fail-if", "content_pages != 2", site.url("h.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(5, site.asked().size());
    }
  }

  @Test
  void aResumedCrawlStillRequestsThem() throws Exception {
    var routes =
        new Routes()
            .on(
                "h.example/",
                request -> Reply.html("<img src=" + request.site().url("cdn.example", "/1") + ">"))
            .on("cdn.example/1", Reply.status("200 OK"));
    try (var site = Site.plain(routes)) {
      var spinneret = new Spinneret(directory).names(site, "h.example", "cdn.example");
      var url = site.url("h.example", "/");
      var first = spinneret.run("crawl", "-p", "--state", "s", "--max-pages", "1", url);
      assertEquals(4, first.code(), first::toString);
      var second = spinneret.run("crawl", "-p", "--state", "s", url);
      assertEquals(0, second.code(), second::toString);
      assertEquals(List.of("/", "/1"), site.asked());
      var other = spinneret.run("crawl", "--state", "s", url);
      assertEquals(2, other.code(), other::toString);
      assertTrue(other.err().contains("--page-requisites"), other::toString);
    }
  }
}

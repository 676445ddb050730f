package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What counts as a page, and what in it as a link, whatever the server calls it.
class ContentFieldIT {
  private static final String HOST = "site.example";

  @TempDir Path directory;

  /// A site of many pages, each with a link of its own that should be followed, or should not.
  private static final class Linked {
    private final Routes routes = new Routes();
    private final List<String> followed = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();

    Linked follows(String target, Reply page) {
      followed.add(target);
      return add(page);
    }

    Linked ignores(String target, Reply page) {
      others.add(target);
      return add(page);
    }

    private Linked add(Reply page) {
      var path = "/page-" + pages.size();
      pages.add(path);
      routes.on(path, page);
      return this;
    }

    void crawl(Path directory) throws IOException, InterruptedException {
      followed.forEach(target -> routes.on(target, Reply.status("204 No Content")));
      routes.on("/", Reply.page(pages.toArray(String[]::new)));
      try (var site = Site.plain(routes)) {
        var outcome = new Spinneret(directory).names(site, HOST).run("crawl", site.url(HOST, "/"));
        assertEquals(0, outcome.code(), outcome::toString);
        var asked = new ArrayList<>(site.asked());
        asked.removeAll(pages);
        asked.remove("/");
        assertEquals(new LinkedHashSet<>(followed), new LinkedHashSet<>(asked));
        for (var page : pages) {
          assertEquals(200, outcome.status(site.url(HOST, page)), outcome::toString);
        }
        for (var other : others) {
          assertFalse(asked.contains(other), other);
        }
      }
    }
  }

  private static Reply typed(String type, String body) {
    return Reply.html(body).with("Content-Type: " + type);
  }

  /// Compressed by a server that leaves the Content-Length as it was.
  private static Reply withDecodedLength(byte[] page) throws IOException {
    var body = Arrays.copyOf(page, 2_000);
    Arrays.fill(body, page.length, body.length, (byte) ' ');
    return coded("gzip", gzip(body))
        .withoutLength()
        .with("Content-Length: " + body.length)
        .then(Ending.CLOSE);
  }

  private static Reply coded(String coding, byte[] body) {
    return Reply.html("").with("Content-Encoding: " + coding).body(body);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] link(String target) {
    return ("<!doctype html><a href=\"" + target + "\">x</a>").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void pagesAreRecognisedWhateverTheirTypeIsCalled() throws Exception {
    var xhtml = "<html xmlns='http://www.w3.org/1999/xhtml'><body><a href='%s'/></body></html>";
    new Linked()
        .follows("/none", Reply.page("/none").without("Content-Type"))
        .follows("/any", typed("*/*", "\n <HTML><a href=/any>x</a>"))
        .follows("/unknown", typed("unknown/unknown", "<!-- c --><html><a href=/unknown>"))
        .follows(
            "/application", typed("application/unknown", "<!doctype html><a href=/application>"))
        .follows("/noslash", typed("html", "<!doctype html><a href=/noslash>"))
        .follows("/twice", typed("text/html, text/html", "<a href=/twice>"))
        .follows("/last", Reply.page("/last").andAlso("Content-Type: none at all"))
        .follows("/shouted", typed("TEXT/HTML ;CHARSET=\"utf-8\"", "<a href=/shouted>"))
        .follows("/xhtml", typed("application/xhtml+xml", xhtml.formatted("/xhtml")))
        .follows("/xml", typed("text/xml", "<?xml version='1.0'?>" + xhtml.formatted("/xml")))
        .follows("/utf-16", Reply.html("").body(utf16("<a href=/utf-16>x</a>")))
        .ignores("/plain", typed("text/plain", "<!doctype html><a href=/plain>"))
        .ignores("/octets", typed("application/octet-stream", "<!doctype html><a href=/octets>"))
        .crawl(directory);
  }

  private static byte[] utf16(String text) {
    return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
  }

  @Test
  void codingsThatAreNoneAndThoseThatAreSloppyAreRead() throws Exception {
    var linked = new Linked();
    for (var name : List.of("none", "UTF-8", "binary", "identity", "8bit", "utf-8, none")) {
      var target = "/of-" + name.replaceAll("\\W", "");
      linked.follows(target, coded(name, link(target)));
    }
    var garbage = new ByteArrayOutputStream();
    garbage.writeBytes(gzip(link("/garbage")));
    garbage.writeBytes("and this".getBytes(StandardCharsets.US_ASCII));
    linked
        .follows("/gzip", coded("GZIP", gzip(link("/gzip"))))
        .follows("/x-gzip", coded("x-gzip", gzip(link("/x-gzip"))))
        .follows("/double", coded("gzip, gzip", gzip(gzip(link("/double")))))
        .follows("/garbage", coded("gzip", garbage.toByteArray()))
        .follows("/decoded-length", withDecodedLength(link("/decoded-length")))
        .ignores("/empty", coded("gzip", new byte[0]))
        .crawl(directory);
  }

  @Test
  void linksAreFoundWhereverTheyStand() throws Exception {
    var rss = "<rss version='2.0'><channel><item><link>/of-rss</link></item></channel></rss>";
    var atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='%s'/></entry></feed>";
    new Linked()
        .follows("/svg", Reply.html("<svg><a xlink:href='/svg'><text>x</text></a></svg>"))
        .follows("/svg-2", Reply.html("<svg><a href='/svg-2'/></svg>"))
        .follows("/next", Reply.page().with("Link: </next>; rel=\"next\""))
        .follows("/canonical", Reply.page().with("Link: </canonical>; REL=Canonical"))
        .follows("/hreflang", Reply.html("<link rel=alternate hreflang=de href=/hreflang>"))
        .follows("/of-rss", typed("application/rss+xml", rss))
        .follows("/of-atom", typed("text/xml", atom.formatted("/of-atom")))
        .follows("/refresh", Reply.page().with("Refresh: 3; url=/refresh"))
        .follows("/named", Reply.page("/named").with("X-Robots-Tag: otherbot: nofollow"))
        .follows("/base/y", Reply.html("<base href='/base/'><base href=/no/><a href=y>"))
        .follows("/back", Reply.page("\\back"))
        .follows("/lines", Reply.page("/li\n\tnes"))
        .follows("/query?a=1&copy=2", Reply.page("/query?a=1&copy=2"))
        .follows("/dots", Reply.page("/x/%2e%2E/dots"))
        .follows("/letters/%C3%BC", Reply.page("/letters/ü"))
        .ignores("/json", Reply.html("<link rel=alternate type=application/json href=/json>"))
        .ignores("/oembed", Reply.html("<link rel=alternate type=text/xml+oembed href=/oembed>"))
        .ignores("/meta", Reply.html("<meta name=spinneret content=nofollow><a href=/meta>"))
        .ignores("/tag", Reply.page("/tag").with("X-Robots-Tag: spinneret: nofollow"))
        .ignores("/script", Reply.page("javascript:open('/script')"))
        .crawl(directory);
  }

  @Test
  void spellingsOfOnePageAreOnePageAndNoPasswordIsRecorded() throws Exception {
    var session = "0123456789abcdef0123456789abcdef";
    try (var site =
        Site.plain(request ->
            request.target().equals("/")
                ? Reply.page(
                    "/a;jsessionid=" + session,
                    "/a;jsessionid=" + session.replace('0', '1'),
                    "/a?PHPSESSID=" + session,
                    "/a",
                    request.url("me:hush@" + HOST, "/a"),
                    request.url("you@" + HOST, "/a"),
                    request.url(HOST, "/%61#part"))
                : request.target().startsWith("/a") ? Reply.html("a") : null)) {
      var outcome =
          new Spinneret(directory).names(site, HOST).run("crawl", "--links", site.url(HOST, "/"));
      assertEquals(2, outcome.records().size(), outcome::toString);
      assertFalse(outcome.toString().contains("hush"), outcome::toString);
    }
  }

  @Test
  void malformedLinksAreBrokenOnes() throws Exception {
    var routes = new Routes().on("/", Reply.page("http://[::1", "https://a b.example/", "/a"));
    routes.on("/a", Reply.page());
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, HOST)
              .run("crawl", "--fail-if", "failures.invalid_url == 2", site.url(HOST, "/"));
      assertEquals(3, outcome.code(), outcome::toString);
      assertTrue(outcome.out().contains("https://a b.example/"), outcome::toString);
      assertEquals(200, outcome.status(site.url(HOST, "/a")), outcome::toString);
    }
  }
}

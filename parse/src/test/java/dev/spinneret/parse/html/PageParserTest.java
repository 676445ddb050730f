package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageParserTest {
  private static final String UTF_8 = "text/html; charset=utf-8";

  static WebUrl url(String input) {
    var url = WebUrl.parse(input, null);
    assertNotNull(url, input);
    return url;
  }

  private static Page parse(String html) {
    return PageParser.parse(
        html.getBytes(StandardCharsets.UTF_8), UTF_8, url("http://h.test/dir/page.html"));
  }

  private static List<String> links(String html) {
    return parse(html).links().stream()
        .map(link -> link.kind().label() + " " + link.url().href())
        .toList();
  }

  @Test
  void everyKindOfLinkIsFoundInDocumentOrder() {
    assertEquals(
        List.of(
            "link http://h.test/dir/s.css",
            "canonical http://h.test/c",
            "alternate http://h.test/de",
            "pagination http://h.test/dir/2",
            "srcset http://h.test/dir/big.png",
            "script http://h.test/dir/s.js",
            "background http://h.test/dir/bg.png",
            "a http://h.test/dir/a",
            "area http://h.test/dir/area",
            "img http://h.test/dir/i.png",
            "srcset http://h.test/dir/i1.png",
            "srcset http://h.test/dir/i2.png",
            "longdesc http://h.test/dir/long",
            "srcset http://h.test/dir/p.webp",
            "iframe http://h.test/dir/if",
            "form http://h.test/search",
            "img http://h.test/dir/go.png",
            "form http://h.test/dir/other",
            "media http://h.test/dir/v.mp4",
            "media http://h.test/dir/poster.jpg",
            "media http://h.test/dir/t.vtt",
            "embed http://h.test/dir/e",
            "object http://h.test/dir/o",
            "cite http://h.test/dir/q",
            "svg http://h.test/dir/use",
            "a http://h.test/dir/svg",
            "a http://h.test/dir/xlink"),
        links(
            """
            <head><link rel="stylesheet" href="s.css"><link rel=canonical href=/c>
            <link rel=alternate hreflang=de href=/de><link rel=next href=2>
            <link rel=preload as=image imagesrcset="big.png 2x"><script src=s.js></script></head>
            <body background=bg.png><a href=a></a><map><area href=area></map>
            <img src=i.png srcset="i1.png 1x, i2.png 2x" longdesc=long>
            <picture><source srcset=p.webp></picture><iframe src=if></iframe>
            <form action=/search><input type=image src=go.png>
            <button formaction=other></button></form>
            <video src=v.mp4 poster=poster.jpg><track src=t.vtt></video>
            <embed src=e><object data=o></object><q cite=q></q>
            <svg><use href=use /><a href=svg></a><a xlink:href=xlink></a></svg>
            """));
  }

  @Test
  void anchorsInSvgAreLinksLikeOthers() {
    var page =
        parse("<svg><A HREF=x rel=nofollow><text>x</text></A><a href></a><g href=y></g></svg>");
    assertEquals(
        List.of(
            new Link(url("http://h.test/dir/x"), LinkKind.A, true),
            new Link(url("http://h.test/dir/page.html"), LinkKind.A, false),
            new Link(url("http://h.test/dir/y"), LinkKind.SVG, false)),
        page.links());
    var xml =
        "<html xmlns='http://www.w3.org/1999/xhtml'><svg:svg xmlns:svg='http://www.w3.org/2000/svg'"
            + " xmlns:xlink='http://www.w3.org/1999/xlink'><svg:a"
            + " xlink:href='z'/></svg:svg></html>";
    var xhtml =
        PageParser.parse(
            xml.getBytes(StandardCharsets.UTF_8), "application/xhtml+xml", url("http://h.test/"));
    assertEquals(List.of(new Link(url("http://h.test/z"), LinkKind.A, false)), xhtml.links());
  }

  @Test
  void elementsOfMathMlMayBeLinks() {
    assertEquals(
        List.of("a http://h.test/dir/m"), links("<math><mi href=m>x</mi><mi>y</mi></math>"));
  }

  @Test
  void alternatesAndServicesForProgramsAreNoPages() {
    assertEquals(
        List.of(
            "alternate http://h.test/feed",
            "alternate http://h.test/de",
            "alternate http://h.test/any",
            "service http://h.test/json",
            "service http://h.test/oembed",
            "service http://h.test/oembed.xml",
            "service http://h.test/activity",
            "service http://h.test/edit",
            "service http://dns.test/",
            "service http://pre.test/",
            "service http://h.test/xmlrpc",
            "service http://h.test/rsd",
            "service http://h.test/wlw",
            "service http://h.test/search.xml",
            "service http://h.test/wp-json/",
            "service http://h.test/?p=1",
            "pagination http://h.test/start",
            "link http://h.test/s.css"),
        links(
            """
            <link rel=alternate type=application/rss+xml href=/feed>
            <link rel="alternate" type="text/html; charset=utf-8" hreflang=de href=/de>
            <link rel=alternate href=/any>
            <link rel=alternate type=application/json href=/json>
            <link rel=ALTERNATE type=application/json+oembed href=/oembed>
            <link rel=alternate type=text/xml+oembed href=/oembed.xml>
            <link rel=alternate type="application/activity+json" href=/activity>
            <link rel="alternate" type="application/x-wiki" href=/edit>
            <link rel=dns-prefetch href=//dns.test><link rel="preconnect" href=//pre.test>
            <link rel=pingback href=/xmlrpc><link rel=EditURI type=application/rsd+xml href=/rsd>
            <link rel=wlwmanifest href=/wlw><link rel=search href=/search.xml>
            <link rel="https://api.w.org/" href=/wp-json/><link rel=shortlink href="/?p=1">
            <link rel=start href=/start><link rel="alternate stylesheet" href=/s.css>
            """));
  }

  @Test
  void malformedReferencesAreKeptBesideTheLinks() {
    var page =
        parse(
            "<a href='http://exa mple.com/'>1</a><a href='http://[::1'>2</a><a href='http://"
                + " '>3</a><a href='HTTPS://h:99999/' rel=nofollow>4</a><a href='//a|b/'>5</a><img"
                + " src=' http://\u0001x\n"
                + "y z/ '><a href='mailto:x y'>6</a><a href='javascript:http://['>7</a><a"
                + " href='hhttps://x/'>8</a><a href=slack://x>9</a><a href=ok>10</a>");
    assertEquals(
        List.of(
            new MalformedLink("http://exa mple.com/", LinkKind.A, false),
            new MalformedLink("http://[::1", LinkKind.A, false),
            new MalformedLink("http://", LinkKind.A, false),
            new MalformedLink("HTTPS://h:99999/", LinkKind.A, true),
            new MalformedLink("//a|b/", LinkKind.A, false),
            new MalformedLink("http://xy z/", LinkKind.IMG, false),
            new MalformedLink("hhttps://x/", LinkKind.A, false)),
        page.malformed());
    assertEquals(1, page.links().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "htp://x/",
        "htttp://x",
        "htpt://x",
        "httpd://x/",
        "ttps://x",
        "HTTPS\n://[",
        "htps://"
      })
  void aMisspeltHttpIsMalformed(String reference) {
    assertEquals(1, parse("<a href='" + reference + "'>").malformed().size(), reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://x/",
        "htp:x",
        "hpts://x",
        "tp://x",
        "xttpx://x",
        "h://x",
        "ht://x",
        "ws://x"
      })
  void otherSchemesAreNot(String reference) {
    assertEquals(List.of(), parse("<a href='" + reference + "'>").malformed(), reference);
  }

  @Test
  void malformedReferencesAreBounded() {
    var page = parse(("<a href='http://[" + "x".repeat(5_000) + "'>").repeat(300));
    assertEquals(MalformedLink.MAX_COUNT, page.malformed().size());
    assertEquals(MalformedLink.MAX_CHARS, page.malformed().getFirst().reference().length());
  }

  @Test
  void metaElementOfOurNameCountsAsRobots() {
    var html =
        "<meta name=Spinneret content=nofollow><meta name=otherbot content=noindex><a href=x>";
    for (var parser : ParserKind.values()) {
      var reader = new PageReader(parser, 0);
      var octets = html.getBytes(StandardCharsets.UTF_8);
      var mine =
          reader.withRobotsName("spinneret").read(octets, null, url("http://h.test/")).page();
      assertTrue(mine.nofollow());
      assertFalse(mine.noindex());
      assertFalse(reader.read(octets, null, url("http://h.test/")).page().nofollow());
    }
  }

  @Test
  void linkFieldsCountAsLinkElements() {
    var named =
        HeaderLinks.of(
            List.of(
                "</2>; rel=next, </d>; rel=canonical; anchor=\"#x\"",
                "</other>; rel=next; anchor=\"/elsewhere\", </j>; rel=alternate; type=a/json",
                "<http://[>; rel=prev, <mailto:x>; rel=me"),
            url("http://h.test/dir/page.html"));
    assertEquals(
        List.of(
            new Link(url("http://h.test/2"), LinkKind.PAGINATION, false, "next", null),
            new Link(url("http://h.test/d"), LinkKind.CANONICAL, false, "canonical", null),
            new Link(url("http://h.test/j"), LinkKind.SERVICE, false, "alternate", null)),
        named.links());
    assertEquals(
        List.of(new MalformedLink("http://[", LinkKind.PAGINATION, false)), named.malformed());
  }

  @Test
  void framesAreFound() {
    assertEquals(List.of("frame http://h.test/dir/f"), links("<frameset><frame src=f></frameset>"));
  }

  @Test
  void emptyReferenceIsALinkButNoResource() {
    assertEquals(
        List.of("a http://h.test/dir/page.html"),
        links("<a href></a><img src=''><script src=' '></script><form></form><link href=''>"));
  }

  @Test
  void formsThatPostAreNoLinks() {
    assertEquals(
        List.of("form http://h.test/dir/x"),
        links(
            "<form method=POST action=p></form><form method=dialog action=d></form>"
                + "<form method=what action=x></form>"));
  }

  @Test
  void schemesThatAreNotCrawledAreLeftOut() {
    assertEquals(
        List.of("a http://h.test/dir/x"),
        links(
            "<a href=mailto:a@b><a href='javascript:x()'><a href=tel:1><a href='http://'><a"
                + " href=x>"));
  }

  @Test
  void contentsOfATemplateAreNoPartOfThePage() {
    assertEquals(
        List.of("a http://h.test/dir/y"),
        links("<template><a href=x></a><template><a href=z></a></template></template><a href=y>"));
  }

  @Test
  void theFirstBaseWithAnHrefCountsForEveryLink() {
    var page =
        parse("<a href=early></a><base target=x><base href=/other/><base href=/late/><a href=x>");
    assertEquals("http://h.test/other/", page.base().href());
    assertEquals("http://h.test/other/early", page.links().getFirst().url().href());
  }

  @Test
  void baseThatIsNoUrlOrHasNoHierarchyFallsBack() {
    for (var href : List.of("http://[", "data:x", "javascript:x")) {
      var page = parse("<base href='" + href + "'><a href=x>");
      assertEquals("http://h.test/dir/x", page.links().getFirst().url().href(), href);
    }
  }

  @Test
  void baseOfAnotherSchemeTakesRelativeLinksAway() {
    var page = parse("<base href='ftp://f.test/'><a href=x></a><a href=http://h.test/y></a>");
    assertEquals("http://h.test/dir/page.html", page.base().href());
    assertEquals(
        List.of("http://h.test/y"), page.links().stream().map(l -> l.url().href()).toList());
  }

  @Test
  void robotsMetaAndRelNofollowAreTold() {
    var page =
        parse(
            "<meta name=ROBOTS content='NoIndex,follow'><a rel='x NOFOLLOW' href=a></a><a href=b>");
    assertTrue(page.noindex());
    assertFalse(page.nofollow());
    assertTrue(page.links().getFirst().nofollow());
    assertFalse(page.links().getLast().nofollow());
    var none = parse("<meta name=robots content=none>");
    assertTrue(none.noindex() && none.nofollow());
    assertFalse(parse("<p>").noindex());
  }

  @Test
  void titleIsTheFirstOneCollapsed() {
    assertEquals("a b & c", parse("<title> a\n b &amp; c </title><title>x</title>").title());
    assertNull(parse("<p>").title());
    assertNull(parse("<svg><title>drawing</title></svg>").title());
  }

  @Test
  void canonicalCountsInTheHeadOnly() {
    var page = parse("<link rel=canonical href=/c>");
    assertEquals(url("http://h.test/c"), page.canonical());
    assertNull(parse("<body><link rel=canonical href=/c>").canonical());
  }

  @Test
  void onlyTheFirstRefreshCounts() {
    assertEquals(
        List.of("meta-refresh http://h.test/dir/b"),
        links(
            "<meta http-equiv=refresh content='x; a'><meta http-equiv=Refresh content='0;url=b'>"
                + "<meta http-equiv=refresh content='0;url=c'>"));
  }

  @Test
  void queriesAreEncodedAsThePageIs() {
    var html = "<meta charset=windows-1251><a href='/я?я=1&amp;z=€&amp;ㄱ#я'>";
    var page =
        PageParser.parse(
            html.getBytes(Charset.forName("windows-1251")), null, url("http://h.test/"));
    assertEquals("windows-1251", page.charset());
    assertEquals("http://h.test/%D1%8F?%FF=1&z=%88&?#%D1%8F", page.links().getFirst().url().href());
  }

  @Test
  void metaBeyondThePrescanStillChangesTheEncoding() {
    var html = "<!--" + "x".repeat(2000) + "--><meta charset=koi8-r><a href='?\u0434'>";
    var page =
        PageParser.parse(html.getBytes(Charset.forName("KOI8-R")), null, url("http://h.test/"));
    assertEquals("KOI8-R", page.charset());
    assertEquals("windows-1252", PageParser.charset(html.getBytes(StandardCharsets.UTF_8), null));
    assertEquals("http://h.test/?%C4", page.links().getFirst().url().href());
  }

  @Test
  void xhtmlIsReadAsXml() {
    var xhtml =
        "<html xmlns='http://www.w3.org/1999/xhtml'><script src='s.js'/><a href='x'/></html>";
    var page =
        PageParser.parse(
            xhtml.getBytes(StandardCharsets.UTF_8),
            "application/xhtml+xml; charset=utf-8",
            url("http://h.test/"));
    assertEquals(
        List.of("http://h.test/s.js", "http://h.test/x"),
        page.links().stream().map(l -> l.url().href()).toList());
  }

  @Test
  void deepNestingNeedsNoStack() {
    for (var tag : List.of("div", "b", "a", "table><tr><td", "svg", "template", "font", "form")) {
      var html = ("<" + tag + ">").repeat(100_000) + "<a href=/end>";
      assertNotNull(parse(html), tag);
    }
  }

  @Test
  void whatTripsJsoupStillGivesTheLinksBefore() {
    var html = "<a href=first></a>" + "<template><svg>".repeat(1_000) + "<a href=last>";
    assertEquals("http://h.test/dir/first", parse(html).links().getFirst().url().href());
  }

  @Test
  void linksThatWouldTakeGigabytesAreLeftOut() {
    var base = "/" + "b".repeat(1_000_000) + "/";
    for (var href : List.of("x", "../x")) {
      var links =
          parse("<base href=" + base + ">" + ("<a href=" + href + ">").repeat(5_000)).links();
      assertTrue(links.size() > 10 && links.size() < 100, href + " " + links.size());
    }
  }
}

package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageDetailsTest {
  private static final String PAGE =
      """
      <!doctype html>
      <html><head><title>t</title>
      <style>h1 { background: url(style.png) }</style>
      </head><body id="top-of-page">
      <p>Grüße: <a href="a.html"
         title=">">the <b>first</b>
         link</a> <img src=i.png>
      <h2 id='s&amp;t'>x</h2><a name="old">y</a><div style="background:url(attr.png)"></div>
      <script src="s.js"></script>
      <a href="http://[">bad</a>
      </body></html>
      """;

  private static ParsedPage read(ParserKind parser, String page, String type) {
    return new PageReader(parser, 0)
        .withDetails()
        .read(
            page.getBytes(StandardCharsets.UTF_8),
            ContentType.parse(type),
            PageParserTest.url("http://h.test/dir/page"));
  }

  private static List<String> places(ParsedPage parsed) {
    var details = Objects.requireNonNull(parsed.details());
    var links = parsed.page().links();
    return IntStream.range(0, links.size())
        .mapToObj(i -> links.get(i).kind().label() + " " + text(details.ofLink(i)))
        .toList();
  }

  private static String text(LinkPlace place) {
    return "%d:%d %s %s"
        .formatted(place.line(), place.column(), place.element(), place.text())
        .strip();
  }

  @ParameterizedTest
  @EnumSource
  void linksHaveTheirPlaceWhateverReadsThePage(ParserKind parser) {
    var parsed = read(parser, PAGE, "text/html; charset=utf-8");
    assertEquals(parser == ParserKind.SCANNER, parsed.withoutTree());
    assertEquals(
        List.of(
            "css-url 3:1 style",
            "a 5:11 a the first link",
            "img 7:13 img",
            "css-url 8:43 div",
            "script 9:1 script"),
        places(parsed));
    var details = Objects.requireNonNull(parsed.details());
    assertEquals("10:1 a bad", text(details.ofMalformed(0)));
    assertEquals(List.of("top-of-page", "s&t", "old"), details.targets());
  }

  @ParameterizedTest
  @EnumSource
  void aFragmentAloneInSvgAndStylesIsThePageWhateverItsBase(ParserKind parser) {
    var parsed =
        read(
            parser,
            "<base href=/app/><style>p{mask:url(#m)}</style><p style='fill:url( \"#f\" )'>"
                + "<svg><use href='#i'/></svg><a href='#a'>a</a>",
            "text/html");
    assertEquals(
        List.of("/dir/page#m", "/dir/page#f", "/dir/page#i", "/app/#a"),
        parsed.page().links().stream()
            .map(link -> link.url().href().substring("http://h.test".length()))
            .toList());
    var sheet = read(parser, "p{mask:url(#m);x:url(b.png)}", "text/css");
    assertEquals(List.of("css-url 1:18"), places(sheet));
  }

  @ParameterizedTest
  @EnumSource
  void whatAPageNamesForPreviewsIsFoundWhenLinksAreChecked(ParserKind parser) {
    var html =
        "<meta property=og:image content=/1><meta name='twitter:image' content=2>"
            + "<meta property=og:video:secure_url content=3><meta property=og:image:alt content=4>"
            + "<meta property=og:title content=5><meta property=og:url content=/6>";
    var parsed = read(parser, html, "text/html");
    assertEquals(
        List.of("meta http://h.test/1", "meta http://h.test/dir/2", "meta http://h.test/dir/3"),
        parsed.page().links().stream()
            .map(link -> link.kind().label() + " " + link.url().href())
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void aCiteOrLongdescThatIsATextIsNoLink(ParserKind parser) {
    var parsed =
        read(
            parser,
            "<blockquote cite='Albert Einstein, 1921'></blockquote><q cite=' /a b '></q>"
                + "<ins cite=' c '></ins><q cite='AC/DC live'></q><del cite='http://d e/'></del>"
                + "<img longdesc='All rights\nreserved'><img longdesc=../f>",
            "text/html");
    assertEquals(
        List.of("/a%20b", "/dir/c", "/f"),
        parsed.page().links().stream()
            .map(link -> link.url().href().substring("http://h.test".length()))
            .toList());
    assertEquals("http://d e/", parsed.page().malformed().getFirst().reference());
  }

  @ParameterizedTest
  @EnumSource
  void aDeclarativeShadowRootIsPartOfThePageButNoFragmentNamesWhatIsInIt(ParserKind parser) {
    var parsed =
        read(
            parser,
            "<div id=h><template shadowrootmode=Open><p id=s><a href=1>in</a></template></div>"
                + "<template><a href=2 id=t>no</a></template><p id=e>",
            "text/html");
    assertEquals(
        List.of("http://h.test/dir/1"),
        parsed.page().links().stream().map(link -> link.url().href()).toList());
    assertEquals(List.of("h", "e"), assertNotNullDetails(parsed).targets());
  }

  @Test
  void nobodyWhoDoesNotAskGetsDetailsOrStyles() {
    var parsed =
        PageReader.DEFAULT.read(
            PAGE.getBytes(StandardCharsets.UTF_8),
            ContentType.parse("text/html"),
            PageParserTest.url("http://h.test/dir/page"));
    assertNull(parsed.details());
    assertTrue(parsed.page().links().stream().noneMatch(l -> l.kind() == LinkKind.CSS_URL));
  }

  @ParameterizedTest
  @EnumSource
  void characterReferencesCountInStyleAttributesAndNotInStyleElements(ParserKind parser) {
    var page =
        "<!doctype html><title>t</title><style>p { background: url(a&amp;b) }</style><p"
            + " style='background: url(a&amp;b)'>é</p>";
    var links = read(parser, page, "text/html; charset=utf-8").page().links();
    assertEquals(
        List.of("http://h.test/dir/a&amp;b", "http://h.test/dir/a&b"),
        links.stream().map(link -> link.url().href()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aLinkInSvgHasAPlaceAndNoText(ParserKind parser) {
    var page = "<!doctype html><title>t</title><svg><a href=x>s</a></svg><a href=y>h</a>";
    assertEquals(
        List.of("a 1:37 a", "a 1:58 a h"), places(read(parser, page, "text/html; charset=utf-8")));
  }

  @Test
  void aStyleSheetIsReadAsAPage() {
    var parsed = read(ParserKind.SCANNER, "@import 'a.css';\np { x: url(b.png) }", "text/css");
    assertEquals(List.of("css-import 1:9", "css-url 2:8"), places(parsed));
    assertEquals("http://h.test/dir/b.png", parsed.page().links().getLast().url().href());
  }

  @Test
  void aLongTextIsCut() {
    var parsed = read(ParserKind.SCANNER, "<a href=x>" + "ab ".repeat(99) + "</a>", "text/html");
    var text = Objects.requireNonNull(parsed.details()).ofLink(0).text();
    assertEquals(LinkPlace.MAX_TEXT_CHARS, text.length());
    assertTrue(text.endsWith("…"));
  }

  @ParameterizedTest
  @EnumSource
  void theTextOfAPlaceIsThatOfTheLinkWhateverReadsThePage(ParserKind parser) {
    var page =
        """
        <!doctype html><title>t</title><body>
        <a href=1>plain &amp; <abbr>bold</abbr>&nbsp;text<br>next&#x20;line</a>
        <a href=2 title="a > b"><img src=i.png alt="an image"> and words</a>
        <a href=3><script>var hidden;</script>shown<!-- comment --></a>
        <ul><li><a href=4>in a list</a><li><a href=5>Grüße</a></ul>
        <a href=6>\
        """
            + "word ".repeat(50)
            + """
            </a><a href=7></a><a href=8>the last one, without an end\
            """;
    var parsed =
        new PageReader(parser, 0)
            .wanting(Wanted.LINKS.withPlaces().withLinkDetails())
            .read(
                page.getBytes(StandardCharsets.UTF_8),
                ContentType.parse("text/html; charset=utf-8"),
                PageParserTest.url("http://h.test/dir/page"));
    assertEquals(parser == ParserKind.SCANNER, parsed.withoutTree());
    var links = parsed.page().links();
    var details = assertNotNullDetails(parsed);
    var texts = new ArrayList<String>();
    for (var i = 0; i < links.size(); i++) {
      if (links.get(i).kind() == LinkKind.A) {
        var text = Objects.requireNonNull(links.get(i).text());
        assertEquals(LinkPlace.shortened(text), details.ofLink(i).text());
        texts.add(text);
      }
    }
    assertEquals(8, texts.size());
    assertEquals(
        List.of("plain & bold text next line", "an image and words", "shown"), texts.subList(0, 3));
  }

  @ParameterizedTest
  @EnumSource
  void anEndTagWithinAnAttributeOrCommentEndsNoText(ParserKind parser) {
    var page =
        """
        <!doctype html><title>t</title><body>
        <a href=1 title="see </a> here">one</a>
        <a href=2><b title='</a >'>two</b></a>
        <a href=3><!-- </a> -->three</a>
        <a title=it's href=4>four < five</A >
        """;
    assertEquals(
        List.of("a 2:1 a one", "a 3:1 a two", "a 4:1 a three", "a 5:1 a four < five"),
        places(read(parser, page, "text/html")));
  }

  @Test
  void everyLinkOfAnyDocumentHasAPlaceInIt() {
    var seed = Long.getLong("spinneret.fuzz.seed", 314_159L);
    System.out.println("places: seed " + seed);
    var random = new Random(seed);
    var locatedCount = 0;
    for (var i = 0; i < 3_000; i++) {
      var soup = MarkupSoup.make(random);
      var lines = soup.split("\r\n|\r|\n", -1);
      var parsed = read(ParserKind.SCANNER, soup, "text/html; charset=utf-8");
      var details = assertNotNullDetails(parsed);
      for (var link = 0; link < parsed.page().links().size(); link++) {
        var place = details.ofLink(link);
        assertTrue(place.line() <= lines.length, soup);
        if (parsed.withoutTree()) {
          locatedCount++;
          var tag = "<" + place.element();
          var rest = lines[place.line() - 1].substring(place.column() - 1);
          assertTrue(rest.regionMatches(true, 0, tag, 0, tag.length()), () -> place + ": " + soup);
        }
      }
    }
    assertTrue(locatedCount > 100, locatedCount + " links");
  }

  private static PageDetails assertNotNullDetails(ParsedPage parsed) {
    assertNotNull(parsed.details());
    return Objects.requireNonNull(parsed.details());
  }
}

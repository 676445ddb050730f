package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.html.PageFacts.Alternate;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a page besides its links: the same by the scanner and from a tree.
class PageFactsTest {
  private static final WebUrl URL = PageParserTest.url("http://h.test/dir/page");
  private static final Wanted FACTS = new Wanted(true, true, false, false, List.of());
  private static final Wanted TEXT = new Wanted(true, true, false, true, List.of());

  private static Page read(ParserKind parser, Wanted wanted, byte[] body, String type) {
    var reader = new PageReader(parser, 0).withRobotsName("spinneret").wanting(wanted);
    var parsed = reader.read(body, ContentType.parse(type), URL);
    assertEquals(parser == ParserKind.SCANNER, parsed.withoutTree(), type);
    return parsed.page();
  }

  /// Reads a page in both ways.
  private static Page read(String html, Charset charset, String type) {
    var body = html.getBytes(charset);
    var page = read(ParserKind.SCANNER, FACTS, body, type);
    assertEquals(read(ParserKind.JSOUP, FACTS, body, type), page);
    return page;
  }

  private static Page read(String html) {
    return read(html, StandardCharsets.UTF_8, "text/html; charset=utf-8");
  }

  private static PageFacts facts(Page page) {
    var facts = page.facts();
    assertNotNull(facts);
    return facts;
  }

  @Test
  void thePageSaysWhatItIsAbout() {
    var page =
        read(
            """
            <!doctype html><html lang="de-AT"><head><title>T</title>
            <meta name=Description content=" first
              of two "><meta name=description content=second>
            <meta name=robots content="NoIndex, max-snippet:20"><meta name=Spinneret content=nofollow>
            <meta name=otherbot content=noarchive>
            <link rel=alternate hreflang=en href=/en><link rel=alternate hreflang=x-default href=.>
            <link rel=alternate hreflang=fr href="http://["><link rel=alternate href=/feed>
            <meta property="og:title" content="O &amp; G"><meta property=og:title content=late>
            <meta name=og:type content=article><meta property=og:image content=/i.png>
            <body><link rel=alternate hreflang=no href=/no><h1>One <b>&amp;</b> <img alt=two></h1>
            <h1>Other</h1>
            """);
    var facts = facts(page);
    assertEquals("first of two", facts.description());
    assertEquals("One & two", facts.heading());
    assertEquals(2, facts.headingCount());
    assertEquals(List.of("noindex", "max-snippet:20", "nofollow"), facts.robots());
    assertEquals("de-AT", facts.language());
    assertEquals(
        List.of(
            new Alternate("en", PageParserTest.url("http://h.test/en")),
            new Alternate("x-default", PageParserTest.url("http://h.test/dir/"))),
        facts.alternates());
    assertEquals("O & G", facts.ogTitle());
    assertEquals("article", facts.ogType());
    assertEquals(PageParserTest.url("http://h.test/i.png"), facts.ogImage());
    assertEquals(3, facts.wordCount()); // One & Other: an alternative text is no text
  }

  @Test
  void aPageThatSaysNothingHasNoFacts() {
    assertEquals(
        new PageFacts(null, null, 0, List.of(), null, List.of(), null, null, null, 0, 0, 0, 0),
        facts(read("<html lang=''><meta name=description content=' '>")));
    assertNull(PageReader.DEFAULT.read(new byte[0], null, URL).page().facts());
  }

  @Test
  void theLanguageIsThatOfTheRootOrElseOfAMetaElement() {
    assertEquals("en", facts(read("<meta http-equiv=content-language content=en>")).language());
    assertEquals("fr", facts(read("<html xml:lang=fr>")).language());
    assertEquals(
        "de",
        facts(read("<html lang=de xml:lang=fr><meta http-equiv=Content-Language content=en>"))
            .language());
  }

  @Test
  void hyperlinksAreCountedByWhereTheyLead() {
    var facts =
        facts(
            read(
                "<link href=/style><img src=i><a href=/x>x</a><a href=//H.test>x</a><map><area"
                    + " href=#m></map><a rel=nofollow href=http://other.test/>x</a><a"
                    + " href=mailto:x>x</a><a href=/y rel='x NoFollow'>y</a>"));
    assertEquals(4, facts.internalCount());
    assertEquals(1, facts.externalCount());
    assertEquals(2, facts.nofollowCount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0",
        "one | 1",
        "` one\ttwo\nthree ` | 3",
        "<b>o</b>ne<i>two</i> | 1",
        "one<br>two<p>three<div>four</div>five | 5",
        "<td>ignored tag | 2",
        "<table><tr><td>one<td>two</table>three | 3",
        "<ul><li>one<li>two</ul> | 2",
        "one</div>more | 1",
        "one<!-- two -->more | 1",
        "a&nbsp;b&#160;c&#32;d&amp;e | 4",
        "日本語 テキスト　三 | 3",
        "a < b <3 | 4",
        "<script>one two</script><style>a b</style><textarea>c d</textarea>x | 1",
        "<svg><text>one two</text></svg><noscript>three</noscript> | 1",
        "<select><option>one<option>two</select> | 2",
        "<title>one two</title> | 0",
        "12345678 12345678x1234567 8 | 3",
      })
  void wordsAreSeparatedByWhiteSpaceAndByLines(String html, int count) {
    assertEquals(count, facts(read(html)).wordCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "koi8-r", "iso-8859-7", "windows-1254"})
  void textIsDecoded(String charset) {
    var html = "<meta name=description content='x\u00A0y'><h1>a\u00A0b</h1><a href=x>c \u00B0</a>";
    var page = read(html, Charset.forName(charset), "text/html; charset=" + charset);
    var expected = Charset.forName(charset).newEncoder().canEncode('\u00A0') ? 4 : 3;
    assertTrue(facts(page).wordCount() >= expected, page.toString());
  }

  @Test
  void linksHaveTheirRelationsAndTexts() {
    var page =
        read(
            "<link rel='alternate next' href=n><a href=a rel='me nofollow'>\n One <b>two</b><br>x"
                + "<img src=i alt='three'></a> no <a name=x>no</a><a href=b>b<a href=c></a>"
                + "<map><area href=d alt=Area></map>");
    assertEquals(
        List.of(
            "http://h.test/dir/n alternate next null",
            "http://h.test/dir/a me nofollow One two xthree",
            "http://h.test/dir/i null null",
            "http://h.test/dir/b null b",
            "http://h.test/dir/c null ",
            "http://h.test/dir/d null Area"),
        page.links().stream()
            .map(link -> link.url() + " " + link.rel() + " " + link.text())
            .toList());
  }

  @Test
  void aLinkHasNoDetailsWhenNobodyAsks() {
    var body = "<a href=x rel=me>x</a>".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(new Link(PageParserTest.url("http://h.test/dir/x"), LinkKind.A, false)),
        PageReader.DEFAULT.read(body, null, URL).page().links());
  }

  @Test
  void aLongTextIsCut() {
    var text = facts(read("<h1>" + "x".repeat(5_000) + "</h1>")).heading();
    assertEquals("x".repeat(PageText.MAX_CHARS), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<title>t</title> one <b>two</b>  three<p>four</p>five | one two three/four/five",
        "<ul><li>one<li>two</ul><script>x</script><pre>a  b\tc</pre> | one/two/a b c",
        "<table><td>1<td>2<tr><td>3</table> | 1/2/3",
        "<template>x</template><h1>é&amp;</h1> | é&",
        "<p></p> | ''",
      })
  void theVisibleTextHasALineForEachLine(String html, String lines) {
    var body = html.getBytes(StandardCharsets.UTF_8);
    var page = read(ParserKind.JSOUP, TEXT, body, "text/html; charset=utf-8");
    assertEquals(lines.replace('/', '\n'), page.text());
    assertEquals(words(page.text()), facts(page).wordCount());
  }

  private static int words(@Nullable String text) {
    return text == null || text.isEmpty() ? 0 : text.split("\\s+").length;
  }
}

package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.XmlRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTypeTest {
  private static final String RSS = "<rss version='2.0'><channel/></rss>";
  private static final String ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'/>";
  private static final String RDF =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
          + " xmlns='http://purl.org/rss/1.0/'/>";

  private static PageType typeOf(String type, String body) {
    return PageType.of(new ContentType(type, null), body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html xmlns='http://www.w3.org/1999/xhtml'>",
        "<?xml version='1.0'?><!-- <x> --><!DOCTYPE html [<!ENTITY a '>'>]>\n"
            + "<html lang=\"a>b\"\n xmlns = \"http://www.w3.org/1999/xhtml\"/>",
        "\uFEFF<h:html xmlns='x' xmlns:h='http://www.w3.org/1999/xhtml'>"
      })
  void xmlWhoseRootIsXhtmlIsAPage(String body) {
    for (var type : List.of("text/xml", "application/xml", "application/foo+xml")) {
      assertEquals(PageType.HTML, typeOf(type, body));
    }
    var utf16 = body.replace("\uFEFF", "").getBytes(StandardCharsets.UTF_16);
    assertEquals(PageType.HTML, PageType.of(ContentType.XML, utf16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<html",
        "<html>",
        "<html xmlns='http://www.w3.org/1999/xhtml",
        "<html a='xmlns=http://www.w3.org/1999/xhtml'>",
        "<x><html xmlns='http://www.w3.org/1999/xhtml'/></x>",
        "<!-- <html xmlns='http://www.w3.org/1999/xhtml'>",
        "<!DOCTYPE html [",
        "<kml xmlns='http://www.opengis.net/kml/2.2'/>",
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"
      })
  void otherXmlIsNone(String body) {
    assertEquals(PageType.NONE, typeOf("application/xml", body));
  }

  @Test
  void feedsAreToldByTheirRoot() {
    for (var feed :
        List.of(
            RSS,
            ATOM,
            RDF,
            "<?xml version='1.0'?><!-- x -->" + RSS,
            "<urlset/>",
            "<sitemapindex/>")) {
      for (var type : List.of("application/rss+xml", "application/xml", "text/xml")) {
        assertEquals(PageType.FEED, typeOf(type, feed));
      }
      assertEquals(PageType.NONE, typeOf("text/plain", feed));
    }
  }

  @Test
  void feedThatIsSentAsHtmlIsAFeed() {
    assertEquals(PageType.FEED, typeOf("text/html", RSS));
    assertEquals(PageType.FEED, typeOf("text/html", "\uFEFF <?xml version='1.0'?>" + ATOM));
    for (var html :
        List.of("", "<", "<!", "<p>" + RSS, "<!doctype html>", "<?xml version='1.0'?>")) {
      assertEquals(PageType.HTML, typeOf("text/html", html));
    }
  }

  @Test
  void otherTypesAreNoPages() {
    for (var type : List.of("text/plain", "application/json", "image/png", "text/htmlx")) {
      assertEquals(PageType.NONE, typeOf(type, "<html xmlns='http://www.w3.org/1999/xhtml'>"));
    }
    assertEquals(PageType.HTML, typeOf("application/xhtml+xml", ""));
  }

  @Test
  void rootBeyondTheFirstKilobytesIsNotLookedFor() {
    assertNull(
        XmlRoot.of(("<!--" + "x".repeat(20_000) + "--><a/>").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void entriesOfAFeedAreItsLinks() {
    var rss =
        "<rss><channel><link>http://h.test/</link><item><link>/1</link></item>"
            + "<item><guid>http://h.test/2</guid></item></channel></rss>";
    var page =
        PageParser.parse(
            rss.getBytes(StandardCharsets.UTF_8),
            "application/rss+xml",
            PageParserTest.url("http://h.test/feed"));
    assertEquals(
        List.of(
            new Link(PageParserTest.url("http://h.test/1"), LinkKind.ENTRY, false),
            new Link(PageParserTest.url("http://h.test/2"), LinkKind.ENTRY, false)),
        page.links());
  }
}

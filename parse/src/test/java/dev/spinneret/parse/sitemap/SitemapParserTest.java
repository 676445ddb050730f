package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitemapParserTest {
  static final WebUrl URL = requireNonNull(WebUrl.parse("https://a.example/dir/sitemap.xml", null));

  static Sitemap parse(String text) {
    return SitemapParser.parse(text.getBytes(UTF_8), URL);
  }

  static List<String> locs(Sitemap sitemap) {
    return switch (sitemap) {
      case Sitemap.UrlSet set -> set.entries().stream().map(SitemapEntry::loc).toList();
      case Sitemap.Index index -> index.entries().stream().map(SitemapEntry::loc).toList();
      case Sitemap.Invalid _ -> List.of();
    };
  }

  private static String urlset(String content) {
    return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + content + "</urlset>";
  }

  @Test
  void urlsetHasPagesWithTheirFields() {
    var sitemap =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <!-- two pages -->
              <url>
                <loc>https://a.example/?x=1&amp;y=2</loc>
                <lastmod> 2026-02-03T04:05:06+01:00 </lastmod>
                <changefreq>daily</changefreq>
                <priority>0.8</priority>
              </url>
              <url><loc><![CDATA[ https://a.example/b?c&d ]]></loc><lastmod/></url>
            </urlset>
            """);
    var expected =
        List.of(
            new SitemapEntry("https://a.example/?x=1&y=2", "2026-02-03T04:05:06+01:00", 0.8),
            new SitemapEntry("https://a.example/b?c&d", null, null));
    assertEquals(new Sitemap.UrlSet("urlset", expected, null), sitemap);
  }

  @Test
  void indexHasSitemaps() {
    var sitemap =
        parse(
            """
            <s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">
              <s:sitemap>
                <s:loc>https://a.example/1.xml.gz</s:loc><s:lastmod>2026-02</s:lastmod>
              </s:sitemap>
            </s:sitemapindex>
            """);
    var expected = List.of(new SitemapEntry("https://a.example/1.xml.gz", "2026-02", null));
    assertEquals(new Sitemap.Index(expected, null), sitemap);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/a.php</b> on line <b>3</b><br />\n",
        "Warning: foo() in a.php & on line 3\n",
        "<!-- cached -->\n",
        "\ufeff\ufeff",
        "\n\u00a0 \n",
        "<br>",
        "<?php header('a'); ?>",
      })
  void whatStandsInFrontOfADocumentIsLeftOut(String junk) {
    var declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    var entry = "<%sloc>https://a.example/?a&b</%sloc>";
    for (var text :
        List.of(
            declaration + urlset("<url>" + entry.replace("%s", "") + "</url>"),
            declaration
                + "<rss><channel><item><link>https://a.example/?a&b</link></item></channel></rss>",
            "<s:urlset><s:url>" + entry.replace("%s", "s:") + "</s:url></s:urlset>",
            declaration
                + "<sitemapindex><sitemap>"
                + entry.replace("%s", "")
                + "</sitemap></sitemapindex>")) {
      assertEquals(List.of("https://a.example/?a&b"), locs(parse(junk + text)), junk + text);
    }
    assertInstanceOf(Sitemap.Invalid.class, parse(junk + "<html><p>urlset</html>"));
  }

  @Test
  void aFileSavedInAnotherEncodingThanItSaysKeepsItsLetters() {
    var text = urlset("<url><loc>https://a.example/café</loc></url>");
    var declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text;
    for (var octets : List.of(text.getBytes(ISO_8859_1), declared.getBytes(ISO_8859_1))) {
      assertEquals(List.of("https://a.example/caf%C3%A9"), locs(SitemapParser.parse(octets, URL)));
    }
    var mixed = urlset("<url><loc>https://a.example/é</loc></url>\u00e9").getBytes(UTF_8);
    var spoilt = new String(mixed, ISO_8859_1).replace("</urlset>", "\u00fc</urlset>");
    assertEquals(
        List.of("https://a.example/%C3%A9"),
        locs(SitemapParser.parse(spoilt.getBytes(ISO_8859_1), URL)));
  }

  @Test
  void locsOfExtensionsAreNoPages() {
    var sitemap =
        parse(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
              <url>
                <image:image><image:loc>https://a.example/i.png</image:loc></image:image>
                <loc>https://a.example/page</loc>
                <xhtml:link rel="alternate" hreflang="de" href="https://a.example/de"/>
              </url>
            </urlset>
            """);
    assertEquals(List.of("https://a.example/page"), locs(sitemap));
  }

  @Test
  void locsWithoutProperEntriesAroundThemAreFound() {
    assertEquals(
        List.of("https://a.example/1", "https://a.example/2", "https://a.example/3"),
        locs(
            parse(
                urlset(
                    "<loc>https://a.example/1</loc><url><loc>https://a.example/2</loc>"
                        + "<loc>https://a.example/3</loc></url>"))));
    assertEquals(
        List.of("https://a.example/1"),
        locs(parse("<sitemapindex><sitemap> https://a.example/1 </sitemap></sitemapindex>")));
    assertEquals(
        List.of("https://a.example/1"),
        locs(parse(urlset("<url><loc><url>https://a.example/1</url></loc></url>"))));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "1.0, 1.0", "' 0.5 ', 0.5", "1.1,", "-1,", "high,", "NaN,", "'',"})
  void priorityIsFromZeroToOne(String text, Double expected) {
    var page = "<url><priority>" + text + "</priority><loc>https://a.example/</loc></url>";
    var sitemap = assertInstanceOf(Sitemap.UrlSet.class, parse(urlset(page)));
    assertEquals(expected, sitemap.entries().getFirst().priority());
  }

  @Test
  void locationsThatAreNotWebUrlsAreLeftOut() {
    var sitemap =
        parse(
            urlset("<loc>ftp://a.example/</loc><loc>mailto:a@b</loc><loc>https://[/</loc><loc/>"));
    assertEquals(new Sitemap.UrlSet("urlset", List.of(), null), sitemap);
  }

  @Test
  void relativeLocationIsResolvedAgainstTheSitemap() {
    assertEquals(
        List.of("https://a.example/1", "https://a.example/dir/2", "https://b.example/3#f"),
        locs(parse(urlset("<loc>/1</loc><loc>2</loc><loc>//b.example/3#f</loc>"))));
  }

  @Test
  void textHasAUrlALine() {
    var text = "\uFEFFhttps://a.example/1\r\n\r\n# two\n  HTTPS://a.example/2\rwww.a.example/3\n";
    var sitemap = assertInstanceOf(Sitemap.UrlSet.class, parse(text));
    assertEquals("text", sitemap.kind());
    assertEquals(List.of("https://a.example/1", "https://a.example/2"), locs(sitemap));
  }

  @Test
  void rssHasItems() {
    var sitemap =
        parse(
            """
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
              <link>https://a.example/</link>
              <atom:link href="https://a.example/feed" rel="self"/>
              <image><link>https://a.example/image</link></image>
              <pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate>
              <item>
                <guid>https://a.example/guid</guid>
                <link>https://a.example/1</link>
                <atom:link href="https://a.example/other"/>
                <pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>
              </item>
              <item><guid isPermaLink="true">https://a.example/2</guid></item>
              <item><guid isPermaLink="false">https://a.example/3</guid></item>
              <item><guid>urn:4</guid></item>
            </channel></rss>
            """);
    var expected =
        List.of(
            new SitemapEntry("https://a.example/1", "Tue, 03 Feb 2026 10:00:00 GMT", null),
            new SitemapEntry("https://a.example/2", null, null),
            new SitemapEntry("https://a.example/3", null, null));
    assertEquals(new Sitemap.UrlSet("rss", expected, null), sitemap);
  }

  @Test
  void olderRssHasItemsBesideItsChannel() {
    var sitemap =
        parse(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://a.example/rdf"><link>https://a.example/</link></channel>
              <item><link>https://a.example/1</link><dc:date>2026-02-03</dc:date></item>
            </rdf:RDF>
            """);
    var expected = List.of(new SitemapEntry("https://a.example/1", "2026-02-03", null));
    assertEquals(new Sitemap.UrlSet("rss", expected, null), sitemap);
  }

  @Test
  void atomHasEntries() {
    var sitemap =
        parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom">
              <link href="https://a.example/"/><updated>2026-01-01T00:00:00Z</updated>
              <entry>
                <link rel="edit" href="https://a.example/edit"/>
                <link rel="alternate" href="https://a.example/1?a=1&amp;b=2"/>
                <link href="https://a.example/second"/>
                <published>2026-02-01T00:00:00Z</published>
                <updated>2026-02-02T00:00:00Z</updated>
                <source><link href="https://b.example/"/><updated>2020-01-01</updated></source>
              </entry>
              <entry>
                <link rel="via" href="https://a.example/2"/>
                <published>2026-02-03T00:00:00Z</published>
              </entry>
              <entry><id>urn:3</id></entry>
            </feed>
            """);
    var expected =
        List.of(
            new SitemapEntry("https://a.example/1?a=1&b=2", "2026-02-02T00:00:00Z", null),
            new SitemapEntry("https://a.example/2", "2026-02-03T00:00:00Z", null));
    assertEquals(new Sitemap.UrlSet("atom", expected, null), sitemap);
  }

  @Test
  void locationsOfFeedsFollowTheBaseOfTheirElements() {
    var atom =
        parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/">
              <entry xml:base="y/"><link href="1"/></entry>
              <entry><link href="2"/></entry>
              <entry><link xml:base="//c.example/" href="3"/></entry>
            </feed>
            """);
    assertEquals(
        List.of("https://b.example/x/y/1", "https://b.example/x/2", "https://c.example/3"),
        ((Sitemap.UrlSet) atom).entries().stream().map(SitemapEntry::loc).toList());
    var rss =
        parse(
            "<rss xml:base='https://b.example/d/'><channel><item><link>4</link></item></channel>"
                + "</rss>");
    assertEquals(
        List.of("https://b.example/d/4"),
        ((Sitemap.UrlSet) rss).entries().stream().map(SitemapEntry::loc).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "no sitemap at all",
        "<html><body>https://a.example/</body></html>",
        "<!DOCTYPE html><p>Not found",
        "<url><loc>https://a.example/</loc></url>",
        "<",
        "<?xml version=\"1.0\"?>",
        "{\"urls\": [\"https://a.example/\"]}",
        "<urlset><url><loc>https://a.exam",
      })
  void whatIsNoSitemapIsInvalid(String text) {
    var invalid = assertInstanceOf(Sitemap.Invalid.class, parse(text));
    assertFalse(invalid.reason().isBlank());
  }

  @Test
  void emptyListIsASitemap() {
    assertEquals(new Sitemap.UrlSet("urlset", List.of(), null), parse("<urlset/>"));
    assertEquals(new Sitemap.Index(List.of(), null), parse("<sitemapindex></sitemapindex>"));
  }

  @Test
  void localFileIsNeverRead(@TempDir Path dir) throws Exception {
    var secret = Files.writeString(dir.resolve("secret.txt"), "https://a.example/secret");
    var uri = secret.toUri();
    var documents =
        List.of(
            "<!DOCTYPE urlset [<!ENTITY e SYSTEM '%s'>]>".formatted(uri) + urlset("<loc>&e;</loc>"),
            "<!DOCTYPE urlset [<!ENTITY %% e SYSTEM '%s'> %%e;]>".formatted(uri)
                + urlset("<loc>&e;</loc>"),
            "<!DOCTYPE urlset SYSTEM '%s'>".formatted(uri) + urlset("<loc>&e;</loc>"),
            urlset(
                "<loc><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='%s'/></loc>"
                    .formatted(uri)),
            "<?xml-stylesheet href='%s'?>".formatted(uri) + urlset(""));
    for (var document : documents) {
      var sitemap = parse(document.replace("</urlset>", "<loc>https://a.example/1</loc></urlset>"));
      assertEquals(List.of("https://a.example/1"), locs(sitemap), document);
    }
  }

  @Test
  void entitiesOfTheDocumentAreNotReplaced() {
    var document = new StringBuilder("<!DOCTYPE urlset [<!ENTITY e0 'https://a.example/laugh'>");
    for (int i = 1; i < 20; i++) {
      document.append("<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
    }
    document.append("]><urlset><loc>&e19;</loc><loc>https://a.example/1</loc></urlset>");
    assertEquals(List.of("https://a.example/1"), locs(parse(document.toString())));
  }

  @Test
  void entitiesOfHtmlStandForNothing() {
    assertEquals(
        List.of("https://a.example/1", "https://a.example/b"),
        locs(parse(urlset("<loc>&nbsp;https://a.example/1&nbsp;</loc><loc>/b&eacute;</loc>"))));
  }

  @Test
  void mendingSeesTheDocumentWithoutWhatItDrops() {
    var document = "<?xml version='1.0'?\u0000>" + urlset("<loc>https://a.example/?a&b</loc>");
    assertEquals(List.of("https://a.example/?a&b"), locs(parse(document)));
  }

  @Test
  void bareAmpersandsAreMended() {
    var sitemap =
        parse(urlset("<loc>https://a.example/?a=1&b=2&copy=3&amp;d=4&#38;e&#x26;f&</loc>"));
    assertEquals(List.of("https://a.example/?a=1&b=2&copy=3&d=4&e&f&"), locs(sitemap));
    assertNull(assertInstanceOf(Sitemap.UrlSet.class, sitemap).flaw());
  }

  @Test
  void mendingLeavesCdataAndCommentsAlone() {
    var sitemap =
        parse(
            urlset(
                "<!-- & --><?pi & ?><loc><![CDATA[https://a.example/?a&b&amp;c]]></loc>"
                    + "<loc>https://a.example/?d&e</loc>"));
    assertEquals(List.of("https://a.example/?a&b&amp;c", "https://a.example/?d&e"), locs(sitemap));
  }

  @Test
  void charactersThatXmlHasNoPlaceForAreDropped() {
    assertEquals(
        List.of("https://a.example/ab"),
        locs(parse(urlset("<loc>\u0008https://a.example/a\u0000b\u001f\uFFFE</loc>"))));
  }

  @Test
  void controlCharacterInTheDocumentTypeIsNoFailure() {
    // The JDK's reader looks up a message that it does not have.
    var document = "<!DOCTYPE urlset [\u0001]>" + urlset("<loc>https://a.example/</loc>");
    assertEquals(List.of("https://a.example/"), locs(parse(document)));
  }

  @Test
  void documentThatWasCutKeepsItsWholeEntries() {
    var start = "<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2";
    for (var cut : List.of("", "</loc><lastmod>20", "</loc></url><url", "</lo")) {
      var sitemap = assertInstanceOf(Sitemap.UrlSet.class, parse(start + cut));
      var expected =
          cut.isEmpty()
              ? List.of("https://a.example/1")
              : List.of("https://a.example/1", "https://a.example/2");
      assertEquals(expected, locs(sitemap), cut);
      assertNotNull(sitemap.flaw(), cut);
    }
  }

  @Test
  void documentWithCrossedTagsKeepsWhatCameBefore() {
    var document = urlset("<loc>https://a.example/1</loc></url><loc>https://a.example/2</loc>");
    var sitemap = assertInstanceOf(Sitemap.UrlSet.class, parse(document));
    assertEquals(List.of("https://a.example/1"), locs(sitemap));
    assertTrue(requireNonNull(sitemap.flaw()).startsWith("line 1, column "), sitemap.flaw());
  }

  @Test
  void spaceAndMarkBeforeTheDeclarationDoNotMatter() {
    var document = "\uFEFF \n\t<?xml version=\"1.0\"?>" + urlset("<loc>https://a.example/</loc>");
    assertEquals(List.of("https://a.example/"), locs(parse(document)));
  }

  @Test
  void spaceOfEveryKindAroundALocationIsDropped() {
    var document = urlset("<loc>\u00A0\u2003https://a.example/\u200B\uFEFF\n</loc>");
    assertEquals(List.of("https://a.example/"), locs(parse(document)));
  }

  @Test
  void encodingIsByMarkOrDeclaration() {
    var content = urlset("<loc>https://a.example/?é</loc>");
    var expected = locs(parse(content));
    var latin = "<?xml version='1.0' encoding = 'iso-8859-1'?>" + content;
    assertEquals(expected, locs(SitemapParser.parse(latin.getBytes(ISO_8859_1), URL)));
    assertEquals(expected, locs(SitemapParser.parse(content.getBytes(UTF_16), URL)));
    assertEquals(expected, locs(SitemapParser.parse(("\uFEFF" + content).getBytes(UTF_16LE), URL)));
    assertEquals(expected, locs(SitemapParser.parse(content.getBytes(UTF_16LE), URL)));
    for (var label : List.of("utf-16", "no such", "", "?")) {
      var wrong = "<?xml version=\"1.0\" encoding=\"" + label + "\"?>" + content;
      assertEquals(expected, locs(parse(wrong)), label);
    }
  }

  @Test
  void listEndsAtTheLimit() {
    var document = new StringBuilder("<urlset>");
    for (int i = 0; i <= SitemapParser.MAX_ENTRIES; i++) {
      document.append("<url><loc>https://a.example/?a=").append(i).append("&amp;b=1</loc></url>");
    }
    var whole = parse(document + "</urlset>");
    var sitemap = assertInstanceOf(Sitemap.UrlSet.class, whole);
    assertEquals(SitemapParser.MAX_ENTRIES, sitemap.entries().size());
    assertEquals("more than 50000 entries", sitemap.flaw());
    var text = "https://a.example/\n".repeat(SitemapParser.MAX_ENTRIES + 1);
    assertEquals(SitemapParser.MAX_ENTRIES, locs(parse(text)).size());
  }
}

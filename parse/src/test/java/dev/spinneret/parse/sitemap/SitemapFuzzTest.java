package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.ByteFuzzer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SitemapFuzzTest {
  private static final String DOCUMENT =
      "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE urlset [<!ENTITY e 'x'>]>"
          + "<urlset><url><loc>https://a.example/?a&amp;b</loc><lastmod>2026</lastmod></url>"
          + "<url><loc><![CDATA[https://a.example/2]]></loc><priority>0.1</priority></url></urlset>";

  private static final List<byte[]> SEEDS =
      Stream.of(
              DOCUMENT,
              "<sitemapindex><sitemap>https://a.example/1</sitemap></sitemapindex>",
              "<rss><channel><item><link>https://a.example/1</link><guid>x</guid></item></channel></rss>",
              "<feed><entry><link rel='alternate' href='https://a.example/1'/></entry></feed>",
              "https://a.example/1\nhttps://a.example/2\n")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private static final List<byte[]> TOKENS =
      Stream.of(
              "<",
              ">",
              "</",
              "/>",
              "<url>",
              "</url>",
              "<loc>",
              "</loc>",
              "<!--",
              "-->",
              "<![CDATA[",
              "]]>",
              "<?xml",
              "?>",
              "&",
              "&amp;",
              "&#0;",
              "&#x110000;",
              "&e;",
              ";",
              "<!DOCTYPE",
              "[",
              "]>",
              "\uFEFF",
              "\0",
              "\uFFFE",
              "\n",
              "'",
              "\"",
              " a='",
              "https://a.example/",
              "<a:b>")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  @Test
  void anyBytesGiveASitemapOrAReason() {
    ByteFuzzer.run(10_000, SEEDS, TOKENS, SitemapFuzzTest::check);
  }

  @Test
  void anyBrokenGzipGivesASitemapOrAReason() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(DOCUMENT.getBytes(UTF_8));
    }
    ByteFuzzer.run(3_000, List.of(packed.toByteArray()), TOKENS, SitemapFuzzTest::check);
  }

  @Test
  void mendingTwiceIsMendingOnce() {
    ByteFuzzer.run(
        3_000,
        SEEDS,
        TOKENS,
        body -> {
          var once = XmlRepair.mend(SitemapText.decode(body));
          assertTrue(once.equals(XmlRepair.mend(once)), once);
        });
  }

  private static void check(byte[] body) {
    switch (SitemapParser.parse(body, SitemapParserTest.URL)) {
      case Sitemap.UrlSet(var kind, var entries, _) -> {
        assertFalse(kind.isEmpty());
        check(entries);
      }
      case Sitemap.Index(var entries, _) -> check(entries);
      case Sitemap.Invalid(var reason) -> assertFalse(reason.isBlank());
    }
  }

  private static void check(List<SitemapEntry> entries) {
    assertTrue(entries.stream().allMatch(entry -> entry.loc().startsWith("http")));
  }
}

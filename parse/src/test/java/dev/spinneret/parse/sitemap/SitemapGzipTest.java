package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SitemapGzipTest {
  private static final String DOCUMENT =
      "<urlset><loc>https://a.example/1</loc><loc>https://a.example/2</loc></urlset>";

  private static byte[] gzip(byte[] octets) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(octets);
    }
    return out.toByteArray();
  }

  private static Sitemap.UrlSet parse(byte[] body) {
    return assertInstanceOf(Sitemap.UrlSet.class, SitemapParser.parse(body, SitemapParserTest.URL));
  }

  @Test
  void gzipIsKnownByItsFirstOctets() throws IOException {
    var sitemap = parse(gzip(DOCUMENT.getBytes(UTF_8)));
    assertEquals(2, sitemap.entries().size());
    assertNull(sitemap.flaw());
    assertEquals("text", parse(gzip("https://a.example/".getBytes(UTF_8))).kind());
  }

  @Test
  void gzipInGzipIsUnpackedTwiceAndNoMore() throws IOException {
    var twice = gzip(gzip(DOCUMENT.getBytes(UTF_8)));
    assertEquals(2, parse(twice).entries().size());
    assertInstanceOf(
        Sitemap.Invalid.class, SitemapParser.parse(gzip(twice), SitemapParserTest.URL));
  }

  @Test
  void allMembersCount() throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(gzip(DOCUMENT.substring(0, 30).getBytes(UTF_8)));
    out.write(gzip(DOCUMENT.substring(30).getBytes(UTF_8)));
    assertEquals(2, parse(out.toByteArray()).entries().size());
  }

  @Test
  void cutGzipKeepsWhatCameBefore() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("https://a.example/").append(Integer.toHexString(i * 7919)).append('\n');
    }
    var packed = gzip(text.toString().getBytes(UTF_8));
    var sitemap = parse(Arrays.copyOf(packed, packed.length / 2));
    assertTrue(sitemap.entries().size() > 1_000, () -> sitemap.entries().size() + " entries");
    assertTrue(String.valueOf(sitemap.flaw()).startsWith("broken gzip"), sitemap.flaw());
  }

  @Test
  void bombIsCutAtTheLimit() throws IOException {
    var octets = new byte[SitemapParser.MAX_BYTES + 1];
    Arrays.fill(octets, (byte) ' ');
    var start = "https://a.example/1\n".getBytes(UTF_8);
    System.arraycopy(start, 0, octets, 0, start.length);
    var end = "\nhttps://a.example/2".getBytes(UTF_8);
    System.arraycopy(end, 0, octets, octets.length - end.length, end.length);
    for (var body : List.of(gzip(octets), octets)) {
      var sitemap = parse(body);
      assertEquals("more than 52428800 bytes", sitemap.flaw());
      assertEquals("https://a.example/1", sitemap.entries().getFirst().loc());
    }
  }

  @Test
  void brokenGzipIsInvalid() {
    var body = new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3};
    var invalid =
        assertInstanceOf(Sitemap.Invalid.class, SitemapParser.parse(body, SitemapParserTest.URL));
    assertTrue(invalid.reason().startsWith("broken gzip"), invalid.reason());
  }
}

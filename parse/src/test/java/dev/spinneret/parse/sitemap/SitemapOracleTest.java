package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import dev.spinneret.parse.url.WebUrl;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Our entries against crawler-commons', on documents that both must understand.
class SitemapOracleTest {
  private static final String URL = "https://a.example/sitemap.xml";
  private static final WebUrl BASE = requireNonNull(WebUrl.parse(URL, null));

  private final SiteMapParser oracle = new SiteMapParser(false, true);

  @RepeatedTest(20)
  void entriesAreTheSame(RepetitionInfo repetition) throws Exception {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int round = 0; round < 20; round++) {
      var document = document(random);
      var body = document.getBytes(UTF_8);
      var theirs = locs(oracle.parseSiteMap(body, URI.create(URL).toURL()));
      assertEquals(
          theirs,
          SitemapParserTest.locs(SitemapParser.parse(body, BASE)),
          () -> "seed %d: %s".formatted(repetition.getCurrentRepetition(), document));
    }
  }

  private static List<String> locs(AbstractSiteMap sitemap) {
    return switch (sitemap) {
      case SiteMapIndex index ->
          index.getSitemaps().stream().map(entry -> entry.getUrl().toString()).toList();
      case SiteMap set ->
          set.getSiteMapUrls().stream().map(entry -> entry.getUrl().toString()).toList();
      default -> throw new AssertionError(sitemap);
    };
  }

  private static String document(SplittableRandom random) {
    boolean isIndex = random.nextBoolean();
    var root = isIndex ? "sitemapindex" : "urlset";
    var entry = isIndex ? "sitemap" : "url";
    var text = new StringBuilder(random.nextBoolean() ? "<?xml version=\"1.0\"?>\n" : "");
    text.append("<").append(root);
    text.append(
        random.nextBoolean() ? " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" : ">");
    for (int i = 0, count = random.nextInt(6); i < count; i++) {
      text.append("<!-- <loc>no</loc> --><").append(entry).append(">\n");
      text.append(random.nextBoolean() ? "<lastmod>2026-02-03</lastmod>" : "");
      text.append(loc(random, i));
      text.append(random.nextBoolean() ? "<changefreq>daily</changefreq>" : " ");
      text.append("</").append(entry).append('>');
    }
    return text.append("</").append(root).append('>').toString();
  }

  private static String loc(SplittableRandom random, int i) {
    return switch (random.nextInt(4)) {
      case 0 -> "<loc>https://a.example/" + i + "</loc>";
      case 1 -> "<loc>\n  https://a.example/?i=" + i + "&amp;j&#61;2 </loc>";
      case 2 -> "<loc><![CDATA[https://a.example/?a&i=" + i + "]]></loc>";
      default -> "<loc>https://a.example/<![CDATA[x&]]>y" + i + "</loc>";
    };
  }
}

package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Text that is read as it stands, beside the full parser.
class PlainTextUrlsTest {
  private static final List<String> BASES =
      List.of(
          "http://a.example/",
          "http://a.example/d/e/f.html?x=1#y",
          "https://a.example:8443/d/",
          "http://127.0.0.1:19470/wiki/a-1.html",
          "http://[::1]:8080/a/b",
          "http://u:p@a.example/d/e",
          "http://a.example//d//e?/q/r#/s/t");

  /// What references are made of; two to six of them are joined.
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "?",
          "#",
          ".",
          "..",
          "../",
          "./",
          "../../",
          "a",
          "b.html",
          "%2e",
          "%2E",
          "%20",
          " ",
          "\t",
          "\n",
          "\\",
          ":",
          "@",
          "&amp;",
          "=",
          "\u00e9",
          "\u4e2d",
          "\ud800",
          "?c",
          "http:",
          "https:",
          "HTTP:",
          "http://",
          "https://",
          "http://a.example",
          "http://a.example/",
          "https://a.example:8443/",
          "http://127.0.0.1:19470",
          "http://127.0.0.1:19470/",
          "http://[::1]:8080/",
          "mailto:",
          "javascript:",
          "ftp://",
          "ws:",
          "file:",
          "x-y+z.1:",
          "1:",
          "www.example.org",
          ":80",
          "|",
          "^",
          "{",
          "\u0000");

  private static final int PLAIN_HOST_COUNT = 6;

  /// The plain ones first.
  private static final List<String> HOSTS =
      List.of(
          "b.example",
          "127.0.0.1",
          "0.0.0.0",
          "255.255.255.255",
          "10.0.200.30",
          "1.b",
          "256.0.0.1",
          "1.2.3.999",
          "01.2.3.4",
          "1.2.3.00",
          "1.2.3",
          "1.2.3.4.5",
          "1..3.4",
          ".1.2.3.4",
          "1.2.3.4.",
          "0x7f.0.0.1",
          "1.2.3.0x4",
          "2130706433",
          "a.1",
          "B.example",
          "b.example.",
          "");

  private static final List<String> PORTS =
      List.of(
          "", ":8080", ":65535", ":80", ":443", ":", ":0", ":080", ":65536", ":99999", ":123456",
          ":8a", ":-1");

  @Test
  void whatIsAnsweredAloneIsWhatTheFullParserSays() {
    int alone = 0;
    long seed = Long.getLong("seed", 1);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 400_000; i++) {
      var input = new StringBuilder();
      for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
        input.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      var base = WebUrl.parse(BASES.get(random.nextInt(BASES.size())), null);
      alone += agree(input.toString(), random.nextInt(8) == 0 ? null : base, seed) ? 1 : 0;
    }
    assertTrue(alone > 20_000, alone + " answered alone");
  }

  @Test
  void authoritiesAreTakenOnlyAsTheyWouldBeWritten() {
    var base = WebUrl.parse("http://a.example/", null);
    var plain = new PlainUrls(Objects.requireNonNull(base));
    int alone = 0;
    for (var scheme : List.of("http://", "https://")) {
      for (var host : HOSTS) {
        for (var port : PORTS) {
          var input = scheme + host + port + "/x?y#z";
          boolean taken = agree(input, base, 0);
          var octets = input.getBytes(StandardCharsets.UTF_8);
          assertEquals(
              taken ? WebUrl.parse(input, null) : null,
              plain.resolve(octets, 0, octets.length),
              input);
          alone += taken ? 1 : 0;
        }
      }
    }
    // Two schemes; of the ports none, 8080 and 65535, and the other scheme's own.
    assertEquals(2 * PLAIN_HOST_COUNT * 4, alone);
  }

  @Test
  void theCommonFormsNeedNoFullParser() {
    var base = WebUrl.parse("http://127.0.0.1:19470/wiki/a/b.html?q#f", null);
    for (var input :
        List.of(
            "c.html",
            "../c.html",
            "../../../../c.html?x=y#z",
            "./c/",
            "../",
            "/c/d?e",
            "?x",
            "#x",
            "http://127.0.0.1:19470/c",
            "http://www.example.org/c",
            "https://www.example.org:8443/c",
            "http://192.0.2.1/c",
            "http://192.0.2.1:8080/c")) {
      assertNotNull(PlainUrls.parse(input, base), input);
      assertTrue(agree(input, base, 0), input);
    }
    for (var input : List.of("mailto:a@b.example", "javascript:void(0)", "tel:1", "DATA:,x")) {
      assertTrue(UrlInput.hasOtherScheme(input), input);
      assertTrue(!agree(input, base, 0), input);
    }
  }

  /// Whether the fast way gave a URL; it must be the full parser's then.
  private static boolean agree(String input, @Nullable WebUrl base, long seed) {
    var message = "'" + input + "' on " + base + ", seed " + seed;
    var parts = UrlParser.parseWeb(input, base, null);
    var full = parts == null ? null : WebUrl.of(parts.href());
    if (UrlInput.hasOtherScheme(input)) {
      assertNull(full, message);
    }
    var fast = PlainUrls.parse(input, base);
    if (fast == null) {
      return false;
    }
    assertNotNull(full, message);
    assertEquals(full.href(), fast.href(), message);
    assertEquals(full.host(), fast.host(), message);
    assertEquals(full.port(), fast.port(), message);
    assertEquals(full.pathStart(), fast.pathStart(), message);
    assertEquals(full.queryStart(), fast.queryStart(), message);
    assertEquals(full.fragmentStart(), fast.fragmentStart(), message);
    assertEquals(full.key(), fast.key(), message);
    return true;
  }
}

package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// References in the octets of a page that are read as they stand, beside the full parser.
class PlainUrlsTest {
  private static final List<String> BASES =
      List.of(
          "http://h.test/",
          "http://127.0.0.1:8080/a/b/c.html?q=1#f",
          "https://u:p@h.test:8443/a//b/?q",
          "http://h.test/a/b#f",
          "http://[::1]:81/x//",
          "https://h.test/?a/b");

  private static final String[] PIECES = {
    "/",
    "/",
    "../",
    "./",
    "..",
    ".",
    "a",
    "b.html",
    "dir/",
    "?",
    "q=1",
    "&",
    "#",
    "f",
    ":",
    "//",
    "http://",
    "https://",
    "http://h.test",
    "http://127.0.0.1:8080",
    "https://u:p@h.test:8443",
    "h.test",
    "H",
    "http",
    "h",
    "1",
    "%41",
    "%2e",
    " ",
    "\\",
    "é",
    "@",
    ":80",
    "'",
    "\"",
    "~",
    "-_",
    "\t",
    "[",
    "|",
    "x.1",
    ";",
    "=",
    "^",
    "`",
    "{"
  };

  private static WebUrl url(String text) {
    var url = WebUrl.parse(text, null);
    assertNotNull(url, text);
    return url;
  }

  private static @Nullable WebUrl full(String input, WebUrl base) {
    var parts = UrlParser.parseWeb(input, base, null);
    return parts == null ? null : WebUrl.of(parts.href());
  }

  @Test
  void whatIsPlainResolvesAsTheFullParserResolvesIt() {
    var seed = Long.getLong("spinneret.fuzz.seed", 577_215L);
    System.out.println("plain urls: seed " + seed);
    var random = new Random(seed);
    var plainCount = 0;
    for (var base : BASES) {
      var bases = url(base);
      var plain = new PlainUrls(bases);
      for (var i = 0; i < 40_000; i++) {
        var input = generated(random);
        var octets = ("<" + input + ">").getBytes(StandardCharsets.UTF_8);
        var read = plain.resolve(octets, 1, octets.length - 1);
        if (read != null) {
          plainCount++;
          same(full(input, bases), read, input + " against " + base);
        }
      }
    }
    System.out.println("plain: " + plainCount);
    assertTrue(plainCount > 40_000, plainCount + " plain");
  }

  private static void same(@Nullable WebUrl full, WebUrl plain, String what) {
    assertNotNull(full, what);
    assertEquals(full, plain, what);
    assertEquals(full.host(), plain.host(), what);
    assertEquals(full.authority(), plain.authority(), what);
    assertEquals(full.path(), plain.path(), what);
    assertEquals(full.query(), plain.query(), what);
    assertEquals(full.fragment(), plain.fragment(), what);
    assertEquals(full.key(), plain.key(), what);
  }

  private static String generated(Random random) {
    var text = new StringBuilder();
    for (var n = random.nextInt(7); n >= 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b?c=d#e",
        "x.html",
        "dir/x",
        "../x",
        "../../../../x",
        "./x",
        "../?q",
        "/a%41",
        "#f",
        "?q",
        "http://other.test/x?y",
        "https://other.test/",
        "http://h.test:8080/same",
        "hello",
        "http",
      })
  void commonFormsArePlain(String input) {
    var base = url("http://h.test:8080/a/b/c?q#f");
    var octets = input.getBytes(StandardCharsets.US_ASCII);
    var plain = new PlainUrls(base).resolve(octets, 0, octets.length);
    assertNotNull(plain, input);
    same(full(input, base), plain, input);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//host/x",
        "/\\x",
        "a:b",
        "mailto:x",
        "..",
        ".",
        "/a/../b",
        "/a/.b",
        "/a%2e",
        "?a&amp;b",
        "http://H.test/",
        "http://other.test",
        "http://1.2/",
        "http://other.test:80/",
        "http:x",
        " x",
        "x y",
        "é",
      })
  void theRestIsLeftToTheFullParser(String input) {
    var octets = input.getBytes(StandardCharsets.UTF_8);
    assertNull(new PlainUrls(url("http://h.test/a/b")).resolve(octets, 0, octets.length), input);
  }
}

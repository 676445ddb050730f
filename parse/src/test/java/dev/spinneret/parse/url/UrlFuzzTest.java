package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Throws generated text at the parser. `-Dspinneret.fuzz.seconds=600` makes the run a long one.
class UrlFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "http:",
          "https:",
          "HTTP:",
          "ftp:",
          "file:",
          "mailto:",
          "x:",
          "//",
          "/",
          "\\",
          "///",
          "@",
          "u:p@",
          ":",
          ":80",
          ":443",
          ":0",
          ":65536",
          "?",
          "#",
          "%",
          "%2",
          "%2e",
          "%2E",
          "%41",
          "%7e",
          "%C3%A9",
          "%zz",
          ".",
          "..",
          "/./",
          "/../",
          "a",
          "B",
          "example",
          ".com",
          "1.2.3.4",
          "0x7f",
          "127.1",
          "256",
          "[::1]",
          "[1::2]",
          "[",
          "]",
          "xn--",
          "é",
          "ß",
          "日本",
          "😀",
          "\u00AD",
          "\u200D",
          "\uD83D",
          "\uFFFD",
          "\uFDD0",
          " ",
          "\t",
          "\n",
          "\r",
          "\0",
          "\u001F",
          "|",
          "C:",
          "C|",
          "~",
          "-",
          "_",
          "!",
          "$&'()*+,;=",
          "\"",
          "<",
          ">",
          "`",
          "{",
          "}",
          "^",
          "=",
          "&");

  private static final List<String> BASES =
      List.of(
          "http://h.test/",
          "https://u:p@h.test:8443/a/b/c?q=1#f",
          "http://[::1]:8080/x/..",
          "http://h.test/?q",
          "http://h.test#f",
          "file:///C:/a/b",
          "file://srv/a",
          "mailto:x",
          "foo://h/a/b?q",
          "foo:/a",
          "ftp://f.test/a/");

  private static String generated(Random random) {
    var text = new StringBuilder();
    for (var n = random.nextInt(9); n >= 0; n--) {
      text.append(
          random.nextInt(30) == 0
              ? Character.toString(random.nextInt(0x3000))
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void everyTextGivesAUrlThatParsesToItselfOrNone() {
    var random = seeded("urls");
    var bases = BASES.stream().map(base -> ParsedUrl.parse(base, null)).toList();
    var until = System.nanoTime() + Long.getLong("spinneret.fuzz.seconds", 0) * 1_000_000_000L;
    for (var i = 0; i < 150_000 || System.nanoTime() < until; i++) {
      var input = generated(random);
      var base = random.nextInt(4) == 0 ? null : bases.get(random.nextInt(bases.size()));
      check(input, base);
    }
  }

  private static void check(String input, @Nullable ParsedUrl base) {
    var url = ParsedUrl.parse(input, base);
    switch (base) {
      case null -> sameByEveryWay(input, null, url);
      case WebUrl web -> sameByEveryWay(input, web, url);
      case OtherUrl _ -> {}
    }
    if (url == null) {
      return;
    }
    assertTrue(url.href().chars().allMatch(c -> c >= ' ' && c < 0x7F), input);
    var again = ParsedUrl.parse(url.href(), null);
    assertEquals(url, again, input);
    if (url instanceof WebUrl web) {
      checkParts(input, web);
    }
  }

  /// The short way, the full parser, and the parser for every scheme.
  private static void sameByEveryWay(
      String input, @Nullable WebUrl base, @Nullable ParsedUrl expected) {
    var url = WebUrl.parse(input, base);
    if (!(expected instanceof WebUrl web)) {
      assertNull(url, input);
      return;
    }
    assertEquals(web, url, input);
    assertNotNull(url);
    assertEquals(web.path(), url.path(), input);
    assertEquals(web.query(), url.query(), input);
    assertEquals(web.fragment(), url.fragment(), input);
    assertEquals(web.authority(), url.authority(), input);
  }

  private static void checkParts(String input, WebUrl url) {
    var userinfo = url.username();
    if (!url.password().isEmpty()) {
      userinfo += ":" + url.password();
    }
    var built = url.scheme() + "://" + (userinfo.isEmpty() ? "" : userinfo + "@") + url.authority();
    built += url.path();
    built += url.query() == null ? "" : "?" + url.query();
    assertEquals(url.withoutFragment(), built, input);
    built += url.fragment() == null ? "" : "#" + url.fragment();
    assertEquals(url.href(), built, input);
    assertTrue(url.port() >= 0 && url.port() <= 65535, input);
    assertTrue(url.requestTarget().startsWith("/"), input);
    assertFalse(url.host().isEmpty(), input);
    var key = url.key();
    assertEquals(-1, key.indexOf('#'), input);
    var keyUrl = WebUrl.parse(key, null);
    assertNotNull(keyUrl, input);
    assertEquals(key, keyUrl.href(), input);
    assertEquals(key, keyUrl.key(), input);
  }

  private static Random seeded(String what) {
    var seed = Long.getLong("spinneret.fuzz.seed", 1_125_899_906L);
    System.out.println(what + ": seed " + seed);
    return new Random(seed);
  }
}

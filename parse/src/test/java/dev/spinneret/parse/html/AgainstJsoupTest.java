package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.ParsedUrl;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Our links beside jsoup's `abs:href`, which resolves with java.net.URL (RFC 2396 and its quirks).
/// Each kind of difference is one that the WHATWG URL standard explains.
class AgainstJsoupTest {
  /// Why the two differ.
  private enum Reason {
    /// jsoup gives text that the standard serialises in another way: host case, default port, an
    /// empty path, dot segments, percent-encoding, international hosts.
    SERIALISATION,
    /// The standard drops white space around a reference and newlines in it, and reads a backslash
    /// as a slash.
    CLEANING,
    /// The standard says failure, or another scheme, where java.net.URL is content.
    NO_WEB_URL,
    /// java.net.URL refuses or misreads what the standard resolves.
    RESOLVED
  }

  private static final List<String> REFERENCES =
      List.of(
          "x",
          "x/y.html",
          "/root",
          "//other.test/p",
          "?q=1",
          "#f",
          "",
          ".",
          "..",
          "../up",
          "../../../up",
          "./here",
          "a/../b",
          "a/./b",
          "a/..",
          "http://H.test/",
          "HTTP://h.test:80/x",
          "https://h.test",
          "http://h.test?q",
          "http:x",
          "http:/x",
          "https:x",
          "mailto:a@b",
          "javascript:x()",
          "a b",
          " x ",
          "x\ny",
          "\\x",
          "a\\b",
          "é",
          "?é",
          "http://bücher.test/",
          "http://1.2/",
          "http://[::1]/",
          "http://[",
          "http://a b/",
          "http://h.test:99999/",
          "http://u:p@h.test/",
          "%41",
          "a%2Fb",
          "%2e%2e/x",
          "a;b=c",
          "a:b",
          "./a:b",
          "x?y#z",
          "&amp;",
          "http://h.test/#a#b");

  @Test
  void everyDifferenceFromAbsHrefIsExplained() {
    var seed = 31_415L;
    System.out.println("against jsoup: seed " + seed);
    var random = new Random(seed);
    Map<Reason, Integer> seen = new EnumMap<>(Reason.class);
    var same = 0;
    for (var i = 0; i < 400; i++) {
      var references = new ArrayList<String>();
      var html = new StringBuilder(random.nextInt(3) == 0 ? "<base href='/b/c/'>" : "");
      for (var n = 1 + random.nextInt(20); n > 0; n--) {
        var reference = REFERENCES.get(random.nextInt(REFERENCES.size()));
        references.add(reference);
        html.append("<p><a href=\"").append(reference).append("\">x</a></p>");
      }
      var base = "http://h.test/dir/sub/page.html?p=1";
      var page =
          PageParser.parse(
              html.toString().getBytes(StandardCharsets.UTF_8),
              "text/html; charset=utf-8",
              PageParserTest.url(base));
      var ours = new ArrayList<>(page.links().stream().map(link -> link.url().href()).toList());
      for (var element : Jsoup.parse(html.toString(), base).select("a[href]")) {
        var reference = element.attr("href");
        var theirs = element.attr("abs:href");
        var mine = WebUrl.parse(reference, page.base());
        if (mine != null) {
          assertEquals(mine.href(), ours.removeFirst(), reference);
        }
        if (mine != null && mine.href().equals(theirs)) {
          same++;
        } else if (mine != null || !theirs.isEmpty()) {
          seen.merge(reason(reference, theirs, mine), 1, Integer::sum);
        }
      }
      assertTrue(ours.isEmpty(), "links that jsoup does not have: " + ours);
    }
    System.out.println("same " + same + ", different " + seen);
    assertTrue(same > 1_000 && seen.size() == Reason.values().length, seen.toString());
  }

  private static Reason reason(String reference, String theirs, @Nullable WebUrl mine) {
    if (mine == null) {
      var parsed = ParsedUrl.parse(reference, PageParserTest.url("http://h.test/"));
      assertTrue(!(parsed instanceof WebUrl), reference);
      return Reason.NO_WEB_URL;
    }
    if (!reference.equals(reference.strip()) || reference.matches("(?s).*[\n\\\\].*")) {
      return Reason.CLEANING;
    }
    var normalised = WebUrl.parse(theirs, null);
    if (normalised != null && normalised.equals(mine)) {
      return Reason.SERIALISATION;
    }
    assertTrue(
        theirs.isEmpty()
            || reference.startsWith("http:")
            || reference.startsWith("?")
            || reference.isEmpty()
            || reference.equals(".."),
        "unexplained: '%s' is %s to jsoup and %s to us".formatted(reference, theirs, mine));
    return Reason.RESOLVED;
  }
}

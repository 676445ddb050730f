package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.ParsedUrl;
import dev.spinneret.parse.url.WebUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Holds the `a href` links of pages to jsoup's `abs:href`, which resolves with java.net.URL (RFC
/// 2396 and its quirks). A difference must be of a kind that the WHATWG URL standard explains.
final class AbsHref {
  /// Why the two differ.
  enum Difference {
    /// jsoup gives text that the standard serialises in another way: host case, default port, an
    /// empty path, dot segments, percent-encoding, international hosts.
    SERIALISATION,
    /// The standard drops white space around a reference and newlines in it, and reads a backslash
    /// as a slash.
    CLEANING,
    /// The standard says failure, or another scheme, where java.net.URL is content.
    NO_WEB_URL,
    /// java.net.URL refuses or misreads what the standard resolves: a scheme without slashes, an
    /// empty reference, a query alone, two dots alone.
    RESOLVED
  }

  private final Map<Difference, Integer> differences = new EnumMap<>(Difference.class);
  private int same;

  /// Compares the links of one page.
  void add(byte[] body, String contentType, WebUrl url) {
    var page = PageParser.parse(body, contentType, url);
    var ours = new ArrayList<String>();
    for (var link : page.links()) {
      if (link.kind() == LinkKind.A) {
        ours.add(link.url().href());
      }
    }
    for (var element : document(body, page.charset(), url).select("a[href]")) {
      var reference = element.attr("href");
      var theirs = element.attr("abs:href");
      var mine = WebUrl.parse(reference, page.base());
      if (mine != null) {
        assertFalse(ours.isEmpty(), () -> "'%s' of %s is missing".formatted(reference, url));
        assertEquals(mine.href(), ours.removeFirst(), () -> reference + " of " + url);
      }
      if (mine != null && mine.href().equals(theirs)) {
        same++;
      } else if (mine != null || !theirs.isEmpty()) {
        differences.merge(difference(reference, theirs, mine), 1, Integer::sum);
      }
    }
    assertTrue(ours.isEmpty(), () -> "links that jsoup does not have: " + ours);
  }

  private static Document document(byte[] body, String charset, WebUrl url) {
    try {
      return Jsoup.parse(new ByteArrayInputStream(body), charset, url.href());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Difference difference(String reference, String theirs, @Nullable WebUrl mine) {
    if (mine == null) {
      var parsed = ParsedUrl.parse(reference, PageParserTest.url("http://h.test/"));
      assertTrue(!(parsed instanceof WebUrl), reference);
      return Difference.NO_WEB_URL;
    }
    if (!reference.equals(reference.strip()) || reference.matches("(?s).*[\n\\\\].*")) {
      return Difference.CLEANING;
    }
    var normalised = WebUrl.parse(theirs, null);
    if (normalised != null && normalised.equals(mine)) {
      return Difference.SERIALISATION;
    }
    assertTrue(
        theirs.isEmpty()
            || reference.startsWith("http:")
            || reference.startsWith("?")
            || reference.isEmpty()
            || reference.equals(".."),
        "unexplained: '%s' is %s to jsoup and %s to us".formatted(reference, theirs, mine));
    return Difference.RESOLVED;
  }

  /// How many links were the same text.
  int same() {
    return same;
  }

  /// The kinds of difference that came up.
  Set<Difference> seen() {
    return differences.keySet();
  }

  @Override
  public String toString() {
    return "same " + same + ", different " + differences;
  }
}

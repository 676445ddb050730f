package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.octets.Ascii;
import dev.spinneret.parse.text.XmlRoot;

/// What kind of page a body is: the kinds that hold links for a crawler to follow.
public enum PageType {
  /// HTML, or XML whose root element is one of XHTML.
  HTML,
  /// An RSS or Atom feed, or a sitemap.
  FEED,
  /// No page.
  NONE;

  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final String RSS_1 = "http://purl.org/rss/1.0/";

  /// Determines what kind of page a body is, by its media type or, where that leaves it open, by
  /// its root element.
  ///
  /// @param type its media type, sniffed where none was sent
  /// @param body after content codings; not changed
  /// @return the kind
  public static PageType of(ContentType type, byte[] body) {
    return switch (type.essence()) {
      case "text/html" -> isFeedAsHtml(body) ? FEED : HTML;
      case "application/xhtml+xml" -> HTML;
      default -> type.isXml() ? ofXml(body) : NONE;
    };
  }

  /// Whether a page is read as XML. HTML that a server calls XHTML is not: its elements are not in
  /// the namespace of XHTML, and read as XML it would have no links.
  ///
  /// @param type its media type
  /// @param body of a page
  /// @return false for HTML under the name of XHTML
  static boolean isXml(ContentType type, byte[] body) {
    var root = type.isXml() ? XmlRoot.of(body) : null;
    return root != null && root.namespace().equals(XHTML);
  }

  private static PageType ofXml(byte[] body) {
    var root = XmlRoot.of(body);
    if (root == null) {
      return NONE;
    }
    if (root.namespace().equals(XHTML)) {
      return HTML;
    }
    return isFeed(root, body) ? FEED : NONE;
  }

  private static boolean isFeed(XmlRoot root, byte[] body) {
    return switch (root.name()) {
      case "rss", "feed", "urlset", "sitemapindex" -> true;
      case "RDF" -> holds(body, RSS_1);
      default -> false;
    };
  }

  /// WHATWG MIME Sniffing §7.3, "rules for distinguishing if a resource is a feed or HTML".
  private static boolean isFeedAsHtml(byte[] body) {
    var at = body.length > 2 && body[0] == (byte) 0xEF ? 3 : 0;
    while (at < body.length && Ascii.isSpace(body[at])) {
      at++;
    }
    if (at + 1 >= body.length || body[at] != '<') {
      return false;
    }
    var next = body[at + 1];
    if (next != '?' && next != 'r' && next != 'f' && !isComment(body, at)) {
      return false;
    }
    var root = XmlRoot.of(body);
    return root != null && isFeed(root, body);
  }

  private static boolean isComment(byte[] body, int at) {
    return at + 2 < body.length && body[at + 1] == '!' && body[at + 2] == '-';
  }

  /// Whether ASCII text is among the first octets.
  private static boolean holds(byte[] body, String text) {
    var end = Math.min(body.length, 4096) - text.length();
    for (var i = 0; i <= end; i++) {
      var j = 0;
      while (j < text.length() && body[i + j] == text.charAt(j)) {
        j++;
      }
      if (j == text.length()) {
        return true;
      }
    }
    return false;
  }
}

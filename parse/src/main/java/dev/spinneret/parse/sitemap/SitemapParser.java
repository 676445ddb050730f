package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.url.WebUrl;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads sitemaps: XML (urlset and index), text, RSS and Atom, any of them gzipped.
///
/// The form of a body is determined by its first octets, not by its media type, which is often
/// wrong. Stateless and safe on any thread.
public final class SitemapParser {
  /// How many entries of a sitemap are read: the protocol's own limit.
  public static final int MAX_ENTRIES = 50_000;

  /// How many octets of an unpacked sitemap are read: 50 MiB, the protocol's own limit.
  public static final int MAX_BYTES = 50 * 1024 * 1024;

  private static final Pattern ROOT =
      Pattern.compile("(?i)<(?:[a-z]{1,20}:)?(?:urlset|sitemapindex|rss|rdf|feed)[\\s>]");

  private SitemapParser() {}

  /// Reads a body. Any bytes give an answer, in time and memory linear in [#MAX_BYTES] at most.
  ///
  /// Entries whose URL is not http(s) are left out. The caller decides whether a sitemap may list
  /// the URLs that it names.
  ///
  /// @param body the body of the answer, content codings undone or not
  /// @param url where it comes from; relative locations are resolved against it, or left out when
  ///   it is null
  /// @return what it says
  public static Sitemap parse(byte[] body, @Nullable WebUrl url) {
    var unpacked = Unpacked.of(body);
    var text = Blanks.strip(SitemapText.decode(unpacked.octets()));
    var sitemap =
        text.startsWith("<")
            ? XmlSitemap.read(text, url, unpacked.flaw())
            : TextSitemap.read(text, url, unpacked.flaw());
    int start = sitemap instanceof Sitemap.Invalid ? startOfXml(text) : 0;
    return start > 0 ? XmlSitemap.read(text.substring(start), url, unpacked.flaw()) : sitemap;
  }

  /// Where a document begins that something stands in front of, such as a warning of PHP or a
  /// comment: XML allows nothing in front of its declaration.
  ///
  /// @return 0 if there is nothing like a sitemap
  private static int startOfXml(String text) {
    var root = ROOT.matcher(text);
    return root.find() ? root.start() : 0;
  }
}

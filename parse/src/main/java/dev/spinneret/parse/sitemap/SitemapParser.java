package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.url.WebUrl;
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
    var text = SitemapText.decode(unpacked.octets()).strip();
    return text.startsWith("<")
        ? XmlSitemap.read(text, url, unpacked.flaw())
        : TextSitemap.read(text, url, unpacked.flaw());
  }
}

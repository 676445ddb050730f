package dev.spinneret.parse.html;

import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapEntry;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;

/// Reads a feed or a sitemap as a page: its entries are its links.
final class FeedPage {
  private FeedPage() {}

  /// Reads an RSS or Atom feed, or a sitemap. Of a broken one, the entries before the break are
  /// kept.
  static Page read(byte[] body, WebUrl url, Effort effort) {
    var entries =
        switch (SitemapParser.parse(body, url)) {
          case Sitemap.UrlSet(_, var pages, _) -> pages;
          case Sitemap.Index(var sitemaps, _) -> sitemaps;
          case Sitemap.Invalid _ -> List.<SitemapEntry>of();
        };
    var links = new ArrayList<Link>();
    for (var entry : entries) {
      var target = WebUrl.parse(entry.loc(), null);
      if (target != null) {
        var link = new Link(target, LinkKind.ENTRY, false);
        if (!effort.addLink(link)) {
          break;
        }
        links.add(link);
      }
    }
    return Page.ofLinks("UTF-8", url, links, List.of());
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapEntry;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;

/// Takes seeds from sitemaps: the pages of a set, the sitemaps of an index.
final class Sitemaps {
  private final Admission admission;

  Sitemaps(Admission admission) {
    this.admission = admission;
  }

  /// Reads a sitemap that was fetched. One that is none gives nothing.
  void read(byte[] body, WebUrl url, CrawlUrl as, boolean privateAllowed) {
    switch (SitemapParser.parse(body, url)) {
      case Sitemap.UrlSet(_, var entries, _) ->
          admit(entries, as, privateAllowed, CrawlUrl.Role.PAGE);
      case Sitemap.Index(var entries, _) ->
          admit(entries, as, privateAllowed, CrawlUrl.Role.SITEMAP);
      case Sitemap.Invalid _ -> {}
    }
  }

  /// Takes the sitemaps that a robots.txt names.
  ///
  /// @param privateAllowed whether they may lead to a loopback or private address
  void named(List<String> hrefs, CrawlUrl because, boolean privateAllowed) {
    for (var href : hrefs) {
      var url = WebUrl.parse(href, null);
      if (url != null) {
        admission.sitemapEntry(url, because, privateAllowed, CrawlUrl.Role.SITEMAP);
      }
    }
    admission.flush();
  }

  private void admit(
      List<SitemapEntry> entries, CrawlUrl as, boolean privateAllowed, CrawlUrl.Role role) {
    for (var entry : entries) {
      var url = WebUrl.parse(entry.loc(), null);
      if (url != null) {
        admission.sitemapEntry(url, as, privateAllowed, role);
      }
    }
  }
}

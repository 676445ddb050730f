package dev.spinneret.samples.site;

/// The sitemap of each host: `/sitemap.xml` with its pages that are well, or, where they are more
/// than one file may hold, an index of `/sitemap-0.xml`, `/sitemap-1.xml`, ….
final class Sitemaps {
  /// As many URLs as the protocol allows in one file.
  private static final int URLS_PER_FILE = 50_000;

  private static final String NAMESPACE =
      " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final SampleWeb web;

  Sitemaps(SampleWeb web) {
    this.web = web;
  }

  /// Writes the file that `target` asks for.
  ///
  /// @return false when there is no such file, and nothing is written
  boolean write(int host, String target, ByteSink out) {
    int pages =
        (web.pageCount() - host + web.options().hosts().count() - 1)
            / web.options().hosts().count();
    int files = (pages + URLS_PER_FILE - 1) / URLS_PER_FILE;
    if (target.equals("/sitemap.xml")) {
      if (files == 1) {
        writeUrls(host, 0, pages, out);
      } else {
        writeIndex(host, files, out);
      }
      return true;
    }
    for (int file = 0; files > 1 && file < files; file++) {
      if (target.equals("/sitemap-" + file + ".xml")) {
        int from = file * URLS_PER_FILE;
        writeUrls(host, from, Math.min(from + URLS_PER_FILE, pages), out);
        return true;
      }
    }
    return false;
  }

  private void writeIndex(int host, int files, ByteSink out) {
    out.put(XML).put("<sitemapindex" + NAMESPACE);
    for (int file = 0; file < files; file++) {
      var origin = web.origins().get(host);
      out.put("<sitemap><loc>" + origin + "/sitemap-" + file + ".xml</loc></sitemap>\n");
    }
    out.put("</sitemapindex>\n");
  }

  private void writeUrls(int host, int from, int to, ByteSink out) {
    out.put(XML).put("<urlset" + NAMESPACE);
    for (int i = from; i < to; i++) {
      int page = host + i * web.options().hosts().count();
      if (web.status(page) == 200) {
        var location = web.url(page).replace("&", "&amp;");
        int day = page % 28 + 1;
        out.put("<url><loc>" + location + "</loc><lastmod>2026-10-" + (day < 10 ? "0" : "") + day);
        out.put("</lastmod><priority>0." + (9 - page % 9) + "</priority></url>\n");
      }
    }
    out.put("</urlset>\n");
  }
}

/// URLs, links, robots.txt and sitemaps: pure functions over bytes and text.
///
/// Knows no sockets, threads, clocks or files.
@org.jspecify.annotations.NullMarked
module dev.spinneret.parse {
  requires java.xml;
  requires static transitive org.jspecify;
  requires org.jsoup;

  exports dev.spinneret.parse.domain;
  exports dev.spinneret.parse.html;
  exports dev.spinneret.parse.http;
  exports dev.spinneret.parse.robots;
  exports dev.spinneret.parse.sitemap;
  exports dev.spinneret.parse.text;
  exports dev.spinneret.parse.url;
}

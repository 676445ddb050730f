/// URLs, links, robots.txt and sitemaps: pure functions over bytes and text.
///
/// Knows no sockets, threads, clocks or files.
@org.jspecify.annotations.NullMarked
module dev.spinneret.parse {
  requires static transitive org.jspecify;

  exports dev.spinneret.parse.robots;
  exports dev.spinneret.parse.url;
}

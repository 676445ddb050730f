/// The event loop, its sockets and streams, and the crawl that runs on it.
///
/// Knows time, tasks, URLs and the port [dev.spinneret.engine.crawl.Fetcher]; knows no HTTP
/// messages, no TLS and no terminal.
@org.jspecify.annotations.NullMarked
module dev.spinneret.engine {
  requires transitive dev.spinneret.parse;
  requires static transitive org.jspecify;
  requires jdk.jfr;
  requires jdk.unsupported;
  requires re2j;
  requires crawler.commons;
  requires java.sql;

  exports dev.spinneret.engine.crawl;
  exports dev.spinneret.engine.crawl.state;
  exports dev.spinneret.engine.files;
  exports dev.spinneret.engine.io;
  exports dev.spinneret.engine.loop;
  exports dev.spinneret.engine.testing;
}

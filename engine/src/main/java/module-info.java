/// The event loop, its sockets and streams, and the crawl that runs on it.
///
/// Knows time, tasks, URLs and the port [dev.spinneret.engine.crawl.port.Fetcher]; knows no HTTP
/// messages, no TLS and no terminal.
@org.jspecify.annotations.NullMarked
module dev.spinneret.engine {
  requires java.management;
  requires jdk.jfr;
  requires jdk.unsupported;
  requires static org.jspecify;

  // For the crawl alone: whoever uses that requires them too. Not transitive, since then whoever
  // uses the loop alone could not be compiled without them.
  requires static dev.spinneret.parse;
  requires static java.sql;
  requires static org.postgresql.jdbc;
  requires static re2j;

  exports dev.spinneret.engine.crawl;
  exports dev.spinneret.engine.crawl.estimate;
  exports dev.spinneret.engine.crawl.frontier;
  exports dev.spinneret.engine.crawl.options;
  exports dev.spinneret.engine.crawl.port;
  exports dev.spinneret.engine.crawl.postgresql;
  exports dev.spinneret.engine.crawl.scope;
  exports dev.spinneret.engine.crawl.seen;
  exports dev.spinneret.engine.crawl.shared;
  exports dev.spinneret.engine.crawl.lastrun;
  exports dev.spinneret.engine.crawl.state;
  exports dev.spinneret.engine.crawl.verdict;
  exports dev.spinneret.engine.diagnostics;
  exports dev.spinneret.engine.files;
  exports dev.spinneret.engine.io;
  exports dev.spinneret.engine.io.datagram;
  exports dev.spinneret.engine.io.pipe;
  exports dev.spinneret.engine.io.process;
  exports dev.spinneret.engine.io.stream;
  exports dev.spinneret.engine.loop;
  exports dev.spinneret.engine.poll;
  exports dev.spinneret.engine.pool;
  exports dev.spinneret.engine.sync;
  exports dev.spinneret.engine.task;
  exports dev.spinneret.engine.testing;
}

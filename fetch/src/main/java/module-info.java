/// HTTP over non-blocking sockets: how to get one resource.
///
/// Knows no frontier, no scope and no terminal.
@org.jspecify.annotations.NullMarked
module dev.spinneret.fetch {
  requires transitive dev.spinneret.engine;
  requires transitive dev.spinneret.parse;
  requires com.aayushatharva.brotli4j;
  requires com.github.luben.zstd_jni;
  requires io.netty.tcnative.classes.openssl;
  requires jdk.jfr;
  requires static transitive org.jspecify;

  exports dev.spinneret.fetch;
  exports dev.spinneret.fetch.auth;
  exports dev.spinneret.fetch.coding;
  exports dev.spinneret.fetch.cookies;
  exports dev.spinneret.fetch.dns;
  exports dev.spinneret.fetch.options;
  exports dev.spinneret.fetch.proxy;
  exports dev.spinneret.fetch.tls;
  exports dev.spinneret.fetch.tls.certificate;
}

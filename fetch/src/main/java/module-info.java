/// HTTP over non-blocking sockets: how to get one resource.
///
/// Knows no frontier, no scope and no terminal.
@org.jspecify.annotations.NullMarked
module dev.spinneret.fetch {
  requires transitive dev.spinneret.engine;
  requires static transitive org.jspecify;

  exports dev.spinneret.fetch;
}

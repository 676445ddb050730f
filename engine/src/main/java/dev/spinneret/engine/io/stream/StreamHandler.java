package dev.spinneret.engine.io.stream;

/// Serves the connections of a stream server.
@FunctionalInterface
public interface StreamHandler {

  /// Serves one connection, in its own task. The stream is closed afterwards.
  ///
  /// @param reader the bytes from the peer
  /// @param writer the bytes to the peer
  /// @throws Exception ends the connection; an [IOException][java.io.IOException] is caused by the
  ///   peer and ignored, anything else is passed to the loop's exception handler
  void handle(StreamReader reader, StreamWriter writer) throws Exception;
}

package dev.spinneret.engine.io.stream;

/// What a stream server does with a connection.
@FunctionalInterface
public interface StreamHandler {

  /// Serves one connection, in a task of its own that may suspend. The stream is closed afterwards.
  ///
  /// @param reader what comes from the peer
  /// @param writer what goes to the peer
  /// @throws Exception ends the connection; an [IOException][java.io.IOException] is the peer's
  ///   doing and nobody is told, anything else goes to the loop's exception handler
  void handle(StreamReader reader, StreamWriter writer) throws Exception;
}

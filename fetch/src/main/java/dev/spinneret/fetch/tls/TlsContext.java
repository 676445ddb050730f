package dev.spinneret.fetch.tls;

/// A provider's configuration, and what its connections share, such as sessions. Safe on any
/// thread.
interface TlsContext extends AutoCloseable {

  /// A new engine.
  ///
  /// @param host the server that a client connects to, without brackets and final dot; `""` on the
  ///   server's side
  /// @param port the server's; with the host, it identifies the sessions that may be resumed
  /// @return has not begun its handshake
  /// @throws IllegalStateException if the context is closed
  TlsEngine engine(String host, int port);

  /// How many engines are not closed.
  int openEngineCount();

  /// Frees what connections share, as soon as the last engine is closed.
  @Override
  void close();
}

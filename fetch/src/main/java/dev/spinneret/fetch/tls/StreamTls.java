package dev.spinneret.fetch.tls;

import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.io.stream.StreamSecurity;

/// TLS for the connections of [Streams#openConnection][dev.spinneret.engine.io.stream.Streams] and
/// [Sockets#startTls][dev.spinneret.engine.io.Sockets], as a client.
///
/// The server's certificate has to be good for the host, unless [TlsOptions#insecure] says
/// otherwise. The handshake has 60 seconds, and the exchange of close_notify 30. An end without
/// `close_notify` is an end of the stream, as in asyncio: a protocol has to know where its messages
/// end. Closing it frees what the connections share as soon as the last of them has ended.
public final class StreamTls implements StreamSecurity, AutoCloseable {
  private final ClientTls tls;

  /// Verifies servers against the system's authorities.
  public StreamTls() {
    this(TlsOptions.DEFAULT);
  }

  /// Reads the files of `options`.
  ///
  /// @param options how connections are made; a client's certificate is shown to every server that
  ///   asks for it
  /// @throws IllegalArgumentException as [ClientTls#ClientTls(TlsOptions)]
  public StreamTls(TlsOptions options) {
    this.tls = new ClientTls(options);
  }

  @Override
  public TransportUpgrade towards(String host, int port) {
    return (lower, upper) -> TlsLayer.upgrade(lower, upper, tls.engine(host, port, true));
  }

  /// How many connections have not ended.
  ///
  /// @return at least 0
  public int openEngineCount() {
    return tls.openEngineCount();
  }

  /// Ends no connection, but allows no new ones.
  @Override
  public void close() {
    tls.close();
  }
}

package dev.spinneret.fetch.tls;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;

/// TLS for the connections of [Streams#startServer][dev.spinneret.engine.io.stream.Streams], as a
/// server.
///
/// The handshake has 60 seconds, and the exchange of close_notify 30. Safe on any thread. Closing
/// it frees what the connections share as soon as the last of them has ended.
public final class ServerTls implements TransportUpgrade, AutoCloseable {
  private final TlsContext context;

  /// Reads certificate and key.
  ///
  /// @param certificate PEM file of the certificate chain, the server's own first
  /// @param key PEM file of its private key (PKCS #8)
  /// @throws IllegalArgumentException if one of them cannot be read, or the key is not that of the
  ///   certificate
  public ServerTls(Path certificate, Path key) {
    this(certificate, key, TlsVersion.TLS_1_2);
  }

  /// Reads certificate and key.
  ///
  /// @param certificate PEM file of the certificate chain, the server's own first
  /// @param key PEM file of its private key (PKCS #8)
  /// @param minimum the oldest version that is spoken
  /// @throws IllegalArgumentException if one of them cannot be read, or the key is not that of the
  ///   certificate
  public ServerTls(Path certificate, Path key, TlsVersion minimum) {
    this(certificate, key, minimum, TlsProvider.preferred());
  }

  /// Reads certificate and key.
  ///
  /// @param certificate PEM file of the certificate chain, the server's own first
  /// @param key PEM file of its private key (PKCS #8)
  /// @param minimum the oldest version that is spoken
  /// @param provider what implements TLS
  /// @throws IllegalArgumentException if one of them cannot be read, or the key is not that of the
  ///   certificate
  public ServerTls(Path certificate, Path key, TlsVersion minimum, TlsProvider provider) {
    var identity = KeyMaterial.read("certificate", certificate, key);
    this.context = new TlsConfig(true, minimum, null, identity).context(provider);
  }

  @Override
  public Transport upgrade(Transport lower, Protocol upper) throws IOException {
    return TlsLayer.upgrade(lower, upper, context.engine("", 0));
  }

  /// How many connections have not ended.
  ///
  /// @return at least 0
  public int openEngineCount() {
    return context.openEngineCount();
  }

  /// Ends no connection, but allows no new ones.
  @Override
  public void close() {
    context.close();
  }
}

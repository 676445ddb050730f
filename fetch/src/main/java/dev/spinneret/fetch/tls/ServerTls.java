package dev.spinneret.fetch.tls;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.TransportUpgrade;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/// TLS for the connections of [Streams#startServer][dev.spinneret.engine.io.stream.Streams], as a
/// server.
///
/// The handshake has 60 seconds, and the farewell at the close 30. Safe on any thread.
public final class ServerTls implements TransportUpgrade {
  private final SslContext context;

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
    KeyPairCheck.matching(certificate, key);
    try {
      context =
          SslContextBuilder.forServer(certificate.toFile(), key.toFile())
              .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
              .protocols(minimum.andNewer())
              .build();
    } catch (IllegalArgumentException | SSLException e) {
      throw new IllegalArgumentException(
          "cannot read the certificate "
              + certificate
              + " or its key "
              + key
              + "; PEM files are allowed",
          e);
    }
  }

  @Override
  public Transport upgrade(Transport lower, Protocol upper) throws IOException {
    return TlsLayer.upgrade(lower, upper, context.newEngine(UnpooledByteBufAllocator.DEFAULT));
  }
}

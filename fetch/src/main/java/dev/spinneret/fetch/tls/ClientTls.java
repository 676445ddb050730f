package dev.spinneret.fetch.tls;

import dev.spinneret.engine.files.NativeLibrary;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes the engines of a client's TLS connections. One context serves all of them, so that
/// sessions are resumed (RFC 8446 §2.2); with a client certificate, a second one serves the servers
/// that may see it.
///
/// BoringSSL does the work where its native library loads, else the JDK. Its engines hold native
/// memory until they are released.
///
/// The context is built at the first use: a crawl without https does not pay for it. Safe on any
/// thread.
public final class ClientTls {
  private final TlsOptions options;
  private final SystemAuthorities system;
  private final List<X509Certificate> authorities;
  private @Nullable SslContext context;
  private @Nullable SslContext identified;

  /// Reads the files of `options`, so that a bad one is found before the first fetch.
  ///
  /// @param options how connections are made
  /// @throws IllegalArgumentException when a file cannot be read or holds no certificate, or the
  ///   key is not that of the certificate
  public ClientTls(TlsOptions options) {
    this(options, SystemAuthorities.ofThisMachine());
  }

  ClientTls(TlsOptions options, SystemAuthorities system) {
    this.options = options;
    this.system = system;
    this.authorities = authorities(options.authorities());
    if (options.certificate() != null) {
      identified();
    }
  }

  /// A new engine in client mode for a connection to `host`.
  ///
  /// @param host as in a URL; its name is sent (RFC 6066 §3) and verified (RFC 9110 §4.3.4), both
  ///   without a final dot
  /// @param port for finding a session to resume
  /// @param identified whether the server may see the client's certificate, if there is one
  /// @return an engine that has not begun its handshake
  /// @throws IllegalArgumentException when what the system trusts cannot be read
  public SSLEngine engine(String host, int port, boolean identified) {
    if (!options.insecure()) {
      var _ = system.roots(); // here, not in the middle of the handshake
    }
    var name = bare(host);
    var chosen = identified && options.certificate() != null ? identified() : context();
    var engine = chosen.newEngine(UnpooledByteBufAllocator.DEFAULT, name, port);
    if (ServerName.fits(name)) {
      ServerName.send(name, engine);
    }
    return engine;
  }

  private static String bare(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private synchronized SslContext context() {
    var built = context;
    if (built == null) {
      built = build(false);
      context = built;
    }
    return built;
  }

  static {
    // Netty unpacks BoringSSL there, and deletes the file as soon as it is loaded.
    var directory = NativeLibrary.directory();
    if (directory != null && System.getProperty("io.netty.native.workdir") == null) {
      System.setProperty("io.netty.native.workdir", directory.toString());
    }
  }

  /// The context that shows the client's certificate. Sessions of the two are kept apart.
  private synchronized SslContext identified() {
    var built = identified;
    if (built == null) {
      built = build(true);
      identified = built;
    }
    return built;
  }

  private SslContext build(boolean withCertificate) {
    try {
      return builder(withCertificate).build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
  }

  private SslContextBuilder builder(boolean withCertificate) {
    var builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
            .protocols(options.minimum().andNewer());
    // Who the server is, the verifier checks itself.
    builder.endpointIdentificationAlgorithm(null);
    if (options.insecure()) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    } else {
      builder.trustManager(new ChainVerifier(system, authorities));
    }
    var certificate = options.certificate();
    var key = options.key();
    if (withCertificate && certificate != null && key != null) {
      reading(
          "the client certificate " + certificate + " or its key " + key,
          () -> builder.keyManager(certificate.toFile(), key.toFile()));
      KeyPairCheck.matching(certificate, key);
    }
    return builder;
  }

  private static List<X509Certificate> authorities(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    var found = new ArrayList<X509Certificate>();
    try (InputStream in = Files.newInputStream(file)) {
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
    if (found.isEmpty()) {
      throw unreadable(file, null);
    }
    return found;
  }

  private static IllegalArgumentException unreadable(Path file, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "no certificate can be read from " + file + "; a PEM file of certificates is allowed",
        cause);
  }

  private static void reading(String what, Supplier<?> step) {
    try {
      var _ = step.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot read " + what + "; PEM files are allowed", e);
    }
  }
}

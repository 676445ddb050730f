package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import dev.spinneret.fetch.tls.certificate.TrustedRoots;
import org.jspecify.annotations.Nullable;

/// Makes the engines of a client's TLS connections. One context serves all of them, so that
/// sessions are resumed (RFC 8446 §2.2); with a client certificate, a second one serves the servers
/// that may see it.
///
/// A context is created at the first use: a crawl without https does not pay for it. Safe on any
/// thread.
public final class ClientTls implements AutoCloseable {
  private final TlsOptions options;
  private final @Nullable ChainVerifier verifier;
  private final @Nullable KeyMaterial identity;
  private @Nullable TlsContext anonymous;
  private @Nullable TlsContext identified;
  private boolean closed;

  /// Reads the files of `options`, so that a bad one is found before the first fetch.
  ///
  /// @param options how connections are made
  /// @throws IllegalArgumentException if a file cannot be read or holds no certificate, or the key
  ///   is not that of the certificate
  public ClientTls(TlsOptions options) {
    this.options = options;
    var trusted = TrustedRoots.of(options.authorities());
    this.verifier = options.insecure() ? null : new ChainVerifier(trusted);
    var certificate = options.certificate();
    var key = options.key();
    this.identity =
        certificate == null || key == null
            ? null
            : KeyMaterial.read("client certificate", certificate, key);
  }

  /// A new engine for a connection to `host`.
  ///
  /// @param host as in a URL; its name is sent (RFC 6066 §3) and verified (RFC 9110 §4.3.4), both
  ///   without a final dot
  /// @param port for finding a session to resume
  /// @param mayIdentify whether the server may see the client's certificate, if there is one
  /// @return has not begun its handshake
  /// @throws IllegalStateException if this is closed
  public TlsEngine engine(String host, int port, boolean mayIdentify) {
    return context(mayIdentify && identity != null).engine(bare(host), port);
  }

  private static String bare(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private synchronized TlsContext context(boolean withIdentity) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    var found = withIdentity ? identified : anonymous;
    if (found == null) {
      var shown = withIdentity ? identity : null;
      var provider = options.provider();
      found =
          new TlsConfig(false, options.minimum(), verifier, shown)
              .context(provider == null ? TlsProvider.preferred() : provider);
      if (withIdentity) {
        identified = found;
      } else {
        anonymous = found;
      }
    }
    return found;
  }

  /// How many engines are not closed.
  ///
  /// @return at least 0
  public synchronized int openEngineCount() {
    return (anonymous == null ? 0 : anonymous.openEngineCount())
        + (identified == null ? 0 : identified.openEngineCount());
  }

  /// Forgets the sessions, and frees what the connections share with the last of them.
  @Override
  public synchronized void close() {
    closed = true;
    if (anonymous != null) {
      anonymous.close();
    }
    if (identified != null) {
      identified.close();
    }
  }
}

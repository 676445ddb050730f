package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import dev.spinneret.fetch.tls.certificate.TrustedRoots;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the engines of a client's TLS connections. One context serves all of them, so that
/// sessions are resumed (RFC 8446 §2.2); with a client certificate, a second one serves the servers
/// that may see it.
///
/// A context is created at the first use: a crawl without https does not pay for it.
///
/// BoringSSL supports what Chrome does. Servers that have only what it leaves out (certificates
/// with Ed25519 or P-521 keys, finite-field Diffie-Hellman), which curl can talk to, get the JDK's
/// TLS: see [#maySucceedOtherwise].
///
/// Safe on any thread.
public final class ClientTls implements AutoCloseable {
  private static final int MAX_SERVERS = 10_000;

  private final TlsOptions options;
  private final @Nullable ChainVerifier verifier;
  private final @Nullable KeyMaterial identity;

  // Not one map by a record of both: the first use of a record's methods takes 40 ms.
  private final Map<TlsProvider, TlsContext> contexts = new EnumMap<>(TlsProvider.class);
  private final Map<TlsProvider, TlsContext> identified = new EnumMap<>(TlsProvider.class);

  private final Set<String> serversOfTheJdk = new HashSet<>();
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
    return context(provider(server(host, port)), mayIdentify && identity != null)
        .engine(bare(host), port);
  }

  /// Whether a connection to a server may succeed with another library, after a handshake for which
  /// the two had no parameters in common. If so, further engines for that server are of the other
  /// library.
  ///
  /// @param host as in a URL
  /// @param port of the server
  /// @return false if there is no choice of libraries
  public synchronized boolean maySucceedOtherwise(String host, int port) {
    if (options.provider() != null || TlsProvider.preferred() == TlsProvider.JDK) {
      return false;
    }
    if (serversOfTheJdk.size() >= MAX_SERVERS) {
      serversOfTheJdk.clear(); // each costs one more handshake that fails
    }
    serversOfTheJdk.add(server(host, port));
    return true;
  }

  private static String server(String host, int port) {
    return host + ":" + port;
  }

  private synchronized TlsProvider provider(String server) {
    if (options.provider() != null) {
      return options.provider();
    }
    return serversOfTheJdk.contains(server) ? TlsProvider.JDK : TlsProvider.preferred();
  }

  private static String bare(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private synchronized TlsContext context(TlsProvider provider, boolean withIdentity) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    return (withIdentity ? identified : contexts)
        .computeIfAbsent(
            provider,
            _ ->
                new TlsConfig(false, options.minimum(), verifier, withIdentity ? identity : null)
                    .context(provider));
  }

  /// How many engines are not closed.
  ///
  /// @return at least 0
  public synchronized int openEngineCount() {
    return all().mapToInt(TlsContext::openEngineCount).sum();
  }

  /// Forgets the sessions, and frees what the connections share with the last of them.
  @Override
  public synchronized void close() {
    closed = true;
    all().forEach(TlsContext::close);
  }

  private Stream<TlsContext> all() {
    return Stream.concat(contexts.values().stream(), identified.values().stream());
  }
}

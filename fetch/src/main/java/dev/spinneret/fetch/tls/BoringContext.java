package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import io.netty.internal.tcnative.SSLSessionCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A context of BoringSSL, and who is behind the addresses that it calls back with.
///
/// Its native memory is freed when it is closed and the last engine is, whichever comes later.
final class BoringContext implements TlsContext {
  /// The first gets a key share in the first message.
  private static final String[] GROUPS = {"X25519", "P-256", "P-384", "P-521"};

  private final boolean server;
  private final long address;
  private final BoringSessions sessions = new BoringSessions();
  private final Map<Long, BoringEngine> engines = new ConcurrentHashMap<>();

  /// The addresses of what is shown; 0 if nothing is.
  private final long chain;

  private final long key;
  private boolean closed;
  private boolean freed;

  /// @throws UnsupportedOperationException if BoringSSL cannot be loaded on this machine
  BoringContext(TlsConfig config) {
    if (!BoringSsl.isAvailable()) {
      throw new UnsupportedOperationException("BoringSSL cannot be loaded on this machine");
    }
    this.server = config.server();
    var identity = config.identity();
    try {
      this.address =
          SSLContext.make(
              protocols(config.minimum()), server ? SSL.SSL_MODE_SERVER : SSL.SSL_MODE_CLIENT);
      this.chain = identity == null ? 0 : parseChain(identity);
      this.key = identity == null ? 0 : parseKey(identity);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
    SSLContext.setCurvesList(address, GROUPS);
    if (!server) {
      SSLContext.setCertVerifyCallback(address, new Verifier(config));
      SSLContext.setVerify(address, SSL.SSL_CVERIFY_REQUIRED, ChainVerifier.MAX_LENGTH);
      SSLContext.setSessionCacheMode(
          address,
          SSL.SSL_SESS_CACHE_CLIENT
              | SSL.SSL_SESS_CACHE_NO_INTERNAL_LOOKUP
              | SSL.SSL_SESS_CACHE_NO_INTERNAL_STORE);
      SSLContext.setSSLSessionCache(address, new Sessions());
    }
  }

  private static int protocols(TlsVersion minimum) {
    return switch (minimum) {
      case TLS_1_2 -> SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3;
      case TLS_1_3 -> SSL.SSL_PROTOCOL_TLSV1_3;
    };
  }

  private static long parseChain(KeyMaterial identity) throws Exception {
    var bio = BoringSsl.memoryBio(identity.chainPem());
    try {
      return SSL.parseX509Chain(bio);
    } finally {
      SSL.freeBIO(bio);
    }
  }

  private static long parseKey(KeyMaterial identity) throws Exception {
    var bio = BoringSsl.memoryBio(identity.keyPem());
    try {
      return SSL.parsePrivateKey(bio, null);
    } finally {
      SSL.freeBIO(bio);
    }
  }

  @Override
  public synchronized TlsEngine engine(String host, int port) {
    if (closed) {
      throw new IllegalStateException("the TLS context is closed");
    }
    long ssl = SSL.newSSL(address, server);
    try {
      var engine = new BoringEngine(this, ssl, host, host + ":" + port);
      if (chain != 0) {
        SSL.setKeyMaterial(ssl, chain, key);
      }
      if (!server) {
        SSL.setRenegotiateMode(
            ssl, SSL.SSL_RENEGOTIATE_ONCE); // some ask for a certificate that way
        if (ServerName.fits(host)) {
          SSL.setTlsExtHostName(ssl, host);
        }
        sessions.resume(engine.server(), ssl);
      }
      engines.put(ssl, engine);
      return engine;
    } catch (Exception e) {
      SSL.freeSSL(ssl);
      throw new IllegalStateException("a TLS connection cannot be set up", e);
    }
  }

  /// Frees a connection.
  synchronized void free(long ssl) {
    engines.remove(ssl);
    SSL.freeSSL(ssl);
    freeIfUnused();
  }

  @Override
  public synchronized void close() {
    closed = true;
    sessions.close();
    freeIfUnused();
  }

  private void freeIfUnused() {
    if (closed && engines.isEmpty() && !freed) {
      freed = true;
      SSLContext.free(address);
      if (chain != 0) {
        SSL.freeX509Chain(chain);
        SSL.freePrivateKey(key);
      }
    }
  }

  @Override
  public int openEngineCount() {
    return engines.size();
  }

  /// How many sessions wait to be resumed.
  int sessionCount() {
    return sessions.count();
  }

  private final class Verifier extends CertificateVerifier {
    private final TlsConfig config;

    Verifier(TlsConfig config) {
      this.config = config;
    }

    @Override
    public int verify(long ssl, byte[][] certificates, String authentication) {
      var verifier = config.verifier();
      if (verifier == null) {
        return X509_V_OK;
      }
      var engine = engines.get(ssl);
      return engine == null
          ? X509_V_ERR_UNSPECIFIED
          : engine.verify(verifier, certificates, authentication);
    }
  }

  private final class Sessions implements SSLSessionCache {
    @Override
    public boolean sessionCreated(long ssl, long session) {
      var engine = engines.get(ssl);
      return engine != null && sessions.add(engine.server(), session);
    }

    /// Servers look for sessions, clients do not.
    @Override
    public long getSession(long ssl, byte[] id) {
      return -1;
    }
  }
}

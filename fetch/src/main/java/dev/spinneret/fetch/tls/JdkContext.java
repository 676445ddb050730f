package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A context of the JDK.
final class JdkContext implements TlsContext {
  private final TlsConfig config;
  private final SSLContext context;
  private final AtomicInteger openCount = new AtomicInteger();
  private volatile boolean closed;

  JdkContext(TlsConfig config) {
    this.config = config;
    try {
      this.context = SSLContext.getInstance("TLS");
      context.init(
          keyManagers(config.identity()),
          new TrustManager[] {new JdkTrust(config.verifier())},
          null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(@Nullable KeyMaterial identity)
      throws GeneralSecurityException, IOException {
    if (identity == null) {
      return null;
    }
    var password = new char[0];
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(
        "identity", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  @Override
  public TlsEngine engine(String host, int port) {
    if (closed) {
      throw new IllegalStateException("the TLS context is closed");
    }
    var engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(!config.server());
    engine.setEnabledProtocols(config.minimum().andNewer().toArray(String[]::new));
    if (!config.server() && ServerName.fits(host)) {
      var parameters = new SSLParameters();
      parameters.setServerNames(List.of(new ServerName(host)));
      engine.setSSLParameters(parameters);
    }
    openCount.incrementAndGet();
    return new JdkEngine(engine, openCount::decrementAndGet);
  }

  @Override
  public int openEngineCount() {
    return openCount.get();
  }

  @Override
  public void close() {
    closed = true;
  }
}

package dev.spinneret.fetch.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts a server when the system's authorities, or those given beside them, vouch for it, and its
/// certificate is for the host that was asked; otherwise says which of the usual reasons it is.
final class ChainVerifier extends X509ExtendedTrustManager {
  private final List<X509ExtendedTrustManager> judges = new ArrayList<>(2);

  ChainVerifier(List<X509Certificate> moreAuthorities) {
    try {
      judges.add(judge(null));
      if (!moreAuthorities.isEmpty()) {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (var authority : moreAuthorities) {
          store.setCertificateEntry("authority-" + store.size(), authority);
        }
        judges.add(judge(store));
      }
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("this Java has no usable trust store", e);
    }
  }

  private static X509ExtendedTrustManager judge(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    CertificateException refusal = null;
    for (var judge : judges) {
      try {
        judge.checkServerTrusted(chain, authType, engine);
        checkIdentity(chain[0], engine.getPeerHost());
        return;
      } catch (RefusedChain e) {
        throw e;
      } catch (CertificateException e) {
        refusal = e;
      }
    }
    throw named(chain, refusal);
  }

  private static void checkIdentity(X509Certificate certificate, @Nullable String host)
      throws RefusedChain {
    var identity = new ServerIdentity(certificate);
    if (host == null || !identity.holds(host)) {
      throw new RefusedChain(
          RefusedChain.Reason.WRONG_HOST,
          new CertificateException("it is for " + identity + ", not for " + host));
    }
  }

  /// The first of the reasons that holds. A chain may be wrong in more than one way; the dates come
  /// first because they are what an operator forgets.
  private static CertificateException named(
      X509Certificate[] chain, @Nullable CertificateException refusal) {
    for (var certificate : chain) {
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException | CertificateNotYetValidException e) {
        return new RefusedChain(RefusedChain.Reason.EXPIRED, e);
      }
    }
    var top = chain[chain.length - 1];
    if (chain.length == 1 && top.getSubjectX500Principal().equals(top.getIssuerX500Principal())) {
      return new RefusedChain(RefusedChain.Reason.SELF_SIGNED, refusal);
    }
    return new RefusedChain(RefusedChain.Reason.UNTRUSTED, refusal);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("the name of the host is not known here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judges.stream()
        .flatMap(judge -> List.of(judge.getAcceptedIssuers()).stream())
        .toArray(X509Certificate[]::new);
  }
}

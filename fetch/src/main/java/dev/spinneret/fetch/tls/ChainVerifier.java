package dev.spinneret.fetch.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts a server when the system's authorities, or those given beside them, vouch for it, and its
/// certificate is for the host that was asked; otherwise says which of the usual reasons it is.
final class ChainVerifier extends X509ExtendedTrustManager {
  private final SystemAuthorities system;
  private final RootIndex more = new RootIndex();

  /// One for each set of roots that chains have led to; these are few.
  private final Map<Set<RootIndex.Root>, X509ExtendedTrustManager> judges =
      new ConcurrentHashMap<>();

  /// @param system the authorities of the system
  /// @param moreAuthorities trusted beside them
  ChainVerifier(SystemAuthorities system, List<X509Certificate> moreAuthorities) {
    this.system = system;
    moreAuthorities.forEach(more::add);
  }

  /// What judges by some roots alone.
  private X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
    var roots = system.roots().candidates(chain);
    roots.addAll(more.candidates(chain));
    var judge = judges.get(roots);
    if (judge == null) {
      var anchors = new HashSet<TrustAnchor>();
      for (var root : roots) {
        var certificate = root.certificate();
        if (certificate != null) {
          anchors.add(new TrustAnchor(certificate, null));
        }
      }
      if (anchors.isEmpty()) {
        throw new CertificateException(
            "none is known as " + chain[chain.length - 1].getIssuerX500Principal());
      }
      try {
        var parameters = new PKIXBuilderParameters(anchors, null);
        parameters.setRevocationEnabled(false);
        judge = manager(new CertPathTrustManagerParameters(parameters));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java verifies no certificates", e);
      }
      judges.put(roots, judge);
    }
    return judge;
  }

  /// The JDK's verification of paths.
  ///
  /// @param trusted null for the authorities that the JDK trusts
  static X509ExtendedTrustManager manager(@Nullable ManagerFactoryParameters trusted)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    if (trusted == null) {
      factory.init((KeyStore) null);
    } else {
      factory.init(trusted);
    }
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
    try {
      judge(chain).checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw named(chain, e);
    }
    checkIdentity(chain[0], engine.getPeerHost());
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
  private static CertificateException named(X509Certificate[] chain, CertificateException refusal) {
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
    return new X509Certificate[0]; // asked for by servers only
  }
}

package dev.spinneret.fetch.tls.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a path from a server's certificate to a trusted authority (RFC 5280 §6), with the JDK's
/// PKIX algorithms. Revocation is not checked.
///
/// The certificates of intermediate authorities are the same for many servers. One that was part of
/// a valid path is remembered, and then vouches for further servers like a root, which saves the
/// signatures above it. One that restricts whom it may vouch for, or is below one that does, is not
/// remembered. Safe on any thread.
final class CertificatePaths {
  private static final int MAX_REMEMBERED = 256;

  private final TrustedRoots trusted;
  private final RecentlyUsed<EncodedChain, X509Certificate> parsed =
      new RecentlyUsed<>(MAX_REMEMBERED);
  private final RecentlyUsed<X509Certificate, Issuer> issuers = new RecentlyUsed<>(MAX_REMEMBERED);

  /// An intermediate authority that was part of a valid path.
  ///
  /// @param anchor as which it vouches for servers
  /// @param untilMillis when the first certificate of its path expires
  private record Issuer(TrustAnchor anchor, long untilMillis) {}

  CertificatePaths(TrustedRoots trusted) {
    this.trusted = trusted;
  }

  /// Parses a certificate, unless it is that of a remembered authority.
  X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
    var known = parsed.get(new EncodedChain(encoded));
    return known != null ? known : KeyMaterial.parse(encoded);
  }

  /// Looks for a path.
  ///
  /// @param chain as the server sent it, its own certificate first
  /// @throws GeneralSecurityException if there is none
  /// @throws IllegalArgumentException if what the system trusts cannot be read
  void check(X509Certificate[] chain) throws GeneralSecurityException {
    var issuer = chain.length > 1 ? issuers.get(chain[1]) : null;
    if (issuer != null && vouches(issuer, chain[0])) {
      return;
    }
    GeneralSecurityException refusal = new CertificateException(unknown(chain));
    for (var step = 0; step < TrustedRoots.STEP_COUNT; step++) {
      for (var root : trusted.step(step).candidates(chain)) {
        var anchor = root.anchor();
        if (anchor != null) {
          try {
            findPath(chain, anchor);
            return;
          } catch (GeneralSecurityException e) {
            refusal = e; // perhaps the next one vouches for it
          }
        }
      }
    }
    throw refusal;
  }

  /// Many servers are set up without the certificates between theirs and a root. Browsers download
  /// or know them; like curl, this program does not.
  private static String unknown(X509Certificate[] chain) {
    var last = "none is known as " + chain[chain.length - 1].getIssuerX500Principal();
    return chain.length > 1
        ? last
        : last
            + ", and the server sends only its own certificate; one of that authority in --ca FILE"
            + " would do";
  }

  private static boolean vouches(Issuer issuer, X509Certificate certificate)
      throws GeneralSecurityException {
    if (System.currentTimeMillis() > issuer.untilMillis()) {
      return false;
    }
    try {
      validate(List.of(certificate), issuer.anchor());
      return true;
    } catch (CertPathValidatorException _) {
      return false; // the search for a path tells why
    }
  }

  private void findPath(X509Certificate[] chain, TrustAnchor anchor)
      throws GeneralSecurityException {
    if (chain[0].equals(anchor.getTrustedCert())) {
      chain[0].checkValidity(); // trusted by itself
      return;
    }
    var path = inOrder(chain, anchor);
    if (path != null) {
      try {
        validate(path, anchor);
        remember(path, anchor);
        return;
      } catch (CertPathValidatorException _) {
        // There may be another one, by a certificate that the server sent in addition.
      }
    }
    remember(build(chain, anchor), anchor);
  }

  /// The start of the chain that an authority continues, if each certificate is followed by its
  /// issuer's; null if they are not in this order.
  private static @Nullable List<X509Certificate> inOrder(
      X509Certificate[] chain, TrustAnchor anchor) {
    var path = new ArrayList<X509Certificate>();
    for (var certificate : chain) {
      if (!path.isEmpty()
          && !certificate
              .getSubjectX500Principal()
              .equals(path.getLast().getIssuerX500Principal())) {
        return null;
      }
      path.add(certificate);
      if (anchor
          .getTrustedCert()
          .getSubjectX500Principal()
          .equals(certificate.getIssuerX500Principal())) {
        return path;
      }
    }
    return null;
  }

  private static void validate(List<X509Certificate> path, TrustAnchor anchor)
      throws GeneralSecurityException {
    var provider = NativeSignatures.providerFor(path);
    try {
      validate(path, anchor, provider);
    } catch (CertPathValidatorException e) {
      if (provider == null || !(e.getCause() instanceof NativeSignatures.Unable)) {
        throw e;
      }
      validate(path, anchor, null);
    }
    PathRules.check(path, anchor.getTrustedCert());
  }

  /// @param provider of signatures; null for the JDK's
  private static void validate(
      List<X509Certificate> path, TrustAnchor anchor, @Nullable String provider)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setSigProvider(provider);
    var certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
    var _ = CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
  }

  private static List<X509Certificate> build(X509Certificate[] chain, TrustAnchor anchor)
      throws GeneralSecurityException {
    var target = new X509CertSelector();
    target.setCertificate(chain[0]);
    var parameters = new PKIXBuilderParameters(Set.of(anchor), target);
    parameters.setRevocationEnabled(false);
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
    var result = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    var path = new ArrayList<X509Certificate>();
    for (var certificate : result.getCertPath().getCertificates()) {
      path.add((X509Certificate) certificate);
    }
    PathRules.check(path, anchor.getTrustedCert());
    return path;
  }

  /// Remembers the authorities of a valid path, from the top down to the first that is restricted.
  private void remember(List<X509Certificate> path, TrustAnchor anchor)
      throws CertificateException {
    if (PathRules.isRestricted(anchor.getTrustedCert())) {
      return;
    }
    var untilMillis = Long.MAX_VALUE;
    for (var certificate : path.subList(1, path.size()).reversed()) {
      if (PathRules.isRestricted(certificate)) {
        return;
      }
      untilMillis = Math.min(untilMillis, certificate.getNotAfter().toInstant().toEpochMilli());
      parsed.put(new EncodedChain(certificate.getEncoded()), certificate);
      issuers.put(certificate, new Issuer(new TrustAnchor(certificate, null), untilMillis));
    }
  }
}

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
import java.util.HashSet;
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

  /// Extensions whose effect depends on the rest of the path: name constraints, policy mappings,
  /// policy constraints, inhibit any-policy.
  private static final List<String> RESTRICTIONS =
      List.of("2.5.29.30", "2.5.29.33", "2.5.29.36", "2.5.29.54");

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
    GeneralSecurityException refusal = null;
    for (var step = 0; step < TrustedRoots.STEP_COUNT; step++) {
      var roots = trusted.step(step).candidates(chain);
      if (!roots.isEmpty()) {
        try {
          findPath(chain, anchors(roots));
          return;
        } catch (GeneralSecurityException e) {
          refusal = e; // perhaps the next step knows better
        }
      }
    }
    throw refusal != null ? refusal : unknown(chain);
  }

  private static CertificateException unknown(X509Certificate[] chain) {
    return new CertificateException(
        "none is known as " + chain[chain.length - 1].getIssuerX500Principal());
  }

  private static boolean vouches(Issuer issuer, X509Certificate certificate)
      throws GeneralSecurityException {
    if (System.currentTimeMillis() > issuer.untilMillis()) {
      return false;
    }
    try {
      validate(List.of(certificate), Set.of(issuer.anchor()));
      return true;
    } catch (CertPathValidatorException _) {
      return false; // the search for a path tells why
    }
  }

  private static Set<TrustAnchor> anchors(Set<RootIndex.Root> roots) {
    var anchors = new HashSet<TrustAnchor>();
    for (var root : roots) {
      var anchor = root.anchor();
      if (anchor != null) {
        anchors.add(anchor);
      }
    }
    return anchors;
  }

  private void findPath(X509Certificate[] chain, Set<TrustAnchor> anchors)
      throws GeneralSecurityException {
    if (anchors.isEmpty()) {
      throw unknown(chain);
    }
    if (anchors.stream().anyMatch(anchor -> chain[0].equals(anchor.getTrustedCert()))) {
      chain[0].checkValidity(); // trusted by itself
      return;
    }
    var path = inOrder(chain, anchors);
    if (path != null) {
      try {
        validate(path, anchors);
        remember(path);
        return;
      } catch (CertPathValidatorException _) {
        // There may be another one, by a certificate that the server sent in addition.
      }
    }
    remember(build(chain, anchors));
  }

  /// The start of the chain that an authority continues, if each certificate is followed by its
  /// issuer's; null if they are not in this order.
  private static @Nullable List<X509Certificate> inOrder(
      X509Certificate[] chain, Set<TrustAnchor> anchors) {
    var path = new ArrayList<X509Certificate>();
    for (var certificate : chain) {
      if (!path.isEmpty()
          && !certificate
              .getSubjectX500Principal()
              .equals(path.getLast().getIssuerX500Principal())) {
        return null;
      }
      path.add(certificate);
      var issuer = certificate.getIssuerX500Principal();
      for (var anchor : anchors) {
        if (anchor.getTrustedCert().getSubjectX500Principal().equals(issuer)) {
          return path;
        }
      }
    }
    return null;
  }

  private static void validate(List<X509Certificate> path, Set<TrustAnchor> anchors)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setSigProvider(NativeSignatures.providerFor(path));
    var certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
    var _ = CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
    checkSignatures(path);
  }

  private static List<X509Certificate> build(X509Certificate[] chain, Set<TrustAnchor> anchors)
      throws GeneralSecurityException {
    var target = new X509CertSelector();
    target.setCertificate(chain[0]);
    var parameters = new PKIXBuilderParameters(anchors, target);
    parameters.setRevocationEnabled(false);
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
    var result = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    var path = new ArrayList<X509Certificate>();
    for (var certificate : result.getCertPath().getCertificates()) {
      path.add((X509Certificate) certificate);
    }
    checkSignatures(path);
    return path;
  }

  /// SHA-1 and MD5 are broken. The JDK refuses SHA-1 only below the roots that it ships.
  private static void checkSignatures(List<X509Certificate> path) throws CertificateException {
    for (var certificate : path) {
      var algorithm = certificate.getSigAlgName();
      if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
        throw new CertificateException("a certificate is signed with " + algorithm);
      }
    }
  }

  /// Remembers the authorities of a valid path, from the top down to the first that is restricted.
  private void remember(List<X509Certificate> path) throws CertificateException {
    var untilMillis = Long.MAX_VALUE;
    for (var certificate : path.subList(1, path.size()).reversed()) {
      if (RESTRICTIONS.stream().anyMatch(each -> certificate.getExtensionValue(each) != null)) {
        return;
      }
      untilMillis = Math.min(untilMillis, certificate.getNotAfter().toInstant().toEpochMilli());
      parsed.put(new EncodedChain(certificate.getEncoded()), certificate);
      issuers.put(certificate, new Issuer(new TrustAnchor(certificate, null), untilMillis));
    }
  }
}

package dev.spinneret.fetch.tls.certificate;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/// What a path must satisfy beyond the JDK's validation, as with OpenSSL and browsers.
///
/// - No signature is made of SHA-1 or MD5, which are broken. The JDK refuses SHA-1 only below the
///   roots that it ships.
/// - An authority whose purposes do not include servers vouches for none. RFC 5280 §4.2.1.12 leaves
///   that open, so the JDK looks at the server's certificate alone.
/// - The certificate of a trusted authority is that of an authority, and what it restricts holds,
///   too (RFC 5937 §3.2): the length of the path, and the server's names. RFC 5280 §6.1.1 takes
///   name and key of it only.
final class PathRules {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  /// Extensions whose effect depends on the rest of the path: name constraints, policy mappings,
  /// policy constraints, inhibit any-policy.
  private static final List<String> RESTRICTIONS =
      List.of(NAME_CONSTRAINTS, "2.5.29.33", "2.5.29.36", "2.5.29.54");

  /// The bit of the key usage.
  private static final int CERTIFICATE_SIGNATURE = 5;

  private static final String PSS = "RSASSA-PSS";

  private PathRules() {}

  /// Checks a path that the JDK considers valid.
  ///
  /// @param path the server's certificate first
  /// @param anchor has issued the last of the path
  /// @throws CertificateException if it is refused
  static void check(List<X509Certificate> path, X509Certificate anchor)
      throws CertificateException {
    for (var certificate : path) {
      checkSignature(certificate);
    }
    for (var authority : path.subList(1, path.size())) {
      checkPurpose(authority);
    }
    checkPurpose(anchor);
    checkAuthority(anchor, path.subList(1, path.size()));
    checkNames(path.getFirst(), anchor);
  }

  /// RFC 5280 §4.2.1.3, §4.2.1.9. Certificates before version 3 cannot say what they are.
  ///
  /// @param below the authorities of the path
  private static void checkAuthority(X509Certificate anchor, List<X509Certificate> below)
      throws CertificateException {
    if (anchor.getVersion() < 3) {
      return;
    }
    var usage = anchor.getKeyUsage();
    var maxCount = anchor.getBasicConstraints();
    if (maxCount < 0 || (usage != null && !usage[CERTIFICATE_SIGNATURE])) {
      throw new CertificateException("what is trusted is no authority: " + name(anchor));
    }
    // One that an authority has issued to itself, with a new key, does not count (§6.1).
    var count =
        below.stream()
            .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
            .count();
    if (count > maxCount) {
      throw new CertificateException("more authorities than allowed below " + name(anchor));
    }
  }

  private static void checkSignature(X509Certificate certificate) throws CertificateException {
    var algorithm = certificate.getSigAlgName();
    if (algorithm.equals(PSS)) {
      algorithm = digest(certificate.getSigAlgParams());
    }
    if (algorithm.startsWith("SHA1") || algorithm.equals("SHA-1") || algorithm.startsWith("MD")) {
      throw new CertificateException("a certificate is signed with " + algorithm);
    }
  }

  /// RFC 4055 §3.1.
  private static String digest(byte[] parameters) throws CertificateException {
    try {
      var algorithm = AlgorithmParameters.getInstance(PSS);
      algorithm.init(parameters);
      return algorithm.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (InvalidParameterSpecException | IOException e) {
      throw new CertificateException("a signature with unknown parameters", e);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  private static void checkPurpose(X509Certificate authority) throws CertificateException {
    if (!ServerKeyUse.isForServers(authority)) {
      throw new CertificateException(name(authority) + " is not for servers that use TLS");
    }
  }

  /// RFC 5280 §4.2.1.10.
  private static void checkNames(X509Certificate server, X509Certificate anchor)
      throws CertificateException {
    var constraints = anchor.getExtensionValue(NAME_CONSTRAINTS);
    if (constraints == null) {
      return;
    }
    var allowed = new X509CertSelector();
    try {
      allowed.setNameConstraints(new Der(constraints).octets(Der.OCTET_STRING));
    } catch (IOException | IllegalArgumentException e) {
      throw new CertificateException("name constraints that cannot be read", e);
    }
    if (!allowed.match(server)) {
      throw new CertificateException(
          name(anchor) + " may not vouch for " + new ServerIdentity(server));
    }
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  /// Whether an authority restricts whom those below it may vouch for.
  static boolean isRestricted(X509Certificate authority) {
    return RESTRICTIONS.stream().anyMatch(each -> authority.getExtensionValue(each) != null);
  }
}

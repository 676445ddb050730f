package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.fetch.tls.certificate.TestCertificates.Issued;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// Asks libcrypto and the JDK about the same chain, and holds the first to the second: what it
/// accepts, the JDK does, and both say the same about the server.
final class BothPaths {
  static final String HOST = "site.example";

  /// How the server proves that it has the key.
  static final String AUTHENTICATION = "ECDHE_ECDSA";

  /// Whether each of the two accepts a chain.
  enum Accepted {
    /// Both do.
    YES,
    /// The JDK alone does, because the chain is not plain.
    BY_THE_JDK,
    NO
  }

  private BothPaths() {}

  static void assertAccepted(Accepted expected, Issued anchor, Issued... chain) throws Exception {
    var encoded = new byte[chain.length][];
    for (var i = 0; i < chain.length; i++) {
      encoded[i] = chain[i].encoded();
    }
    assertAccepted(expected, anchor, encoded);
  }

  static void assertAccepted(Accepted expected, Issued anchor, byte[]... encoded) {
    var found = paths(anchor).find(encoded);
    var known = known(anchor, encoded);
    var actual = found != null ? Accepted.YES : known ? Accepted.BY_THE_JDK : Accepted.NO;
    assertEquals(expected, actual);
    if (found != null) {
      assertSame(found, encoded);
      assertTrue(known);
    }
  }

  static NativePaths paths(Issued anchor) {
    return new NativePaths(TestCertificates.trusting(anchor.certificate()));
  }

  static boolean known(Issued anchor, byte[][] encoded) {
    try {
      var paths = new CertificatePaths(TestCertificates.trusting(anchor.certificate()));
      var chain = new X509Certificate[encoded.length];
      for (var i = 0; i < chain.length; i++) {
        chain[i] = paths.certificate(encoded[i]);
      }
      paths.check(chain);
      return new ServerKeyUse(chain[0]).allows(AUTHENTICATION);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /// What is read from the encoding is what the JDK reads.
  static void assertSame(TrustedServer found, byte[][] encoded) {
    try {
      var server = KeyMaterial.parse(encoded[0]);
      var parts = new CertificateParts(encoded[0]);
      for (var authentication : List.of(AUTHENTICATION, "RSA")) {
        assertEquals(
            new ServerKeyUse(server).allows(authentication),
            found.use().allows(authentication),
            () -> HexFormat.of().formatHex(encoded[0]));
      }
      assertEquals(new ServerIdentity(server).toString(), found.identity().toString());
      assertEquals(server.getNotBefore().getTime(), parts.fromMillis());
      assertEquals(server.getNotAfter().getTime(), parts.untilMillis());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the JDK cannot parse it", e);
    }
  }
}

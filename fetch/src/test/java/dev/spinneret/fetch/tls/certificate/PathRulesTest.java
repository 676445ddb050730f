package dev.spinneret.fetch.tls.certificate;

import static dev.spinneret.fetch.tls.certificate.BothPaths.HOST;
import static dev.spinneret.fetch.tls.certificate.BothPaths.assertAccepted;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.fetch.tls.certificate.BothPaths.Accepted;
import dev.spinneret.fetch.tls.certificate.TestCertificates.Issued;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the JDK's validation leaves open: neither of the two accepts it.
class PathRulesTest {
  private static Issued root;

  @BeforeAll
  static void makeAuthority() throws Exception {
    assumeTrue(NativeCertificates.areAvailable(), "no libcrypto 3");
    root = TestCertificates.authority("root").selfSigned();
  }

  private static X509Certificate[] parsed(Issued... chain) {
    var all = new X509Certificate[chain.length];
    for (var i = 0; i < chain.length; i++) {
      all[i] = chain[i].certificate();
    }
    return all;
  }

  @Test
  void anAuthorityForOtherPurposesVouchesForNoServer() throws Exception {
    for (var purpose :
        new KeyPurposeId[] {KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_clientAuth}) {
      var mail = purposes("mail", purpose).by(root);
      assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(mail), mail);
      var below = TestCertificates.authority("below").by(mail);
      assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(below), below, mail);
      var trusted = purposes("trusted", purpose).selfSigned();
      assertAccepted(Accepted.NO, trusted, TestCertificates.site(HOST).by(trusted));
    }
    var both =
        purposes("both", KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth).by(root);
    assertAccepted(Accepted.YES, root, TestCertificates.site(HOST).by(both), both);
    var any = purposes("any", KeyPurposeId.anyExtendedKeyUsage).by(root);
    assertAccepted(Accepted.BY_THE_JDK, root, TestCertificates.site(HOST).by(any), any);
  }

  private static TestCertificates purposes(String name, KeyPurposeId... purposes) throws Exception {
    return TestCertificates.authority(name)
        .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  @Test
  void theNamesOfATrustedAuthorityAreRestricted() throws Exception {
    var limited = TestCertificates.authority("limited").permitting("example").selfSigned();
    var middle = TestCertificates.authority("middle").by(limited);
    assertAccepted(Accepted.BY_THE_JDK, limited, TestCertificates.site(HOST).by(limited));
    assertAccepted(Accepted.BY_THE_JDK, limited, TestCertificates.site(HOST).by(middle), middle);
    assertAccepted(Accepted.NO, limited, TestCertificates.site("elsewhere.test").by(limited));
    assertAccepted(
        Accepted.NO, limited, TestCertificates.site("elsewhere.test").by(middle), middle);
  }

  @Test
  void anAuthorityBelowARestrictedOneIsNotRemembered() throws Exception {
    var limited = TestCertificates.authority("limited").permitting("example").selfSigned();
    var middle = TestCertificates.authority("middle").by(limited);
    var elsewhere = TestCertificates.site("elsewhere.test").by(middle);
    var trusted = TestCertificates.trusting(limited.certificate());
    var paths = new CertificatePaths(trusted);
    var usual = new NativePaths(trusted);
    var site = TestCertificates.site(HOST).by(middle);
    paths.check(parsed(site, middle));
    assertNull(usual.find(new byte[][] {site.encoded(), middle.encoded()}));
    assertThrows(CertificateException.class, () -> paths.check(parsed(elsewhere, middle)));
    assertNull(usual.find(new byte[][] {elsewhere.encoded(), middle.encoded()}));
    assertThrows(Exception.class, () -> paths.check(parsed(elsewhere, middle)));
  }

  @Test
  void thePathBelowATrustedAuthorityIsNoLongerThanItAllows() throws Exception {
    var last =
        TestCertificates.authority("last")
            .with(Extension.basicConstraints, true, new BasicConstraints(0))
            .selfSigned();
    assertAccepted(Accepted.YES, last, TestCertificates.site(HOST).by(last));
    var below = TestCertificates.authority("below").by(last);
    assertAccepted(Accepted.NO, last, TestCertificates.site(HOST).by(below), below);
  }

  @Test
  void aTrustedCertificateOfNoAuthorityVouchesForItselfOnly() throws Exception {
    var site = TestCertificates.site("trusted.example").selfSigned();
    assertAccepted(Accepted.NO, site, TestCertificates.site(HOST).by(site));
    var signer =
        TestCertificates.authority("signer")
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .selfSigned();
    assertAccepted(Accepted.NO, signer, TestCertificates.site(HOST).by(signer));
  }

  /// Of version 1, and so without extensions.
  @Test
  void anOldTrustedCertificateVouches() throws Exception {
    var old = TestCertificates.bare("old").ofVersion1();
    assertAccepted(Accepted.BY_THE_JDK, old, TestCertificates.site(HOST).by(old));
  }

  @Test
  void aSignatureOfABrokenDigestIsRefusedWhateverItsScheme() throws Exception {
    var top = TestCertificates.authority("top").keys(TestCertificates.rsa(2048)).selfSigned();
    var site = TestCertificates.site(HOST);
    assertAccepted(Accepted.NO, top, site.algorithm("SHA1withRSAandMGF1").by(top));
    assertAccepted(Accepted.BY_THE_JDK, top, site.algorithm("SHA256withRSAandMGF1").by(top));
  }

  /// The search would take seconds: there are many paths, and none leads to the root.
  @Test
  void noMoreThanTenCertificatesOfAChainAreLookedAt() throws Exception {
    var trusted = TestCertificates.trusting(root.certificate());
    var middle = TestCertificates.authority("middle").by(root);
    var site = TestCertificates.site(HOST).by(middle);
    var other = TestCertificates.authority("other").by(root);
    for (var count = 8; count <= 9; count++) {
      var chain = new byte[count + 30][];
      chain[0] = site.encoded();
      for (var i = 1; i <= count; i++) {
        chain[i] = other.encoded();
      }
      chain[count + 1] = middle.encoded();
      for (var i = count + 2; i < chain.length; i++) {
        chain[i] = new byte[] {1}; // not even a certificate
      }
      var verifier = new ChainVerifier(trusted);
      if (count == 8) {
        assertDoesNotThrow(() -> verifier.verify(chain, BothPaths.AUTHENTICATION, HOST));
      } else {
        assertThrows(
            RefusedChain.class, () -> verifier.verify(chain, BothPaths.AUTHENTICATION, HOST));
      }
    }
  }
}

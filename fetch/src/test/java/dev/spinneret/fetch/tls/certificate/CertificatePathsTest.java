package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.OptionalInt;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Intermediate authorities that are remembered. A chain without the authority at its top shows
/// whether the one below is: nothing else vouches for the server then.
class CertificatePathsTest {
  private static X509Bundle root;
  private static X509Bundle upper;
  private static X509Bundle lower;

  private final CertificatePaths paths =
      new CertificatePaths(TestCertificates.trusting(root.getCertificate()));

  @BeforeAll
  static void makeAuthorities() throws Exception {
    root = authority("root").buildSelfSigned();
    upper = authority("upper").buildIssuedBy(root);
    lower = authority("lower").buildIssuedBy(upper);
  }

  private static CertificateBuilder authority(String name) {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .setPathLengthConstraint(OptionalInt.empty());
  }

  private static X509Certificate site(String host, X509Bundle issuer) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + host)
        .addSanDnsName(host)
        .buildIssuedBy(issuer)
        .getCertificate();
  }

  private static X509Certificate[] chain(X509Certificate site, X509Bundle... authorities) {
    var chain = new X509Certificate[authorities.length + 1];
    chain[0] = site;
    for (var i = 0; i < authorities.length; i++) {
      chain[i + 1] = authorities[i].getCertificate();
    }
    return chain;
  }

  @Test
  void anAuthorityOfAValidPathVouchesForFurtherServers() throws Exception {
    var second = chain(site("two.example", lower), lower);
    assertThrows(GeneralSecurityException.class, () -> paths.check(second));
    paths.check(chain(site("one.example", lower), lower, upper));
    assertDoesNotThrow(() -> paths.check(second));
    assertDoesNotThrow(() -> paths.check(chain(site("three.example", upper), upper)));
  }

  @Test
  void aServerThatItDidNotSignIsRefused() throws Exception {
    paths.check(chain(site("one.example", lower), lower, upper));
    var impostor = authority("lower").buildIssuedBy(upper);
    var forged = chain(site("two.example", impostor), lower, upper);
    assertThrows(GeneralSecurityException.class, () -> paths.check(forged));
  }

  @Test
  void oneOfAPathThatIsNotValidIsNotRemembered() throws Exception {
    var stranger = authority("upper").buildSelfSigned();
    var other = authority("other").buildIssuedBy(stranger);
    var strange = chain(site("one.example", other), other, upper);
    assertThrows(GeneralSecurityException.class, () -> paths.check(strange));
    assertThrows(
        GeneralSecurityException.class,
        () -> paths.check(chain(site("two.example", other), other)));
  }

  @Test
  void neitherOneWithNameConstraintsNorOneBelowItIsRemembered() throws Exception {
    var restricted = restricted(upper);
    var below = authority("one below it").buildIssuedBy(restricted);
    paths.check(chain(site("one.example", below), below, restricted, upper));
    assertRefused(chain(site("two.example", below), below));
    assertRefused(chain(site("two.example", restricted), restricted));
    assertRefused(chain(site("elsewhere.test", below), below, restricted, upper));
    assertDoesNotThrow(() -> paths.check(chain(site("four.example", upper), upper)));
  }

  /// An authority that may vouch for hosts below `example` alone (RFC 5280 §4.2.1.10).
  private static X509Bundle restricted(X509Bundle issuer) throws Exception {
    var keys = authority("restricted").buildSelfSigned().getKeyPair();
    var now = Instant.now();
    var permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"));
    var unsigned =
        new JcaX509v3CertificateBuilder(
                issuer.getCertificate(),
                BigInteger.TWO,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Principal("CN=restricted"),
                keys.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
            .addExtension(
                Extension.nameConstraints,
                true,
                new NameConstraints(new GeneralSubtree[] {permitted}, null));
    var signer =
        new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getKeyPair().getPrivate());
    var certificate = new JcaX509CertificateConverter().getCertificate(unsigned.build(signer));
    return X509Bundle.fromCertificatePath(
        new X509Certificate[] {certificate}, root.getCertificate(), keys);
  }

  private void assertRefused(X509Certificate[] chain) {
    assertThrows(GeneralSecurityException.class, () -> paths.check(chain));
  }
}

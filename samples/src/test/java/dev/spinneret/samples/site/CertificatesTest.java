package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The JDK reads and verifies what [Certificates] writes.
class CertificatesTest {
  @ParameterizedTest
  @EnumSource(Certificates.Issuer.class)
  void theJdkTrustsASiteOfAKnownAuthorityAndNoOther(Certificates.Issuer issuer) throws Exception {
    var certificates = Certificates.create(issuer);
    var address = SampleSite.loopback(251);
    var site = read(certificates.of(address));
    validate(site, read(certificates.authority()));
    assertEquals(
        List.of(List.of(7, address.getHostAddress())),
        List.copyOf(site.getSubjectAlternativeNames()));
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), site.getExtendedKeyUsage());
    assertEquals(-1, site.getBasicConstraints(), "no authority");
    var other = read(Certificates.create(issuer).authority());
    assertThrows(CertPathValidatorException.class, () -> validate(site, other));
  }

  @ParameterizedTest
  @EnumSource(Certificates.Issuer.class)
  void anAuthorityMaySignCertificatesAndSignsItsOwn(Certificates.Issuer issuer) throws Exception {
    var authority = read(Certificates.create(issuer).authority());
    authority.verify(authority.getPublicKey());
    authority.checkValidity();
    assertTrue(authority.getBasicConstraints() > 0);
    assertTrue(authority.getKeyUsage()[5], "keyCertSign");
    assertTrue(authority.getCriticalExtensionOIDs().contains("2.5.29.19"));
  }

  @ParameterizedTest
  @EnumSource(Certificates.Issuer.class)
  void eachHostHasACertificateOfItsOwnForOneKey(Certificates.Issuer issuer) throws Exception {
    var certificates = Certificates.create(issuer);
    var one = read(certificates.of(SampleSite.loopback(0)));
    var other = read(certificates.of(SampleSite.loopback(1)));
    assertNotEquals(one.getSerialNumber(), other.getSerialNumber());
    assertNotEquals(one.getSubjectX500Principal(), other.getSubjectX500Principal());
    assertArrayEquals(one.getPublicKey().getEncoded(), other.getPublicKey().getEncoded());
    var encoded = certificates.siteKey().lines().filter(line -> !line.startsWith("-")).toList();
    var key =
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(String.join("", encoded))));
    assertEquals(((ECPublicKey) one.getPublicKey()).getParams(), key.getParams());
  }

  private static X509Certificate read(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
  }

  private static void validate(X509Certificate site, X509Certificate authority)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(site)), parameters);
  }
}

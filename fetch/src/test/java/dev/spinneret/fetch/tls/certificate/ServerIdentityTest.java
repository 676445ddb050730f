package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.HostAddress;
import io.netty.pkitesting.CertificateBuilder;
import java.util.Random;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdentityTest {
  @ParameterizedTest
  @CsvSource({
    "site.example, site.example, true",
    "Site.EXAMPLE, site.example, true",
    "site.example., site.example, true",
    "site.example, www.site.example, false",
    "www.site.example, site.example, false",
    "site.example, site.example.evil.example, false",
    "localhost, localhost, true",
    "my_site.example, my_site.example, true",
    "dash-.example, dash-.example, true",
    "xn--bcher-kva.example, xn--bcher-kva.example, true",
    // -- wildcards: the whole left-most label, for one label
    "*.site.example, www.site.example, true",
    "*.site.example, my_www.site.example, true",
    "*.site.example, xn--bcher-kva.site.example, true",
    "*.site.example, site.example, false",
    "*.site.example, a.b.site.example, false",
    "*.site.example, .site.example, false",
    "w*.site.example, www.site.example, false",
    "*w.site.example, www.site.example, false",
    "www.*.example, www.site.example, false",
    "*.*.example, www.site.example, false",
    "*.example, site.example, false",
    "*, localhost, false",
    "*., localhost, false",
    // -- addresses are no names, and names no addresses
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.2, 127.0.0.1, false",
    "::1, ::1, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "*.0.0.1, 127.0.0.1, false",
  })
  void aHostIsComparedByTheRulesOfRfc9525(String presented, String host, boolean holds)
      throws Exception {
    assertEquals(holds, identity(presented).holds(host));
  }

  @Test
  void aNameThatLooksLikeAnAddressIsForNoAddress() throws Exception {
    var certificate =
        new CertificateBuilder()
            .subject("CN=127.0.0.1")
            .addSanDnsName("127.0.0.1")
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate();
    assertFalse(new ServerIdentity(certificate).holds("127.0.0.1"));
  }

  @Test
  void theCommonNameCountsForNothing() throws Exception {
    var certificate =
        new CertificateBuilder()
            .subject("CN=site.example")
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate();
    var identity = new ServerIdentity(certificate);
    assertFalse(identity.holds("site.example"));
    assertEquals("no host", identity.toString());
  }

  @Test
  void otherKindsOfNamesBesideDoNoHarm() throws Exception {
    var certificate =
        new CertificateBuilder()
            .subject("CN=x")
            .addSanRfc822Name("me@site.example")
            .addSanUriName("https://a_b.example/")
            .addSanDnsName("one.example")
            .addSanDirectoryName("CN=two.example")
            .addSanIpAddress("127.0.0.1")
            .addSanDnsName("three.example")
            .addSanDnsName("four.example")
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate();
    var identity = new ServerIdentity(certificate);
    assertTrue(identity.holds("one.example") && identity.holds("127.0.0.1"));
    assertFalse(identity.holds("site.example") || identity.holds("two.example"));
    assertEquals("one.example, three.example, four.example and 1 more", identity.toString());
  }

  @Test
  void anyOctetsAreReadToTheirEndOrRefused() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var octets = new byte[random.nextInt(12)];
      random.nextBytes(octets);
      var der = new Der(octets);
      try {
        while (der.hasMore()) {
          der.skip();
        }
      } catch (IllegalArgumentException _) {
        continue;
      }
      assertThrows(IllegalArgumentException.class, der::skip, "seed " + seed);
    }
  }

  private static ServerIdentity identity(String name) throws Exception {
    var kind = HostAddress.of(name) == null ? GeneralName.dNSName : GeneralName.iPAddress;
    // Not by addSanDnsName, which knows fewer names than the web.
    var names = new GeneralNames(new GeneralName(kind, name)).getEncoded();
    return new ServerIdentity(
        new CertificateBuilder()
            .subject("CN=x")
            .addExtensionOctetString("2.5.29.17", false, names)
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate());
  }
}

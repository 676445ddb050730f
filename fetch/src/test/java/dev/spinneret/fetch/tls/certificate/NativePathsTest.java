package dev.spinneret.fetch.tls.certificate;

import static dev.spinneret.fetch.tls.certificate.BothPaths.AUTHENTICATION;
import static dev.spinneret.fetch.tls.certificate.BothPaths.HOST;
import static dev.spinneret.fetch.tls.certificate.BothPaths.assertAccepted;
import static dev.spinneret.fetch.tls.certificate.BothPaths.assertSame;
import static dev.spinneret.fetch.tls.certificate.BothPaths.known;
import static dev.spinneret.fetch.tls.certificate.BothPaths.paths;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.fetch.tls.certificate.BothPaths.Accepted;
import dev.spinneret.fetch.tls.certificate.TestCertificates.Issued;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the paths that libcrypto finds to those of the JDK: what the first accepts, the second
/// does, and both say the same about the server.
class NativePathsTest {
  private static Issued root;
  private static Issued middle;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    assumeTrue(NativeCertificates.areAvailable(), "no libcrypto 3");
    root = TestCertificates.authority("root").selfSigned();
    middle = TestCertificates.authority("middle").by(root);
  }

  @Test
  void usualChainsAreAccepted() throws Exception {
    assertAccepted(Accepted.YES, root, TestCertificates.site(HOST).by(root));
    var site = TestCertificates.site(HOST).by(middle);
    assertAccepted(Accepted.YES, root, site, middle);
    assertAccepted(Accepted.YES, root, site, middle, root);
    assertAccepted(Accepted.YES, middle, site);
    assertAccepted(Accepted.YES, middle, site, middle);
    var lower = TestCertificates.authority("lower").by(middle);
    assertAccepted(Accepted.YES, root, TestCertificates.site(HOST).by(lower), lower, middle);
    assertAccepted(
        Accepted.YES, root, TestCertificates.site(HOST).validDays(-1, 9_000).by(middle), middle);
  }

  @Test
  void usualKeysAndDigestsAreAccepted() throws Exception {
    for (var keys :
        List.of(
            TestCertificates.rsa(2048),
            TestCertificates.rsa(3072),
            TestCertificates.ec("secp384r1"),
            TestCertificates.ec("secp521r1"))) {
      for (var digest : List.of("SHA256", "SHA384", "SHA512")) {
        var top = TestCertificates.authority("top").keys(keys).selfSigned();
        var below = TestCertificates.authority("below").keys(keys).digest(digest).by(top);
        var site = TestCertificates.site(HOST).keys(keys).digest(digest).by(below);
        assertAccepted(Accepted.YES, top, site, below);
      }
    }
  }

  @Test
  void rareChainsAreLeftToTheJdk() throws Exception {
    var site = TestCertificates.site(HOST).by(middle);
    assertAccepted(Accepted.BY_THE_JDK, site, site); // trusted by itself
    var again = TestCertificates.authority("root").keys(root.keys()).by(middle);
    assertAccepted(Accepted.BY_THE_JDK, root, site, again, middle); // not in order
    var old = TestCertificates.authority("root").keys(root.keys()).validDays(-9, -1).selfSigned();
    assertAccepted(Accepted.BY_THE_JDK, old, TestCertificates.site(HOST).by(old)); // as anchors are
    var short1024 = TestCertificates.rsa(1024);
    assertAccepted(Accepted.BY_THE_JDK, root, TestCertificates.site(HOST).keys(short1024).by(root));
    var any = new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage);
    assertAccepted(
        Accepted.BY_THE_JDK,
        root,
        TestCertificates.site(HOST).with(Extension.extendedKeyUsage, false, any).by(root));
    assertAccepted(
        Accepted.BY_THE_JDK,
        root,
        TestCertificates.site(HOST)
            .with(
                Extension.subjectAlternativeName,
                true,
                new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)))
            .by(root));
    var limited = TestCertificates.authority("limited").permitting("example").by(root);
    assertAccepted(Accepted.BY_THE_JDK, root, TestCertificates.site(HOST).by(limited), limited);
  }

  @Test
  void chainsThatAreNotValidNowAreRefused() throws Exception {
    for (var days : new int[][] {{-9, -1}, {1, 9}}) {
      var site = TestCertificates.site(HOST).validDays(days[0], days[1]).by(middle);
      assertAccepted(Accepted.NO, root, site, middle);
      var lower = TestCertificates.authority("lower").validDays(days[0], days[1]).by(root);
      assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(lower), lower);
    }
  }

  @Test
  void chainsThatNobodyVouchesForAreRefused() throws Exception {
    var other = TestCertificates.authority("root").selfSigned();
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(other));
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(other), other);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).selfSigned());
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(middle));
    var impostor = TestCertificates.authority("middle").by(root);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(impostor), middle);
    var strange = TestCertificates.authority("middle").by(other);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(strange), strange);
  }

  @Test
  void whoMayNotSignCertificatesVouchesForNobody() throws Exception {
    for (var issuer :
        List.of(
            TestCertificates.site("issuer").by(root),
            TestCertificates.authority("issuer").without(Extension.basicConstraints).by(root),
            TestCertificates.authority("issuer")
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .by(root),
            TestCertificates.authority("issuer")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .by(root))) {
      assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(issuer), issuer);
    }
    var last =
        TestCertificates.authority("last")
            .with(Extension.basicConstraints, true, new BasicConstraints(0))
            .by(root);
    assertAccepted(Accepted.YES, root, TestCertificates.site(HOST).by(last), last);
    var below = TestCertificates.authority("below").by(last);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(below), below, last);
  }

  @Test
  void aServerWhoseKeyIsForSomethingElseIsRefused() throws Exception {
    assertAccepted(
        Accepted.NO,
        root,
        TestCertificates.site(HOST)
            .with(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .by(root));
    var encipherment = new KeyUsage(KeyUsage.keyEncipherment);
    var site = TestCertificates.site(HOST).with(Extension.keyUsage, true, encipherment).by(root);
    var found = paths(root).find(new byte[][] {site.encoded()});
    assertNotNull(found);
    assertFalse(found.use().allows(AUTHENTICATION));
    assertTrue(found.use().allows("RSA"));
  }

  @Test
  void extensionsThatTheJdkCannotReadAreNoneHere() throws Exception {
    var purposes = HexFormat.of().parseHex("300a06082b0601050507030106082b06010505070302");
    assertAccepted(
        Accepted.NO,
        root,
        TestCertificates.site(HOST).with(Extension.extendedKeyUsage, false, purposes).by(root));
    var usage = HexFormat.of().parseHex("0302078000");
    var site = TestCertificates.site(HOST).with(Extension.keyUsage, false, usage).by(root);
    assertNull(paths(root).find(new byte[][] {site.encoded()}));
    var constraints = HexFormat.of().parseHex("30030101ff00");
    var issuer =
        TestCertificates.authority("issuer")
            .with(Extension.basicConstraints, false, constraints)
            .by(root);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(issuer), issuer);
  }

  @Test
  void bitsThatAreNotUsedCountForNothing() throws Exception {
    // Of a0, the bits of signatures and of encipherment, the first alone is used.
    var usage = new byte[] {3, 2, 7, (byte) 0xa0};
    assertAccepted(
        Accepted.YES,
        root,
        TestCertificates.site(HOST).with(Extension.keyUsage, true, usage).by(root));
  }

  @Test
  void weakAlgorithmsAreRefused() throws Exception {
    var top = TestCertificates.authority("top").keys(TestCertificates.rsa(2048)).selfSigned();
    for (var digest : List.of("MD5", "SHA1")) {
      assertAccepted(Accepted.NO, top, TestCertificates.site(HOST).digest(digest).by(top));
      var below = TestCertificates.authority("below").digest(digest).by(top);
      assertAccepted(Accepted.NO, top, TestCertificates.site(HOST).by(below), below);
    }
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).digest("SHA1").by(root));
    var keys = TestCertificates.rsa(512);
    assertAccepted(Accepted.NO, top, TestCertificates.site(HOST).keys(keys).by(top));
  }

  @Test
  void restrictionsHold() throws Exception {
    var limited = TestCertificates.authority("limited").permitting("elsewhere").by(root);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(limited), limited);
    var unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    assertAccepted(
        Accepted.NO,
        root,
        TestCertificates.site(HOST).with(unknown, true, DERNull.INSTANCE).by(root));
    assertAccepted(
        Accepted.YES,
        root,
        TestCertificates.site(HOST).with(unknown, false, DERNull.INSTANCE).by(root));
    var explicitPolicy = new DERSequence(new DERTaggedObject(false, 0, new ASN1Integer(0)));
    var strict =
        TestCertificates.authority("strict")
            .with(Extension.policyConstraints, true, explicitPolicy)
            .by(root);
    assertAccepted(Accepted.NO, root, TestCertificates.site(HOST).by(strict), strict);
  }

  @Test
  void aChainWithGarbageIsRefused() throws Exception {
    var site = TestCertificates.site(HOST).by(middle).encoded();
    assertAccepted(Accepted.NO, root, site, middle.encoded(), new byte[] {0x30, 0});
    assertAccepted(Accepted.NO, root, Arrays.copyOf(site, site.length - 1), middle.encoded());
    assertAccepted(Accepted.NO, root, new byte[0], middle.encoded());
    assertNull(paths(root).find(new byte[0][]));
  }

  @Test
  void anAuthorityOfAValidPathVouchesForFurtherServers() throws Exception {
    var paths = paths(root);
    var second = new byte[][] {TestCertificates.site("two.example").by(middle).encoded(), null};
    second[1] = middle.encoded();
    assertNull(paths.find(new byte[][] {second[0]}));
    assertNotNull(paths.find(second));
    assertNotNull(paths.find(second));
    var impostor = TestCertificates.authority("middle").by(root);
    var forged = TestCertificates.site("two.example").by(impostor).encoded();
    assertNull(paths.find(new byte[][] {forged, middle.encoded()}));
  }

  @Test
  void aNameThatTheJdkCannotReadIsNoneHere() throws Exception {
    var body = TestCertificates.site(HOST).by(root).certificate().getTBSCertificate();
    var encoded = HexFormat.of().formatHex(body);
    assertAccepted(Accepted.YES, root, TestCertificates.signed(body, root));
    var set = encoded.lastIndexOf("311530130603550403"); // of the subject
    assertTrue(set > 0);
    var changed = encoded.substring(0, set) + "11" + encoded.substring(set + 2);
    assertAccepted(
        Accepted.NO, root, TestCertificates.signed(HexFormat.of().parseHex(changed), root));
  }

  /// Certificates with an octet that has changed, signed again.
  @Test
  void whateverStandsInACertificateTheJdkAcceptsWhatIsAccepted() throws Exception {
    var seed = Long.getLong("spinneret.seed", new Random().nextLong());
    var random = new Random(seed);
    var rounds = Integer.getInteger("spinneret.rounds", 300);
    var bodies =
        List.of(
            TestCertificates.site(HOST).by(middle).certificate().getTBSCertificate(),
            TestCertificates.site(HOST)
                .keys(TestCertificates.rsa(2048))
                .by(middle)
                .certificate()
                .getTBSCertificate(),
            middle.certificate().getTBSCertificate());
    var site = TestCertificates.site(HOST).by(middle).encoded();
    var acceptedCount = 0;
    for (var round = 0; round < rounds; round++) {
      var which = random.nextInt(bodies.size());
      var body = bodies.get(which).clone();
      for (var changes = 1 + random.nextInt(2); changes > 0; changes--) {
        body[random.nextInt(body.length)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(8));
      }
      var isSite = which < 2;
      var changed = TestCertificates.signed(body, isSite ? middle : root);
      var chain = isSite ? new byte[][] {changed, middle.encoded()} : new byte[][] {site, changed};
      var found = paths(root).find(chain);
      if (found != null) {
        acceptedCount++;
        assertTrue(
            known(root, chain) || !found.use().allows(AUTHENTICATION),
            () -> "seed " + seed + ": " + HexFormat.of().formatHex(changed));
        assertSame(found, chain);
      }
    }
    assertTrue(acceptedCount > rounds / 100, "few are accepted: " + acceptedCount);
  }
}

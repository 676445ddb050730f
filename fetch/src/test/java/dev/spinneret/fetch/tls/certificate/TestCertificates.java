package dev.spinneret.fetch.tls.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate of a test, described step by step and then issued. What is not set is as on the
/// web.
public final class TestCertificates {
  private static long serial = 1;

  private final String name;
  private final List<Extension> extensions = new ArrayList<>();
  private KeyPair keys;
  private String digest = "SHA256";
  private @Nullable String algorithm;
  private Instant from = Instant.now().minus(Duration.ofDays(2));
  private Instant until = Instant.now().plus(Duration.ofDays(20));

  /// @param certificate the certificate
  /// @param keys its keys
  record Issued(X509Certificate certificate, KeyPair keys) {
    byte[] encoded() throws GeneralSecurityException {
      return certificate.getEncoded();
    }
  }

  private TestCertificates(String name, KeyPair keys) {
    this.name = name;
    this.keys = keys;
  }

  static KeyPair ec(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  static KeyPair rsa(int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /// One without extensions.
  static TestCertificates bare(String name) throws GeneralSecurityException {
    return new TestCertificates(name, ec("secp256r1"));
  }

  /// A server's.
  static TestCertificates site(String host) throws GeneralSecurityException {
    return bare(host)
        .with(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
  }

  /// An authority's.
  static TestCertificates authority(String name) throws GeneralSecurityException {
    return bare(name)
        .with(Extension.basicConstraints, true, new BasicConstraints(true))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  }

  /// Permits only names of a domain below this authority.
  TestCertificates permitting(String domain) {
    var below = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
    var constraints = new NameConstraints(new GeneralSubtree[] {below}, null);
    return with(Extension.nameConstraints, true, constraints);
  }

  /// Adds an extension, or replaces it.
  TestCertificates with(ASN1ObjectIdentifier identifier, boolean critical, ASN1Encodable value) {
    try {
      return with(identifier, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param value as encoded, rightly or wrongly
  TestCertificates with(ASN1ObjectIdentifier identifier, boolean critical, byte... value) {
    without(identifier);
    extensions.add(new Extension(identifier, critical, value));
    return this;
  }

  TestCertificates without(ASN1ObjectIdentifier identifier) {
    extensions.removeIf(each -> each.getExtnId().equals(identifier));
    return this;
  }

  TestCertificates keys(KeyPair pair) {
    keys = pair;
    return this;
  }

  /// Sets the digest that the issuer signs.
  TestCertificates digest(String name) {
    digest = name;
    return this;
  }

  /// Sets the algorithm of the signature, if it is not the usual one of the issuer's key.
  TestCertificates algorithm(String name) {
    algorithm = name;
    return this;
  }

  /// Sets the validity, in days from now.
  TestCertificates validDays(int first, int last) {
    from = Instant.now().plus(Duration.ofDays(first));
    until = Instant.now().plus(Duration.ofDays(last));
    return this;
  }

  Issued selfSigned() throws Exception {
    return issue(new X500Principal("CN=" + name), keys);
  }

  /// Signed by itself.
  Issued ofVersion1() throws Exception {
    var subject = new X500Principal("CN=" + name);
    var unsigned =
        new JcaX509v1CertificateBuilder(
            subject,
            BigInteger.valueOf(serial++),
            Date.from(from),
            Date.from(until),
            subject,
            keys.getPublic());
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new Issued(
        new JcaX509CertificateConverter().getCertificate(unsigned.build(signer)), keys);
  }

  Issued by(Issued issuer) throws Exception {
    return issue(issuer.certificate.getSubjectX500Principal(), issuer.keys);
  }

  private Issued issue(X500Principal issuer, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var unsigned =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(serial++),
            Date.from(from),
            Date.from(until),
            new X500Principal("CN=" + name),
            keys.getPublic());
    for (var each : extensions) {
      unsigned.addExtension(each);
    }
    var key = signer.getPrivate();
    var usual = digest + "with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
    return new Issued(
        new JcaX509CertificateConverter()
            .getCertificate(
                unsigned.build(signer(algorithm == null ? usual : algorithm).build(key))),
        keys);
  }

  private static JcaContentSignerBuilder signer(String algorithm) {
    var builder = new JcaContentSignerBuilder(algorithm);
    // The JDK knows PSS by another name.
    return algorithm.endsWith("MGF1") ? builder.setProvider(new BouncyCastleProvider()) : builder;
  }

  /// These authorities, and no others.
  public static TrustedRoots trusting(X509Certificate... authorities) {
    return new TrustedRoots(
        RootIndex.of(List.of(authorities)), new SystemAuthorities(Map.of(), List.of()));
  }

  /// Signs what stands in a certificate of an issuer with a key for P-256.
  static byte[] signed(byte[] body, Issued issuer) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(issuer.keys().getPrivate());
    signer.update(body);
    var octets = signer.sign();
    var string = new byte[octets.length + 1];
    System.arraycopy(octets, 0, string, 1, octets.length);
    var algorithm = new Der(issuer.encoded()).enter(Der.SEQUENCE);
    algorithm.skip(); // its body; what follows is the algorithm of all these signatures
    return element(Der.SEQUENCE, body, algorithm.whole(), element(0x03, string));
  }

  private static byte[] element(int tag, byte[]... parts) {
    var length = Arrays.stream(parts).mapToInt(each -> each.length).sum();
    var out = ByteBuffer.allocate(length + 4).put((byte) tag);
    if (length < 0x80) {
      out.put((byte) length);
    } else if (length < 0x100) {
      out.put((byte) 0x81).put((byte) length);
    } else {
      out.put((byte) 0x82).putShort((short) length);
    }
    for (var part : parts) {
      out.put(part);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}

package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/// An authority made for one run of a site, and the certificates that it signs (RFC 5280). Only
/// this process has its key.
///
/// All sites show certificates with one P-256 key, since what a client pays for is to verify the
/// authority's signature on each. The JDK makes certificates with keytool alone, a process for
/// each, so they are written here: a few elements of DER (X.690).
public final class Certificates {
  /// The kind of key that an authority signs with.
  public enum Issuer {
    /// RSA with 2,048 bits.
    RSA("SHA256withRSA", "300d06092a864886f70d01010b0500"),
    /// ECDSA on the curve P-384.
    EC("SHA384withECDSA", "300a06082a8648ce3d040303");

    private final String signature;

    /// The AlgorithmIdentifier, encoded, in hexadecimal digits.
    private final String identifier;

    Issuer(String signature, String identifier) {
      this.signature = signature;
      this.identifier = identifier;
    }

    KeyPair keys() throws GeneralSecurityException {
      return switch (this) {
        case RSA ->
            Certificates.keys("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
        case EC -> Certificates.keys("EC", new ECGenParameterSpec("secp384r1"));
      };
    }
  }

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int IP_ADDRESS = 0x87;

  /// Version 3.
  private static final byte[] VERSION_3 = der(VERSION, der(INTEGER, new byte[] {2}));

  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

  /// Critical basicConstraints (an authority), critical keyUsage (keyCertSign, cRLSign).
  private static final byte[] OF_AUTHORITY =
      HexFormat.of().parseHex("300f0603551d130101ff040530030101ff300e0603551d0f0101ff040403020106");

  /// extendedKeyUsage serverAuth.
  private static final byte[] OF_SERVER =
      HexFormat.of().parseHex("30130603551d25040c300a06082b06010505070301");

  private static final byte[] ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final String AUTHORITY = "Spinneret sample authority";

  private final Issuer issuer;
  private final byte[] identifier;
  private final KeyPair authorityKeys;
  private final KeyPair siteKeys;
  private final byte[] authority;
  private int count;

  private Certificates(Issuer issuer) throws GeneralSecurityException {
    this.issuer = issuer;
    this.authorityKeys = issuer.keys();
    this.identifier = HexFormat.of().parseHex(issuer.identifier);
    this.siteKeys = keys("EC", new ECGenParameterSpec("secp256r1"));
    this.authority = certificate(AUTHORITY, authorityKeys.getPublic(), OF_AUTHORITY);
  }

  /// Makes an authority.
  ///
  /// @param issuer what it signs with
  /// @return without any certificates yet
  /// @throws IllegalStateException if this Java lacks an algorithm that every Java has
  public static Certificates create(Issuer issuer) {
    try {
      return new Certificates(issuer);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key for an authority", e);
    }
  }

  /// The authority's own certificate.
  ///
  /// @return in PEM
  public String authority() {
    return pem("CERTIFICATE", authority);
  }

  /// The private key of all sites.
  ///
  /// @return in PEM (PKCS #8)
  public String siteKey() {
    return pem("PRIVATE KEY", siteKeys.getPrivate().getEncoded());
  }

  /// Makes a site's certificate.
  ///
  /// @param address of the site
  /// @return in PEM
  /// @throws IllegalStateException if this Java lacks an algorithm that every Java has
  public String of(InetAddress address) {
    var name = der(OCTET_STRING, der(SEQUENCE, der(IP_ADDRESS, address.getAddress())));
    try {
      var encoded =
          certificate(
              address.getHostAddress(),
              siteKeys.getPublic(),
              OF_SERVER,
              der(SEQUENCE, ALTERNATIVE_NAME, name));
      return pem("CERTIFICATE", encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + address, e);
    }
  }

  private static KeyPair keys(String algorithm, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  /// A certificate, signed.
  private byte[] certificate(String subject, PublicKey key, byte[]... extensions)
      throws GeneralSecurityException {
    var now = Instant.now();
    var signed =
        der(
            SEQUENCE,
            VERSION_3,
            der(INTEGER, new byte[] {1, (byte) (++count >> 16), (byte) (count >> 8), (byte) count}),
            identifier,
            name(AUTHORITY),
            der(SEQUENCE, time(now.minus(VALIDITY)), time(now.plus(VALIDITY))),
            name(subject),
            key.getEncoded(),
            der(EXTENSIONS, der(SEQUENCE, extensions)));
    var signature = Signature.getInstance(issuer.signature);
    signature.initSign(authorityKeys.getPrivate());
    signature.update(signed);
    return der(SEQUENCE, signed, identifier, der(BIT_STRING, new byte[] {0}, signature.sign()));
  }

  private static byte[] name(String commonName) {
    var attribute = der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, commonName.getBytes(UTF_8)));
    return der(SEQUENCE, der(SET, attribute));
  }

  private static byte[] time(Instant instant) {
    return der(UTC_TIME, TIME.format(instant).getBytes(US_ASCII));
  }

  /// An element: its tag, the length of its content (X.690 §8.1.3), and the content.
  private static byte[] der(int tag, byte[]... contents) {
    var length = 0;
    for (var content : contents) {
      length += content.length;
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    for (var content : contents) {
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static String pem(String label, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(encoded));
  }
}

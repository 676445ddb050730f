package dev.spinneret.fetch.tls.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A certificate chain and its private key: what this side of a connection shows.
///
/// @param chain its own certificate first
/// @param key what that certifies
public record KeyMaterial(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  /// Reads two PEM files, and checks that they belong together: what the key signs, the certificate
  /// verifies. Otherwise, a wrong file would show only in the first handshake, as whatever the peer
  /// makes of it.
  ///
  /// @param role of the certificate, for messages
  /// @param certificate the chain, its own certificate first
  /// @param key in PKCS #8
  /// @return what both hold
  /// @throws IllegalArgumentException naming both files, if one cannot be read, or the key is that
  ///   of another certificate
  public static KeyMaterial read(String role, Path certificate, Path key) {
    var shown = new ArrayList<X509Certificate>();
    byte[] encodedKey;
    try {
      for (var each : Pem.objects(Files.readAllBytes(certificate), Pem.CERTIFICATE)) {
        shown.add(parse(each.octets()));
      }
      encodedKey = Pem.objects(Files.readAllBytes(key), Pem.PRIVATE_KEY).getFirst().octets();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unreadable(role, certificate, key, e);
    }
    if (shown.isEmpty()) {
      throw unreadable(role, certificate, key, null);
    }
    try {
      var publicKey = shown.getFirst().getPublicKey();
      var privateKey =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encodedKey));
      if (!verifies(publicKey, privateKey)) {
        throw mismatch(certificate, key, null);
      }
      return new KeyMaterial(shown, privateKey);
    } catch (GeneralSecurityException e) {
      // A key of another algorithm cannot even be read as one of the certificate's.
      throw mismatch(certificate, key, e);
    }
  }

  /// Parses a certificate.
  static X509Certificate parse(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /// The chain as PEM.
  ///
  /// @return the certificate's text first
  public String chainPem() {
    var text = new StringBuilder();
    for (var certificate : chain) {
      try {
        text.append(Pem.text(Pem.CERTIFICATE, certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return text.toString();
  }

  /// The key as PEM.
  ///
  /// @return secret
  public String keyPem() {
    return Pem.text(Pem.PRIVATE_KEY, key.getEncoded());
  }

  private static boolean verifies(PublicKey shown, PrivateKey held)
      throws GeneralSecurityException {
    var algorithm =
        switch (shown.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          default -> shown.getAlgorithm();
        };
    var signer = Signature.getInstance(algorithm);
    signer.initSign(held);
    signer.update(SAMPLE);
    var signature = signer.sign();
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(shown);
    verifier.update(SAMPLE);
    return verifier.verify(signature);
  }

  private static IllegalArgumentException unreadable(
      String role, Path certificate, Path key, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "cannot read the %s %s or its key %s; PEM files are allowed"
            .formatted(role, certificate, key),
        cause);
  }

  private static IllegalArgumentException mismatch(
      Path certificate, Path key, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the private key in %s is not that of the certificate in %s".formatted(key, certificate),
        cause);
  }
}

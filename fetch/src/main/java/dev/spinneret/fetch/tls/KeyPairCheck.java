package dev.spinneret.fetch.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/// Whether a private key belongs to a certificate: what one signs, the other verifies. Without it,
/// a wrong file would show in the first handshake only, as whatever the server makes of it.
final class KeyPairCheck {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  private KeyPairCheck() {}

  /// Refuses two files that do not belong together.
  ///
  /// @throws IllegalArgumentException naming both, when the key is that of another certificate
  static void matching(Path certificate, Path key) {
    try (var in = Files.newInputStream(certificate)) {
      var shown = CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
      if (!verifies(shown, privateKey(key, shown.getAlgorithm()))) {
        throw new IllegalArgumentException(
            "the private key in %s is not that of the certificate in %s"
                .formatted(key, certificate));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the certificate %s or its key %s".formatted(certificate, key), e);
    } catch (GeneralSecurityException e) {
      // A key of another algorithm cannot even be read as one of the certificate's.
      throw new IllegalArgumentException(
          "the private key in %s is not that of the certificate in %s".formatted(key, certificate),
          e);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    var found = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new GeneralSecurityException("no PKCS #8 key in " + file);
    }
    var encoded = Base64.getMimeDecoder().decode(found.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
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
}

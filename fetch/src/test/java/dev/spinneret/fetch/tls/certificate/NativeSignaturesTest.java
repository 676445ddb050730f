package dev.spinneret.fetch.tls.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures of the JDK, verified by libcrypto where there is one.
class NativeSignaturesTest {
  private static final byte[] TEXT = "what is signed".getBytes(US_ASCII);

  private static String provider;

  @BeforeAll
  static void findProvider() throws Exception {
    var certificate =
        new CertificateBuilder()
            .subject("CN=any")
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate();
    var found = NativeSignatures.providerFor(List.of(certificate));
    assumeTrue(found != null, "no libcrypto");
    provider = Objects.requireNonNull(found);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withECDSA, EC, 256",
    "SHA384withECDSA, EC, 384",
    "SHA512withECDSA, EC, 521",
    "SHA384withECDSA, EC, 256",
    "SHA256withRSA, RSA, 2048",
    "SHA384withRSA, RSA, 2048",
    "SHA512withRSA, RSA, 2048",
  })
  void whatTheKeySignedIsValidAndNothingElseIs(String algorithm, String keys, int bits)
      throws Exception {
    var generator = KeyPairGenerator.getInstance(keys);
    generator.initialize(bits);
    var pair = generator.generateKeyPair();
    var signer = Signature.getInstance(algorithm);
    assertNotEquals(provider, signer.getProvider().getName());
    signer.initSign(pair.getPrivate());
    signer.update(TEXT);
    var signature = signer.sign();

    var verifier = Signature.getInstance(algorithm, provider);
    verifier.initVerify(pair.getPublic());
    for (var round = 0; round < 2; round++) {
      verifier.update(TEXT);
      assertTrue(verifier.verify(signature));
    }
    verifier.update(TEXT);
    verifier.update((byte) 0);
    assertFalse(verifier.verify(signature));
    signature[signature.length - 1] ^= 1;
    verifier.update(TEXT);
    assertFalse(verifier.verify(signature));
    verifier.initVerify(generator.generateKeyPair().getPublic());
    signature[signature.length - 1] ^= 1;
    verifier.update(TEXT);
    assertFalse(verifier.verify(signature));
    verifier.update(TEXT);
    assertFalse(verifier.verify(new byte[0]));
  }

  @Test
  void aKeyOfAnotherAlgorithmIsRefused() throws Exception {
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    var ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    var forEc = Signature.getInstance("SHA256withECDSA", provider);
    var forRsa = Signature.getInstance("SHA256withRSA", provider);
    assertThrows(InvalidKeyException.class, () -> forEc.initVerify(rsa));
    assertThrows(InvalidKeyException.class, () -> forRsa.initVerify(ec));
  }

  @Test
  void itSignsNothing() throws Exception {
    var signature = Signature.getInstance("SHA256withRSA", provider);
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThrows(InvalidKeyException.class, () -> signature.initSign(pair.getPrivate()));
    assertThrows(SignatureException.class, () -> signature.verify(TEXT));
  }

  @Test
  void anAlgorithmThatItDoesNotKnowIsLeftToOthers() throws Exception {
    var certificate =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ed25519)
            .subject("CN=any")
            .setIsCertificateAuthority(true)
            .buildSelfSigned()
            .getCertificate();
    assertEquals("Ed25519", certificate.getSigAlgName());
    assertNull(NativeSignatures.providerFor(List.of(certificate)));
  }
}

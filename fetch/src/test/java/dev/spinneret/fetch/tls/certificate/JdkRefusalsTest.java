package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkRefusalsTest {
  @Test
  void whatThisJdkRefusesIsCovered() {
    assertTrue(
        JdkRefusals.areCovered(
            Security.getProperty("jdk.certpath.disabledAlgorithms"),
            Security.getProperty("jdk.disabled.namedCurves")));
  }

  @Test
  void theCertificatesThatThisJdkBlocksAreKnown() throws Exception {
    assertTrue(JdkRefusals.areKnown());
    var file = Path.of(System.getProperty("java.home"), "lib", "security", "blocked.certs");
    assertTrue(JdkRefusals.include(Files.readAllLines(file).getLast()));
    assertFalse(JdkRefusals.include("00".repeat(32)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "MD2, MD5, SHA1 jdkCA & usage TLSServer, RSA keySize < 1024, EC keySize < 224; true",
        "RSA keySize < 2048,EC keySize < 256,; true",
        "RSA keySize < 2049; false",
        "RSA keySize <= 2048; false",
        "EC keySize < 257; false",
        "RSA; false",
        "RSA keySize < 2048 & usage TLSServer; false",
        "SHA256; false",
        "SHA256withRSA; false",
        "ECDSA; false",
        "secp256r1; false",
        "include jdk.disabled.namedCurves; true",
        "RSA denyAfter 2030-01-01; false",
      })
  void aPropertyIsCoveredIfPlainCertificatesKeepToIt(String property, boolean covered) {
    assertEquals(covered, JdkRefusals.areCovered(property, null));
  }

  @Test
  void curvesThatAreDisabledAreNotCovered() {
    assertFalse(JdkRefusals.areCovered("include jdk.disabled.namedCurves", "secp256r1, secp384r1"));
    assertTrue(JdkRefusals.areCovered(null, "secp256r1"));
  }
}

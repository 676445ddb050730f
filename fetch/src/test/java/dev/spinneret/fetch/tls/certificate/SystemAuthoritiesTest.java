package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemAuthoritiesTest {
  private static X509Bundle one;
  private static X509Bundle two;

  @TempDir Path directory;

  @BeforeAll
  static void makeRoots() throws Exception {
    one = root("CN=one");
    two = root("CN=two");
  }

  private static X509Bundle root(String subject) throws Exception {
    return new CertificateBuilder()
        .subject(subject)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  @Test
  void theFirstBundleThatIsThereCounts() throws Exception {
    var first = file("one.pem", one.getCertificatePEM());
    var second = file("two.pem", two.getCertificatePEM());
    var system = new SystemAuthorities(Map.of(), List.of("/no/such.pem", first, second));
    assertTrue(trusts(system, one));
    assertEquals(1, system.roots().count());
    assertEquals(List.of(), system.read());
  }

  @Test
  void withoutABundleTheJdkHasSome() throws IOException {
    var empty = file("empty.pem", "");
    assertTrue(new SystemAuthorities(Map.of(), List.of(empty)).roots().count() > 50);
  }

  @Test
  void variablesCountBeforeTheBundles() throws Exception {
    var bundle = file("one.pem", one.getCertificatePEM());
    var named = file("two.pem", two.getCertificatePEM());
    Files.createDirectories(directory.resolve("certs"));
    file("certs/0a1b2c3d.0", two.getCertificatePEM());
    file("certs/README", one.getCertificatePEM());
    var certs = directory.resolve("certs").toString();
    for (var environment :
        List.of(
            Map.of("SSL_CERT_FILE", named),
            Map.of("SSL_CERT_DIR", "/no/such:" + certs),
            Map.of("SSL_CERT_FILE", named, "SSL_CERT_DIR", certs))) {
      var system = new SystemAuthorities(environment, List.of(bundle));
      assertTrue(trusts(system, two), environment.toString());
      assertEquals(1, system.roots().count(), environment.toString());
    }
    assertTrue(trusts(new SystemAuthorities(Map.of("SSL_CERT_FILE", " "), List.of(bundle)), one));
  }

  @Test
  void aFileUnderSeveralNamesIsReadOnce() throws Exception {
    var certs = Files.createDirectories(directory.resolve("linked"));
    var bad = file("linked/bad.pem", one.getCertificatePEM() + "-----BEGIN CERTIFICATE-----\n");
    Files.createSymbolicLink(certs.resolve("0a1b2c3d.0"), Path.of("bad.pem"));
    Files.createSymbolicLink(certs.resolve("1a1b2c3d.0"), Path.of("no such file"));
    for (var environment :
        List.of(
            Map.of("SSL_CERT_DIR", certs.toString()),
            Map.of("SSL_CERT_FILE", bad, "SSL_CERT_DIR", certs.toString()))) {
      var system = new SystemAuthorities(environment, List.of());
      assertEquals(1, system.read().size(), "a warning each time that it is read");
      assertTrue(trusts(system, one));
    }
  }

  @Test
  void directoriesBesideAFileAreReadLater() throws Exception {
    var named = file("one.pem", one.getCertificatePEM());
    Files.createDirectories(directory.resolve("certs"));
    file("certs/one.pem", one.getCertificatePEM());
    file("certs/two.pem", two.getCertificatePEM());
    file("certs/bad.pem", "-----BEGIN CERTIFICATE-----\n");
    var system =
        new SystemAuthorities(
            Map.of("SSL_CERT_FILE", named, "SSL_CERT_DIR", "/no/such:" + directory + "/certs"),
            List.of());
    var missing = system.read();
    assertEquals(1, missing.size(), missing.toString());
    assertTrue(missing.getFirst().endsWith("no such file or directory"), missing.toString());
    assertTrue(trusts(system.roots(), one));
    assertFalse(trusts(system.roots(), two));
    assertTrue(trusts(system.furtherRoots(), two));
    assertEquals(1, system.furtherRoots().count(), "those of the file are left out");
    assertEquals(2, system.read().size());
  }

  @Test
  void aFileOfADirectoryThatCannotBeReadHidesNoOther() throws Exception {
    var certs = Files.createDirectories(directory.resolve("certs"));
    file("certs/two.pem", two.getCertificatePEM());
    var unreadable = Path.of("/proc/self/mem"); // for root, too
    assumeTrue(Files.isRegularFile(unreadable));
    Files.createSymbolicLink(certs.resolve("one.pem"), unreadable);
    var system = new SystemAuthorities(Map.of("SSL_CERT_DIR", certs.toString()), List.of());
    assertTrue(trusts(system, two));
    assertEquals(1, system.read().size());
  }

  @Test
  void aVariableThatNamesNothingUsableIsNamedItself() throws IOException {
    var empty = file("empty.pem", "nothing");
    for (var value : List.of("/no/such.pem", empty, directory.toString(), "a\0b")) {
      var system = new SystemAuthorities(Map.of("SSL_CERT_FILE", value), List.of());
      var refused = assertThrows(IllegalArgumentException.class, system::read);
      assertTrue(refused.getMessage().startsWith("SSL_CERT_FILE=" + value), refused.getMessage());
    }
    var system = new SystemAuthorities(Map.of("SSL_CERT_DIR", "/no/such"), List.of());
    var refused = assertThrows(IllegalArgumentException.class, system::read);
    assertTrue(refused.getMessage().startsWith("SSL_CERT_DIR=/no/such"), refused.getMessage());
  }

  @Test
  void badEntriesAreLeftOutWithAWarning() throws Exception {
    var bundle =
        file(
            "bundle.pem",
            "# a comment\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                + one.getCertificatePEM()
                + "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"
                + two.getCertificatePEM()
                + one.getCertificatePEM()
                + "-----BEGIN CERTIFICATE-----\nMIIB");
    var system = new SystemAuthorities(Map.of(), List.of(bundle));
    assertTrue(trusts(system, one) && trusts(system, two));
    assertEquals(2, system.roots().count(), "a certificate that is there twice counts once");
    assertEquals(
        List.of(bundle + ": 3 of its certificates cannot be read, and are left out"),
        system.read());
  }

  private static boolean trusts(SystemAuthorities system, X509Bundle root) {
    return trusts(system.roots(), root);
  }

  private static boolean trusts(RootIndex roots, X509Bundle root) {
    return roots.candidates(new X509Certificate[] {root.getCertificate()}).stream()
        .anyMatch(found -> root.getCertificate().equals(found.certificate()));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}

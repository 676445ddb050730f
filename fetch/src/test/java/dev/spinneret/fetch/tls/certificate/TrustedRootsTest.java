package dev.spinneret.fetch.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.fetch.tls.certificate.TestCertificates.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of authorities, and a directory that is read when the file does not suffice.
class TrustedRootsTest {
  private static Issued inFile;
  private static Issued inDirectory;

  /// Called like the one of the file, with another key.
  private static Issued namesake;

  @TempDir Path directory;
  private SystemAuthorities system;
  private TrustedRoots trusted;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    inFile = TestCertificates.authority("in the file").selfSigned();
    inDirectory = TestCertificates.authority("in the directory").selfSigned();
    namesake = TestCertificates.authority("in the file").selfSigned();
  }

  @BeforeEach
  void writeThem() throws Exception {
    var certs = Files.createDirectories(directory.resolve("certs"));
    var file = write("file.pem", inFile);
    write("certs/0a1b2c3d.0", inDirectory);
    write("certs/without a hash.pem", namesake);
    Files.writeString(certs.resolve("bad.crt"), "-----BEGIN CERTIFICATE-----\n");
    system =
        new SystemAuthorities(
            Map.of("SSL_CERT_FILE", file.toString(), "SSL_CERT_DIR", certs.toString()), List.of());
    trusted = new TrustedRoots(new RootIndex(), system);
  }

  private Path write(String name, Issued authority) throws Exception {
    var text = Pem.text(Pem.CERTIFICATE, authority.encoded());
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<Issued> site(Issued root) throws Exception {
    var middle = TestCertificates.authority("middle").by(root);
    return List.of(TestCertificates.site("site.example").by(middle), middle);
  }

  private static byte[][] encoded(List<Issued> chain) throws Exception {
    var all = new ArrayList<byte[]>();
    for (var each : chain) {
      all.add(each.encoded());
    }
    return all.toArray(byte[][]::new);
  }

  private static X509Certificate[] parsed(List<Issued> chain) {
    return chain.stream().map(Issued::certificate).toArray(X509Certificate[]::new);
  }

  /// One of its files is bad, so there is a warning once it has been read.
  private void assertDirectoryIsRead(boolean expected) {
    assertEquals(expected ? 1 : 0, system.read().size(), () -> system.read().toString());
  }

  @Test
  void libcryptoHasTheDirectoryReadWhenItNeedsIt() throws Exception {
    assumeTrue(NativeCertificates.areAvailable(), "no libcrypto 3");
    var paths = new NativePaths(trusted);
    assertNotNull(paths.find(encoded(site(inFile))));
    assertDirectoryIsRead(false);
    assertNotNull(paths.find(encoded(site(namesake))));
    assertDirectoryIsRead(true);
    assertNotNull(paths.find(encoded(site(inDirectory))));
    assertNull(paths.find(encoded(site(TestCertificates.authority("other").selfSigned()))));
  }

  @Test
  void theJdkHasTheDirectoryReadWhenItNeedsIt() throws Exception {
    var paths = new CertificatePaths(trusted);
    paths.check(parsed(site(inFile)));
    assertDirectoryIsRead(false);
    paths.check(parsed(site(inDirectory)));
    assertDirectoryIsRead(true);
    paths.check(parsed(site(namesake)));
    var stranger = parsed(site(TestCertificates.authority("other").selfSigned()));
    assertThrows(GeneralSecurityException.class, () -> paths.check(stranger));
  }
}

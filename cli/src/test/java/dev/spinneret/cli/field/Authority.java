package dev.spinneret.cli.field;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/// A certificate authority of the test's own.
public final class Authority {
  private static final Instant NOW = Instant.now();
  private static final String SUBJECT_ALT_NAME = "2.5.29.17";

  private final X509Bundle root;
  private final Path file;

  /// Makes one.
  ///
  /// @param directory where its certificate is written
  /// @param name its common name, and the name of the file
  public Authority(Path directory, String name) throws Exception {
    root = builder(name).setIsCertificateAuthority(true).buildSelfSigned();
    file = Files.writeString(directory.resolve(name + ".pem"), root.getCertificatePEM());
  }

  /// Its certificate as a PEM file.
  public Path file() {
    return file;
  }

  /// What a server needs that is known by these names or addresses.
  public SSLContext server(String... names) throws Exception {
    return server(builder -> builder, names);
  }

  /// The same with a certificate that is out of date.
  public SSLContext expired(String... names) throws Exception {
    return server(builder -> builder.notAfter(NOW.minus(Duration.ofDays(1))), names);
  }

  /// The same with a certificate for keys of another algorithm.
  public SSLContext withKeys(CertificateBuilder.Algorithm algorithm, String... names)
      throws Exception {
    return server(builder -> builder.algorithm(algorithm), names);
  }

  /// What a server needs whose certificate an intermediate authority has signed.
  ///
  /// @param sent which certificates the server sends: of 0, its own, 1, the intermediate one, and
  ///   2, this authority's as another one signed it that nobody trusts and that is out of date
  public SSLContext behindAnother(String name, int... sent) throws Exception {
    var intermediate = builder("intermediate").setIsCertificateAuthority(true).buildIssuedBy(root);
    var own = builder("server").addSanDnsName(name).buildIssuedBy(intermediate);
    var old = builder("old root").setIsCertificateAuthority(true).buildSelfSigned();
    var signedByOld =
        builder(root.getCertificate().getSubjectX500Principal().getName().substring(3))
            .publicKey(root.getKeyPair().getPublic())
            .setIsCertificateAuthority(true)
            .notAfter(NOW.minus(Duration.ofDays(1)))
            .buildIssuedBy(old);
    var all =
        List.of(own.getCertificate(), intermediate.getCertificate(), signedByOld.getCertificate());
    var path = IntStream.of(sent).mapToObj(all::get).toArray(X509Certificate[]::new);
    return context(X509Bundle.fromCertificatePath(path, root.getCertificate(), own.getKeyPair()));
  }

  private SSLContext server(UnaryOperator<CertificateBuilder> change, String... names)
      throws Exception {
    var all = new GeneralName[names.length];
    for (var i = 0; i < names.length; i++) {
      var kind = names[i].matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName;
      all[i] = new GeneralName(kind, names[i]);
    }
    // Not by addSanDnsName, which knows fewer names than the web.
    var builder =
        builder("server")
            .addExtensionOctetString(SUBJECT_ALT_NAME, false, new GeneralNames(all).getEncoded());
    return context(change.apply(builder).buildIssuedBy(root));
  }

  /// What a server needs whose certificate nobody has signed but itself.
  public static SSLContext selfSigned(String name) throws Exception {
    return context(
        builder("server").addSanDnsName(name).setIsCertificateAuthority(true).buildSelfSigned());
  }

  private static CertificateBuilder builder(String name) {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .notBefore(NOW.minus(Duration.ofDays(10)))
        .notAfter(NOW.plus(Duration.ofDays(10)));
  }

  private static SSLContext context(X509Bundle bundle)
      throws GeneralSecurityException, IOException {
    var password = new char[0];
    var keys = KeyStore.getInstance("JKS"); // PKCS #12 refuses what servers send
    keys.load(null, password);
    var key = bundle.getKeyPair().getPrivate();
    keys.setKeyEntry("server", key, password, bundle.getCertificatePath());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}

package dev.spinneret.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.tls.ClientTls;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.TlsProvider;
import dev.spinneret.fetch.tls.TlsVersion;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// TLS against servers with certificates of every kind, on each engine.
@ParameterizedClass
@EnumSource(TlsProvider.class)
class TlsTest {
  private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final Instant NOW = Instant.now();

  @TempDir static Path directory;
  private static X509Bundle authority;
  private static Path authorityFile;

  private final TlsProvider provider;

  TlsTest(TlsProvider provider) {
    this.provider = provider;
  }

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = certificate("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
    authorityFile = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
  }

  @ParameterizedTest
  @EnumSource
  void aVerifiedServerIsFetchedFromAndItsConnectionKept(Engine engine) throws Exception {
    var bundle = certificate("CN=localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    try (var server = new TlsServer(bundle, authority, "TLSv1.3", REPLY, true)) {
      var results = engine.fetchAll(trusting(), server.url(), server.url(), server.url());
      for (var result : results) {
        var fetched = assertInstanceOf(FetchResult.Fetched.class, result, result::toString);
        assertEquals("hello", new String(fetched.reply().body(), US_ASCII));
      }
      assertTrue(results.getFirst().timings().tlsNanos() > 0);
      assertEquals(0, results.getLast().timings().tlsNanos());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExpiredCertificateIsNamed(Engine engine) throws Exception {
    var bundle =
        certificate("CN=localhost")
            .addSanIpAddress("127.0.0.1")
            .notAfter(NOW.minus(Duration.ofDays(1)))
            .buildIssuedBy(authority);
    assertEquals(FailureCause.TLS_EXPIRED, failure(engine, bundle));
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateForAnotherHostIsNamed(Engine engine) throws Exception {
    var bundle =
        certificate("CN=elsewhere").addSanDnsName("elsewhere.example").buildIssuedBy(authority);
    assertEquals(FailureCause.TLS_WRONG_HOST, failure(engine, bundle));
  }

  @ParameterizedTest
  @EnumSource
  void aSelfSignedCertificateIsNamed(Engine engine) throws Exception {
    var bundle =
        certificate("CN=localhost")
            .addSanIpAddress("127.0.0.1")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    assertEquals(FailureCause.TLS_SELF_SIGNED, failure(engine, bundle));
  }

  @ParameterizedTest
  @EnumSource
  void anUntrustedAuthorityIsNamed(Engine engine) throws Exception {
    var other = certificate("CN=other").setIsCertificateAuthority(true).buildSelfSigned();
    var bundle = certificate("CN=localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(other);
    assertEquals(FailureCause.TLS_UNTRUSTED, failure(engine, bundle));
  }

  @ParameterizedTest
  @EnumSource
  void insecureTakesAnyCertificate(Engine engine) throws Exception {
    var bundle = certificate("CN=elsewhere").setIsCertificateAuthority(true).buildSelfSigned();
    var options =
        options(new TlsOptions(true, null, null, null, TlsVersion.TLS_1_2).withProvider(provider));
    try (var server = new TlsServer(bundle, authority, "TLSv1.2", REPLY, true)) {
      assertInstanceOf(
          FetchResult.Fetched.class, engine.fetchAll(options, server.url()).getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerOlderThanTheMinimumIsRefused(Engine engine) throws Exception {
    var bundle = certificate("CN=localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    var options =
        options(
            new TlsOptions(false, authorityFile, null, null, TlsVersion.TLS_1_3)
                .withProvider(provider));
    try (var server = new TlsServer(bundle, authority, "TLSv1.2", REPLY, true)) {
      var result = engine.fetchAll(options, server.url()).getFirst();
      assertEquals(FailureCause.TLS_PROTOCOL, cause(result));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourCertificateIsShownToTheTypedOriginsAlone(Engine engine) throws Exception {
    var bundle = certificate("CN=localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    var client = certificate("CN=the client").buildIssuedBy(authority);
    var chain = Files.writeString(directory.resolve("client.pem"), client.getCertificatePEM());
    var key = Files.writeString(directory.resolve("client.key"), client.getPrivateKeyPEM());
    try (var server = new TlsServer(bundle, authority, "TLSv1.3", REPLY, true)) {
      server.wantsClients = true;
      var tls =
          new TlsOptions(false, authorityFile, chain, key, TlsVersion.TLS_1_2)
              .withProvider(provider);
      var credentials = new Credentials(List.of());
      credentials.admit(Engine.request(server.url()).url());
      var shown =
          FetchOptions.DEFAULT
              .withNetwork(n -> n.withTls(tls))
              .withRequest(r -> r.withCredentials(credentials));
      assertInstanceOf(FetchResult.Fetched.class, engine.fetchAll(shown, server.url()).getFirst());
      var elsewhere = new Credentials(List.of());
      elsewhere.admit(Engine.request("https://elsewhere.example/").url());
      var hidden =
          FetchOptions.DEFAULT
              .withNetwork(n -> n.withTls(tls))
              .withRequest(r -> r.withCredentials(elsewhere));
      assertInstanceOf(FetchResult.Failed.class, engine.fetchAll(hidden, server.url()).getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEndWithoutNoticeIsAnEndOfWhichNobodyKnowsIfItWasWhole(Engine engine) throws Exception {
    var bundle = certificate("CN=x").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    var bare = "HTTP/1.0 200 OK\r\n\r\nhello";
    var length = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    for (var stream : List.of(bare, length)) {
      try (var server = new TlsServer(bundle, authority, "TLSv1.3", stream, false)) {
        var reply = Results.reply(engine.fetchAll(trusting(), server.url()).getFirst());
        assertEquals("hello", Results.text(reply));
        assertEquals(stream.equals(bare), reply.truncated());
      }
    }
    for (var cut :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "HTTP/1.1 200 OK\r\n")) {
      try (var server = new TlsServer(bundle, authority, "TLSv1.3", cut, false)) {
        var result = engine.fetchAll(trusting(), server.url()).getFirst();
        assertEquals(FailureCause.CLOSED_EARLY, cause(result));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatSpeaksNoTlsIsNamed(Engine engine) throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = server.accept()) {
              var _ = socket.getInputStream().read();
              socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
              var _ = socket.getInputStream().readAllBytes();
            } catch (IOException _) {
              // The client has left, as it should.
            }
          });
      var url = "https://127.0.0.1:" + server.getLocalPort() + "/";
      assertEquals(FailureCause.TLS_PROTOCOL, cause(engine.fetchAll(trusting(), url).getFirst()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatNeverAnswersTheHandshakeTimesOut(Engine engine) throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var options =
          FetchOptions.DEFAULT
              .withNetwork(n -> n.withTls(tls()))
              .withTimeouts(t -> t.withConnect(Duration.ofMillis(200)));
      var url = "https://127.0.0.1:" + server.getLocalPort() + "/";
      assertEquals(FailureCause.TLS_TIMEOUT, cause(engine.fetchAll(options, url).getFirst()));
    }
  }

  @Test
  void aFileWithoutCertificatesIsRefusedByItsName() throws IOException {
    var empty = Files.writeString(directory.resolve("empty.pem"), "nothing\n");
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Engine.LOOP.fetchAll(
                    options(
                        new TlsOptions(false, empty, null, null, TlsVersion.TLS_1_2)
                            .withProvider(provider)),
                    "https://127.0.0.1:1/"));
    assertTrue(refused.getMessage().contains("empty.pem"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TlsOptions(false, null, empty, null, TlsVersion.TLS_1_2));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedNamingBothFiles() throws Exception {
    var one = certificate("CN=one").buildIssuedBy(authority);
    var other = certificate("CN=other").buildIssuedBy(authority);
    var rsa =
        certificate("CN=rsa")
            .algorithm(CertificateBuilder.Algorithm.rsa2048)
            .buildIssuedBy(authority);
    var chain = Files.writeString(directory.resolve("one.pem"), one.getCertificatePEM());
    for (var wrong : List.of(other, rsa)) {
      var key = Files.writeString(directory.resolve("other.key"), wrong.getPrivateKeyPEM());
      var tls = new TlsOptions(false, null, chain, key, TlsVersion.TLS_1_2).withProvider(provider);
      var refused = assertThrows(IllegalArgumentException.class, () -> new ClientTls(tls));
      assertTrue(refused.getMessage().contains("one.pem"), refused.getMessage());
      assertTrue(refused.getMessage().contains("other.key"), refused.getMessage());
    }
    var right = Files.writeString(directory.resolve("one.key"), one.getPrivateKeyPEM());
    new ClientTls(
        new TlsOptions(false, null, chain, right, TlsVersion.TLS_1_2).withProvider(provider));
  }

  private static CertificateBuilder certificate(String subject) {
    return new CertificateBuilder()
        .subject(subject)
        .notBefore(NOW.minus(Duration.ofDays(10)))
        .notAfter(NOW.plus(Duration.ofDays(10)));
  }

  private TlsOptions tls() {
    return new TlsOptions(false, authorityFile, null, null, TlsVersion.TLS_1_2)
        .withProvider(provider);
  }

  private static FetchOptions options(TlsOptions tls) {
    return FetchOptions.DEFAULT.withNetwork(n -> n.withTls(tls));
  }

  private FetchOptions trusting() {
    return options(tls());
  }

  private FailureCause failure(Engine engine, X509Bundle bundle) throws Exception {
    try (var server = new TlsServer(bundle, authority, "TLSv1.3", REPLY, true)) {
      return cause(engine.fetchAll(trusting(), server.url()).getFirst());
    }
  }

  private static FailureCause cause(FetchResult result) {
    return assertInstanceOf(FetchResult.Failed.class, result, result::toString).cause();
  }
}

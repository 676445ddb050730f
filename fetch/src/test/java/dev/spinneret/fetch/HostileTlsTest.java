package dev.spinneret.fetch;

import static dev.spinneret.engine.crawl.port.FailureCause.CLOSED_EARLY;
import static dev.spinneret.engine.crawl.port.FailureCause.RESET;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_EXPIRED;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_PROTOCOL;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_SELF_SIGNED;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_TIMEOUT;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_UNTRUSTED;
import static dev.spinneret.engine.crawl.port.FailureCause.TLS_WRONG_HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.RawServer.Peer;
import dev.spinneret.fetch.RawServer.Script;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.TlsProvider;
import dev.spinneret.fetch.tls.TlsVersion;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers on the https port that mean no good, all at once: each fetch ends in time and says the
/// right thing, and nothing is left behind.
@ParameterizedClass
@EnumSource(TlsProvider.class)
class HostileTlsTest {
  private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final Instant NOW = Instant.now();
  private static final byte[] HALF_A_HELLO = {22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc, 3, 3};
  private static final byte[] EMPTY_HELLO = {22, 3, 3, 0, 4, 2, 0, 0, 0};
  private static final byte[] VERSION_ALERT = {21, 3, 1, 0, 2, 2, 70};
  private static final byte[] FAILURE_ALERT = {21, 3, 3, 0, 2, 2, 40};

  /// How much two runs may leave on the heap.
  private static final long HEAP_BOUND_BYTES = 8 << 20;

  @TempDir static Path directory;
  private static X509Bundle authority;
  private static Path authorityFile;

  private final FetchOptions options;

  HostileTlsTest(TlsProvider provider) {
    options =
        FetchOptions.DEFAULT
            .withNetwork(n ->
                n.withTls(
                    new TlsOptions(false, authorityFile, null, null, TlsVersion.TLS_1_3)
                        .withProvider(provider)))
            .withTimeouts(
                t -> t.withConnect(Duration.ofSeconds(4)).withTotal(Duration.ofSeconds(60)));
  }

  /// A server and how a fetch from it ends.
  private record Hostile(String url, AutoCloseable server, FailureCause cause) {}

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = certificate("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
    authorityFile = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
  }

  @ParameterizedTest
  @EnumSource
  void everyHostileServerEndsInTimeWithItsCause(Engine engine) throws Exception {
    run(engine);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    run(Engine.LOOP);
    var openBefore = openDescriptors();
    var heapBefore = heapBytes();
    run(Engine.LOOP);
    run(Engine.LOOP);
    // The servers close their ends on threads of their own.
    var deadlineAtNanos = System.nanoTime() + 20_000_000_000L;
    while (openDescriptors() > openBefore + 3 && System.nanoTime() - deadlineAtNanos < 0) {
      Thread.onSpinWait();
    }
    assertTrue(openDescriptors() <= openBefore + 3, openDescriptors() + " after " + openBefore);
    var grown = heapBytes() - heapBefore;
    assertTrue(grown < HEAP_BOUND_BYTES, "two runs left " + grown + " bytes on the heap");
  }

  private void run(Engine engine) throws Exception {
    var all = new ArrayList<Hostile>();
    try {
      begin(all);
      var results = engine.fetchTogether(options, all.stream().map(Hostile::url).toList());
      for (var i = 0; i < all.size(); i++) {
        var failed = assertInstanceOf(FetchResult.Failed.class, results.get(i));
        assertEquals(all.get(i).cause(), failed.cause(), i + ": " + failed.detail());
      }
    } finally {
      for (var hostile : all) {
        hostile.server().close();
      }
    }
  }

  private static void begin(List<Hostile> all) throws Exception {
    // -- no handshake
    raw(all, Peer::awaitClose, TLS_TIMEOUT);
    raw(all, peer -> afterHello(peer, HALF_A_HELLO, true), TLS_TIMEOUT);
    raw(all, peer -> afterHello(peer, HALF_A_HELLO, false), CLOSED_EARLY);
    raw(all, peer -> afterHello(peer, new byte[0], false), CLOSED_EARLY);
    raw(all, peer -> afterHello(peer, EMPTY_HELLO, true), TLS_PROTOCOL);
    raw(all, peer -> afterHello(peer, VERSION_ALERT, true), TLS_PROTOCOL);
    raw(all, peer -> afterHello(peer, FAILURE_ALERT, true), TLS_PROTOCOL);
    raw(all, peer -> afterHello(peer, "220 mail ESMTP\r\n".getBytes(), true), TLS_PROTOCOL);
    raw(all, peer -> afterHello(peer, new byte[100_000], true), TLS_PROTOCOL);
    raw(
        all,
        peer -> {
          var _ = peer.in().read();
          peer.reset();
        },
        RESET);
    // -- the wrong certificate
    tls(all, ours().notAfter(NOW.minus(Duration.ofDays(1))).buildIssuedBy(authority), TLS_EXPIRED);
    tls(all, ours().notBefore(NOW.plus(Duration.ofDays(1))).buildIssuedBy(authority), TLS_EXPIRED);
    tls(all, ours().setIsCertificateAuthority(true).buildSelfSigned(), TLS_SELF_SIGNED);
    tls(
        all,
        certificate("CN=elsewhere").addSanDnsName("elsewhere.example").buildIssuedBy(authority),
        TLS_WRONG_HOST);
    var stranger = certificate("CN=other").setIsCertificateAuthority(true).buildSelfSigned();
    tls(all, ours().buildIssuedBy(stranger), TLS_UNTRUSTED);
    // -- the wrong protocol
    var good = ours().buildIssuedBy(authority);
    var old = new TlsServer(good, authority, "TLSv1.2", REPLY, true);
    all.add(new Hostile(old.url(), old, TLS_PROTOCOL));
  }

  private static void raw(List<Hostile> all, Script script, FailureCause cause) {
    var server = new RawServer(script);
    all.add(new Hostile(server.url("/").replace("http:", "https:"), server, cause));
  }

  private static void tls(List<Hostile> all, X509Bundle bundle, FailureCause cause)
      throws Exception {
    var server = new TlsServer(bundle, authority, "TLSv1.3", REPLY, true);
    all.add(new Hostile(server.url(), server, cause));
  }

  /// Takes the whole hello, so that closing sends no reset.
  private static void afterHello(Peer peer, byte[] answer, boolean stays) throws IOException {
    var head = peer.in().readNBytes(5);
    var _ = peer.in().readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
    peer.send(answer);
    if (stays) {
      peer.awaitClose();
    }
  }

  private static CertificateBuilder ours() {
    return certificate("CN=localhost").addSanIpAddress("127.0.0.1");
  }

  private static CertificateBuilder certificate(String subject) {
    return new CertificateBuilder()
        .subject(subject)
        .notBefore(NOW.minus(Duration.ofDays(10)))
        .notAfter(NOW.plus(Duration.ofDays(10)));
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// 0 where the system does not tell.
  private static int openDescriptors() {
    var all = new File("/proc/self/fd").list();
    return all == null ? 0 : all.length;
  }
}

package dev.spinneret.fetch.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import dev.spinneret.fetch.tls.certificate.RefusedChain;
import dev.spinneret.fetch.tls.certificate.TestCertificates;
import io.netty.pkitesting.CertificateBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Two engines face to face, without sockets: each provider as the client and as the server.
@ParameterizedClass
@MethodSource("pairs")
class TlsEngineTest {
  @TempDir static Path directory;
  private static KeyMaterial site;
  private static ChainVerifier verifier;

  private final TlsContext clients;
  private final TlsContext servers;

  TlsEngineTest(TlsProvider client, TlsProvider server, TlsVersion version) {
    clients = new TlsConfig(false, version, verifier, null).context(client);
    servers = new TlsConfig(true, version, null, site).context(server);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(TlsProvider.values())
        .flatMap(client ->
            Stream.of(TlsProvider.values())
                .map(server -> Arguments.of(client, server, TlsVersion.TLS_1_3)));
  }

  @BeforeAll
  static void makeCertificates() throws Exception {
    var authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var bundle =
        new CertificateBuilder()
            .subject("CN=site")
            .addSanDnsName("site.example")
            .buildIssuedBy(authority);
    site =
        KeyMaterial.read(
            "certificate",
            Files.writeString(directory.resolve("site.pem"), bundle.getCertificatePathPEM()),
            Files.writeString(directory.resolve("site.key"), bundle.getPrivateKeyPEM()));
    verifier = new ChainVerifier(TestCertificates.trusting(authority.getCertificate()));
  }

  /// A client, a server, and what is on its way between them.
  private final class Pair implements AutoCloseable {
    final TlsEngine client = clients.engine("site.example", 443);
    final TlsEngine server;
    private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();

    Pair() {
      this(servers.engine("", 0));
    }

    Pair(TlsEngine server) {
      this.server = server;
    }

    Pair shakeHands() throws SSLException {
      var clientDone = false;
      var serverDone = false;
      for (var round = 0; round < 10 && !(clientDone && serverDone); round++) {
        clientDone = clientDone || client.handshake(toClient());
        serverDone = serverDone || server.handshake(toServer());
      }
      assertTrue(clientDone && serverDone, "the handshake has no end");
      return this;
    }

    ByteBuffer toClient() {
      return taken(server, toClient);
    }

    ByteBuffer toServer() {
      return taken(client, toServer);
    }

    /// What the engine has sent since it was asked last.
    private ByteBuffer taken(TlsEngine sender, ByteArrayOutputStream way) {
      var output = sender.output();
      if (output != null) {
        way.write(output.array(), output.position(), output.remaining());
      }
      var all = ByteBuffer.wrap(way.toByteArray());
      way.reset();
      return all;
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  /// Everything that an engine reads from its input; `#` for the end.
  private static String read(TlsEngine engine, ByteBuffer in) throws SSLException {
    return read(engine, in, 1_000);
  }

  /// The same, at most so many bytes at a time.
  static String read(TlsEngine engine, ByteBuffer in, int atMost) throws SSLException {
    var all = new StringBuilder();
    var some = ByteBuffer.allocate(atMost);
    do {
      int count = engine.read(in, some.clear());
      if (count == TlsEngine.CLOSED) {
        return all.append('#').toString();
      }
      all.append(new String(some.array(), 0, count, US_ASCII));
    } while (in.hasRemaining() || engine.mayHaveMore());
    return all.toString();
  }

  @Test
  void octetsGoBothWays() throws Exception {
    try (var pair = new Pair().shakeHands()) {
      pair.client.write(text("request"));
      assertEquals("request", read(pair.server, pair.toServer()));
      pair.server.write(text("reply"));
      assertEquals("reply", read(pair.client, pair.toClient()));
    }
  }

  @Test
  void inputMayComeByTheOctet() throws Exception {
    try (var pair = new Pair()) {
      var clientDone = pair.client.handshake(ByteBuffer.allocate(0));
      var serverDone = false;
      for (var round = 0; round < 10 && !(clientDone && serverDone); round++) {
        for (var in = pair.toServer(); in.hasRemaining() && !serverDone; ) {
          serverDone = pair.server.handshake(ByteBuffer.wrap(new byte[] {in.get()}));
        }
        for (var in = pair.toClient(); in.hasRemaining() && !clientDone; ) {
          clientDone = pair.client.handshake(ByteBuffer.wrap(new byte[] {in.get()}));
        }
      }
      pair.client.write(text("request"));
      var all = new StringBuilder();
      for (var in = pair.toServer(); in.hasRemaining(); ) {
        all.append(read(pair.server, ByteBuffer.wrap(new byte[] {in.get()})));
      }
      assertEquals("request", all.toString());
    }
  }

  @Test
  void muchFitsThroughBuffersOfAnySize() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var sent = new byte[300_000];
    random.nextBytes(sent);
    try (var pair = new Pair().shakeHands()) {
      var src = ByteBuffer.wrap(sent);
      var encrypted = new ByteArrayOutputStream();
      while (src.hasRemaining()) {
        pair.server.write(src);
        var output = pair.toClient();
        encrypted.write(output.array(), 0, output.remaining());
      }
      var in = ByteBuffer.wrap(encrypted.toByteArray());
      var received = ByteBuffer.allocate(sent.length);
      while (in.hasRemaining() || pair.client.mayHaveMore()) {
        var part = in.slice(in.position(), random.nextInt(in.remaining() + 1));
        var dst = ByteBuffer.allocate(1 + random.nextInt(20_000));
        pair.client.read(part, dst);
        in.position(in.position() + part.position());
        received.put(dst.flip());
      }
      assertArrayEquals(sent, received.array(), "seed " + seed);
    }
  }

  @Test
  void encryptedOctetsMayLieWhereTheDecryptedOnesGo() throws Exception {
    try (var pair = new Pair().shakeHands()) {
      pair.server.write(text("the reply"));
      var buffer = ByteBuffer.allocate(2_000).put(text("before ")).put(pair.toClient());
      var end = buffer.position();
      buffer.position(7);
      assertEquals(9, pair.client.read(buffer.slice(7, end - 7), buffer));
      assertEquals("before the reply", new String(buffer.array(), 0, 16, US_ASCII));
    }
  }

  @Test
  void theEndIsReportedAlsoIfItComesWithTheLastOctets() throws Exception {
    try (var pair = new Pair().shakeHands()) {
      pair.server.write(text("all"));
      pair.server.closeNotify();
      assertEquals("all#", read(pair.client, pair.toClient()));
      assertEquals(TlsEngine.CLOSED, pair.client.read(text(""), ByteBuffer.allocate(9)));
      pair.client.closeNotify();
      assertEquals("#", read(pair.server, pair.toServer()));
    }
  }

  @Test
  void withoutTheNoticeThereIsNoEnd() throws Exception {
    try (var pair = new Pair().shakeHands()) {
      pair.server.write(text("all"));
      var whole = pair.toClient();
      assertEquals("", read(pair.client, whole.slice(0, whole.remaining() - 1)));
      assertFalse(pair.client.mayHaveMore());
    }
  }

  @Test
  void aRecordThatWasChangedIsRefusedWithAnAlert() throws Exception {
    try (var pair = new Pair().shakeHands()) {
      var _ = read(pair.client, pair.toClient()); // tickets
      pair.server.write(text("all"));
      var changed = pair.toClient();
      changed.put(changed.limit() - 1, (byte) (changed.get(changed.limit() - 1) ^ 1));
      assertThrows(SSLException.class, () -> read(pair.client, changed));
      assertNotNull(pair.client.output());
    }
  }

  @Test
  void anEngineIsFreedOnceAndItsContextWithTheLast() throws Exception {
    var one = new Pair().shakeHands();
    var two = new Pair();
    assertEquals(2, clients.openEngineCount());
    one.close();
    one.close();
    assertEquals(1, clients.openEngineCount());
    clients.close();
    servers.close();
    two.shakeHands();
    two.close();
    assertEquals(0, clients.openEngineCount());
    assertEquals(0, servers.openEngineCount());
    assertThrows(IllegalStateException.class, () -> clients.engine("site.example", 443));
  }

  @Test
  void aPeerMayChangeItsKeysAndAskForNewOnes() throws Exception {
    var context = SSLContext.getInstance("TLS");
    var password = new char[0];
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("site", site.key(), password, site.chain().toArray(X509Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    context.init(keys.getKeyManagers(), null, null);
    var peer = context.createSSLEngine();
    peer.setUseClientMode(false);
    try (var pair = new Pair(new JdkEngine(peer, () -> {})).shakeHands()) {
      for (var round = 0; round < 5; round++) {
        peer.beginHandshake(); // after the first one, a key update (RFC 8446 §4.6.3)
        pair.server.write(text("reply" + round));
        assertEquals("reply" + round, read(pair.client, pair.toClient()));
        pair.client.write(text("request" + round));
        assertEquals("request" + round, read(pair.server, pair.toServer()));
      }
    }
  }

  @Test
  void theSecondConnectionResumesTheFirstSessionButNotThatOfAnotherHost() throws Exception {
    if (!(clients instanceof BoringContext boring)) {
      return; // the JDK does so by itself, and tells nobody
    }
    try (var first = new Pair().shakeHands()) {
      assertFalse(((BoringEngine) first.client).isResumed());
      first.server.write(text("reply"));
      assertEquals("reply", read(first.client, first.toClient())); // tickets came before
      assertTrue(boring.sessionCount() > 0);
    }
    try (var second = new Pair().shakeHands()) {
      assertTrue(((BoringEngine) second.client).isResumed());
      second.server.write(text("again"));
      assertEquals("again", read(second.client, second.toClient()));
    }
    try (var other = clients.engine("other.example", 443);
        var server = servers.engine("", 0)) {
      var refused =
          assertThrows(
              SSLException.class,
              () -> {
                other.handshake(ByteBuffer.allocate(0));
                server.handshake(other.output());
                other.handshake(server.output());
              });
      var chain = RefusedChain.in(refused);
      assertNotNull(chain);
      assertEquals(RefusedChain.Reason.WRONG_HOST, chain.reason());
    }
    clients.close();
    assertEquals(0, boring.sessionCount());
  }
}

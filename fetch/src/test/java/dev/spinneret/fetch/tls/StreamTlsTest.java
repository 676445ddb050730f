package dev.spinneret.fetch.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.stream.StreamConnection;
import dev.spinneret.engine.io.stream.StreamHandler;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.fetch.tls.certificate.RefusedChain;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams over TLS, client and server, after CPython's test_ssl and test_streams.
@ParameterizedClass
@MethodSource("pollersAndProviders")
@SuppressWarnings("try") // Closing early is what some tests are about.
class StreamTlsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir static Path directory;
  private static Path authorityFile;

  private final PollerKind poller;
  private final TlsProvider provider;
  private final StreamTls trusting;
  private final ServerTls named;
  private final ServerTls strange;

  StreamTlsTest(PollerKind poller, TlsProvider provider) {
    this.poller = poller;
    this.provider = provider;
    trusting =
        new StreamTls(
            new TlsOptions(false, authorityFile, null, null, TlsVersion.TLS_1_2)
                .withProvider(provider));
    named = server("named");
    strange = server("strange");
  }

  @AfterEach
  void closeAll() {
    trusting.close();
    named.close();
    strange.close();
  }

  static Stream<Arguments> pollersAndProviders() {
    return Stream.of(PollerKind.NIO, PollerKind.EPOLL)
        .filter(poller -> poller == PollerKind.NIO || EpollPoller.isAvailable())
        .flatMap(poller ->
            Stream.of(TlsProvider.values()).map(provider -> Arguments.of(poller, provider)));
  }

  @BeforeAll
  static void makeCertificates() throws Exception {
    var authority = certificate("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
    authorityFile = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
    write(
        "named", certificate("CN=localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority));
    write(
        "strange",
        certificate("CN=elsewhere").addSanDnsName("elsewhere.example").buildIssuedBy(authority));
  }

  private static CertificateBuilder certificate(String subject) {
    var now = Instant.now();
    return new CertificateBuilder()
        .subject(subject)
        .notBefore(now.minus(Duration.ofDays(10)))
        .notAfter(now.plus(Duration.ofDays(10)));
  }

  private static void write(String name, X509Bundle bundle) throws IOException {
    Files.writeString(directory.resolve(name + ".pem"), bundle.getCertificatePathPEM());
    Files.writeString(directory.resolve(name + ".key"), bundle.getPrivateKeyPEM());
  }

  private ServerTls server(String name) {
    return new ServerTls(
        directory.resolve(name + ".pem"),
        directory.resolve(name + ".key"),
        TlsVersion.TLS_1_2,
        provider);
  }

  private void run(Callable<?> main) {
    EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
    for (byte[] some = reader.read(50_000); some.length > 0; some = reader.read(50_000)) {
      writer.write(some);
      writer.drain();
    }
  }

  private Server serve(StreamHandler handler) throws IOException {
    return Streams.startServer(handler, ANY_PORT, named);
  }

  private StreamConnection open(Server server) throws IOException {
    return Streams.openConnection("127.0.0.1", server.address().getPort(), trusting);
  }

  @Test
  void linesGoToAServerAndBack() {
    run(() -> {
      try (var server = serve(StreamTlsTest::echo);
          var client = open(server)) {
        client.writer().write("one\ntwo\n");
        assertEquals("one", client.reader().readTextLine());
        assertEquals("two", client.reader().readTextLine());
        client.writer().close();
        client.writer().waitClosed();
        server.close();
        server.waitClosed();
      }
      return null;
    });
    assertEquals(0, trusting.openEngineCount());
    assertEquals(0, named.openEngineCount());
  }

  @Test
  void muchGoesBothWaysWithBackPressure() {
    run(() -> {
      byte[] much = new byte[3_000_000];
      new Random(5).nextBytes(much);
      try (var server = serve(StreamTlsTest::echo);
          var client = open(server)) {
        var sending =
            Tasks.spawn(() -> {
              for (int at = 0; at < much.length; at += 10_000) {
                client.writer().write(java.nio.ByteBuffer.wrap(much, at, 10_000));
                assertTrue(client.writer().transport().writeBufferBytes() < 200_000);
                client.writer().drain();
              }
              return true;
            });
        assertArrayEquals(much, client.reader().readExactly(much.length));
        assertTrue(sending.await());
      }
      return null;
    });
  }

  @Test
  void whatIsWrittenBeforeTheCloseArrivesWhole() {
    run(() -> {
      byte[] much = new byte[2_000_000];
      new Random(6).nextBytes(much);
      try (var server = serve((_, writer) -> writer.write(much));
          var client = open(server)) {
        assertArrayEquals(much, client.reader().readAll());
        assertTrue(client.reader().isAtEof());
      }
      return null;
    });
  }

  @Test
  void aSlowReaderStopsTheWriter() {
    run(() -> {
      var written = new int[1];
      try (var server =
              serve((_, writer) -> {
                for (int i = 0; i < 3_000; i++) {
                  writer.write(new byte[10_000]);
                  writer.drain();
                  written[0]++;
                }
              });
          var client = open(server)) {
        assertEquals(1, client.reader().readExactly(1).length);
        int before = -1;
        while (before != written[0]) {
          before = written[0];
          Tasks.sleep(Duration.ofMillis(20));
        }
        assertTrue(written[0] < 3_000, "nothing holds the writer back");
        assertEquals(29_999_999, client.reader().readExactly(29_999_999).length);
      }
      return null;
    });
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    run(() -> {
      var served = new int[1];
      try (var server = Streams.startServer((_, _) -> served[0]++, ANY_PORT, strange)) {
        var refused =
            assertThrows(
                IOException.class,
                () -> Streams.openConnection("127.0.0.1", server.address().getPort(), trusting));
        assertNotNull(RefusedChain.in(refused), refused::toString);
        server.close();
        server.waitClosed();
        assertEquals(0, served[0]);
      }
      return null;
    });
  }

  @Test
  void anUnknownAuthorityIsRefusedUnlessInsecure() {
    run(() -> {
      try (var server = serve(StreamTlsTest::echo)) {
        int port = server.address().getPort();
        var strict = new StreamTls(TlsOptions.DEFAULT.withProvider(provider));
        assertThrows(IOException.class, () -> Streams.openConnection("127.0.0.1", port, strict));
        var insecure =
            new StreamTls(
                new TlsOptions(true, null, null, null, TlsVersion.TLS_1_3).withProvider(provider));
        try (var client = Streams.openConnection("127.0.0.1", port, insecure)) {
          client.writer().write("trusted\n");
          assertEquals("trusted", client.reader().readTextLine());
        }
      }
      return null;
    });
  }

  @Test
  void aPeerThatSpeaksNoTlsCostsItsOwnConnectionOnly() {
    run(() -> {
      try (var server = serve(StreamTlsTest::echo);
          var plain = Streams.openConnection("127.0.0.1", server.address().getPort())) {
        plain.writer().write("GET / HTTP/1.1\r\n\r\n");
        try {
          var _ = plain.reader().readAll();
        } catch (IOException _) {
          // An alert or a reset, as the system likes.
        }
        try (var client = open(server)) {
          client.writer().write("still here\n");
          assertEquals("still here", client.reader().readTextLine());
        }
      }
      try (var plain =
          Streams.startServer((_, writer) -> writer.write("220 no TLS\r\n"), ANY_PORT)) {
        assertThrows(IOException.class, () -> open(plain));
      }
      return null;
    });
  }

  @Test
  void aHandshakeCanBeCancelled() {
    run(() -> {
      Future<Boolean> never = EventLoop.current().createFuture();
      try (var silent = Streams.startServer((_, _) -> never.await(), ANY_PORT)) {
        var opening = Tasks.spawn(() -> open(silent));
        assertThrows(TimeoutException.class, () -> Tasks.waitFor(opening, Duration.ofMillis(50)));
        var other = Tasks.spawn(() -> open(silent));
        Tasks.yieldNow();
        Tasks.yieldNow();
        other.cancel();
        assertThrows(Cancelled.class, other::await);
        never.setResult(true);
        silent.close();
        silent.waitClosed();
      }
      return null;
    });
  }

  @Test
  void anEndWithoutCloseNotifyIsAnEnd() {
    run(() -> {
      try (var server =
              serve((reader, writer) -> {
                writer.write("cut");
                writer.drain();
                var _ = reader.readExactly(1);
                writer.abort();
              });
          var client = open(server)) {
        assertEquals("cut", new String(client.reader().readExactly(3), UTF_8));
        client.writer().write("x");
        try {
          assertEquals(0, client.reader().readAll().length);
        } catch (IOException _) {
          // A reset.
        }
        assertThrows(
            UnsupportedOperationException.class,
            () -> {
              client.writer().writeEof();
            });
      }
      return null;
    });
  }

  @Test
  void aLoopThatClosesFreesTheConnectionsThatAreOpenOrClosing() {
    run(() -> {
      var server = serve((reader, _) -> reader.readAll());
      var open = open(server);
      open(server).writer().close();
      open.writer().write("unfinished");
      assertEquals(2, trusting.openEngineCount());
      return null;
    });
    assertEquals(0, trusting.openEngineCount());
    assertEquals(0, named.openEngineCount());
  }

  @Test
  void aHundredConnectionsAtOnce() {
    run(() -> {
      try (var server = serve(StreamTlsTest::echo)) {
        var all = new ArrayList<Future<String>>();
        for (int i = 0; i < 100; i++) {
          var word = "word " + i;
          all.add(
              Tasks.spawn(() -> {
                try (var client = open(server)) {
                  client.writer().write(word + "\n");
                  return String.valueOf(client.reader().readTextLine());
                }
              }));
        }
        var words = Tasks.gather(all).await();
        for (int i = 0; i < words.size(); i++) {
          assertEquals("word " + i, words.get(i));
        }
      }
      return null;
    });
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServerTls(directory.resolve("named.pem"), directory.resolve("strange.key")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServerTls(directory.resolve("none.pem"), directory.resolve("none.key")));
    assertFalse(Files.exists(directory.resolve("none.pem")));
  }
}

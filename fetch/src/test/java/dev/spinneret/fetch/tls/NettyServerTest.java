package dev.spinneret.fetch.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.TestCertificates;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Our clients and a server of another make: netty's `SslHandler` on the JDK's TLS, with each
/// version of the protocol, without sockets.
@ParameterizedClass
@MethodSource("clientsAndVersions")
class NettyServerTest {
  private static final String VERSION_1_2 = "TLSv1.2";
  private static final byte CHANGE_CIPHER_SPEC = 20;
  private static final byte HANDSHAKE = 22;
  private static final int HEADER_BYTES = 5;

  private static X509Bundle site;
  private static ChainVerifier verifier;

  private final TlsProvider provider;
  private final String version;
  private final TlsContext clients;

  NettyServerTest(TlsProvider provider, String version) {
    this.provider = provider;
    this.version = version;
    this.clients = new TlsConfig(false, TlsVersion.TLS_1_2, verifier, null).context(provider);
  }

  static Stream<Arguments> clientsAndVersions() {
    return Stream.of(TlsProvider.values())
        .flatMap(provider ->
            Stream.of(VERSION_1_2, "TLSv1.3").map(version -> Arguments.of(provider, version)));
  }

  @BeforeAll
  static void makeCertificates() throws Exception {
    var authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    site =
        new CertificateBuilder()
            .subject("CN=site")
            .addSanDnsName("site.example")
            .buildIssuedBy(authority);
    verifier = new ChainVerifier(TestCertificates.trusting(authority.getCertificate()));
  }

  private SslContextBuilder server() {
    return SslContextBuilder.forServer(site.getKeyPair().getPrivate(), site.getCertificatePath())
        .sslProvider(SslProvider.JDK)
        .protocols(version);
  }

  /// A client of ours and a server of netty's, which is a channel without a network.
  private final class Pair implements AutoCloseable {
    final TlsEngine client = clients.engine("site.example", 443);
    final SslHandler server;
    final EmbeddedChannel channel;
    private final UnaryOperator<ByteBuf> onTheWay;

    Pair(SslContext context, UnaryOperator<ByteBuf> onTheWay) {
      this.server = context.newHandler(UnpooledByteBufAllocator.DEFAULT);
      this.channel = new EmbeddedChannel(server);
      this.onTheWay = onTheWay;
    }

    Pair shakeHands() throws SSLException {
      var clientDone = false;
      for (var round = 0; round < 10 && !(clientDone && isServerDone()); round++) {
        clientDone = clientDone || client.handshake(sentByServer());
        deliverToServer();
      }
      assertTrue(clientDone && isServerDone(), "the handshake has no end");
      return this;
    }

    private boolean isServerDone() {
      return server.handshakeFuture().isSuccess();
    }

    void deliverToServer() {
      var output = client.output();
      if (output != null) {
        channel.writeInbound(Unpooled.wrappedBuffer(output));
      }
    }

    ByteBuffer sentByServer() {
      var all = Unpooled.buffer();
      for (ByteBuf some = channel.readOutbound(); some != null; some = channel.readOutbound()) {
        all.writeBytes(some);
        some.release();
      }
      return onTheWay.apply(all).nioBuffer();
    }

    void exchange(String request, String reply) throws SSLException {
      client.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      deliverToServer();
      assertEquals(request, ((ByteBuf) channel.readInbound()).toString(US_ASCII));
      channel.writeOutbound(Unpooled.copiedBuffer(reply, US_ASCII));
      assertEquals(reply, readByClient());
    }

    /// What the client reads of all that the server has sent; `#` for the end.
    String readByClient() throws SSLException {
      return TlsEngineTest.read(client, sentByServer(), 100);
    }

    @Override
    public void close() {
      client.close();
      channel.finishAndReleaseAll();
    }
  }

  private Pair pair() throws SSLException {
    return new Pair(server().build(), UnaryOperator.identity()).shakeHands();
  }

  @Test
  void requestsAndRepliesPass() throws Exception {
    try (var pair = pair()) {
      assertEquals(version, pair.server.engine().getSession().getProtocol());
      pair.exchange("request", "reply");
      pair.exchange("x".repeat(300), "y".repeat(20_000));
    }
  }

  /// RFC 8446 §5.1: a message may be spread over several records.
  @Test
  void theServersMessagesMayBeSpreadOverSmallRecords() throws Exception {
    UnaryOperator<ByteBuf> spread = all -> spread(all, 7);
    try (var pair = new Pair(server().build(), spread).shakeHands()) {
      pair.exchange("request", "reply");
    }
  }

  /// Spreads what is not encrypted yet.
  private static ByteBuf spread(ByteBuf all, int maxBytes) {
    var spread = Unpooled.buffer();
    var isEncrypted = false;
    while (all.isReadable()) {
      var header = all.readSlice(HEADER_BYTES);
      var content = all.readSlice(header.getUnsignedShort(3));
      var type = header.getByte(0);
      isEncrypted |= type == CHANGE_CIPHER_SPEC;
      var most = type == HANDSHAKE && !isEncrypted ? maxBytes : content.readableBytes();
      while (content.isReadable()) {
        var count = Math.min(most, content.readableBytes());
        spread.writeBytes(header, 0, 3).writeShort(count).writeBytes(content, count);
      }
    }
    return spread;
  }

  @Test
  void aServerThatOffersProtocolsDoesWithout() throws Exception {
    var offer =
        new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            "h2",
            "http/1.1");
    var context = server().applicationProtocolConfig(offer).build();
    try (var pair = new Pair(context, UnaryOperator.identity()).shakeHands()) {
      assertNull(pair.server.applicationProtocol());
      pair.exchange("request", "reply");
    }
  }

  @Test
  void theServersNoticeIsTheEndAndIsAnswered() throws Exception {
    try (var pair = pair()) {
      pair.exchange("request", "reply");
      pair.channel.writeOutbound(Unpooled.copiedBuffer("the last", US_ASCII));
      var _ = pair.server.closeOutbound();
      assertEquals("the last#", pair.readByClient());
      pair.client.closeNotify();
      pair.deliverToServer();
      assertTrue(pair.server.sslCloseFuture().isSuccess());
    }
  }

  @Test
  void ourNoticeIsTheEndForTheServer() throws Exception {
    try (var pair = pair()) {
      pair.exchange("request", "reply");
      pair.client.closeNotify();
      pair.deliverToServer();
      assertTrue(pair.server.sslCloseFuture().isSuccess());
    }
  }

  @Test
  void anAlertInPlaceOfAReplyIsAFailure() throws Exception {
    try (var pair = pair()) {
      pair.client.write(ByteBuffer.wrap("request".getBytes(US_ASCII)));
      var damaged = pair.client.output();
      assertNotNull(damaged);
      damaged.put(damaged.limit() - 1, (byte) ~damaged.get(damaged.limit() - 1));
      assertThrows(
          Exception.class, () -> pair.channel.writeInbound(Unpooled.wrappedBuffer(damaged)));
      assertThrows(SSLException.class, pair::readByClient);
    }
  }

  /// Some servers ask for a certificate that way, once the path is known.
  @Test
  void aServerMayNegotiateAnewOnceButNotAgain() throws Exception {
    assumeTrue(provider == TlsProvider.BORING_SSL && version.equals(VERSION_1_2));
    try (var pair = pair()) {
      var anew = pair.server.renegotiate();
      for (var round = 0; round < 5 && !anew.isDone(); round++) {
        assertEquals("", pair.readByClient());
        pair.deliverToServer();
      }
      assertTrue(anew.isSuccess());
      assertEquals("", pair.readByClient());
      pair.exchange("request", "reply");
      var _ = pair.server.renegotiate();
      assertThrows(SSLException.class, pair::readByClient);
    }
  }
}

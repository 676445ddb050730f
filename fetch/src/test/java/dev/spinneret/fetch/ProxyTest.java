package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.RawServer.Peer;
import dev.spinneret.fetch.RawServer.Script;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.proxy.NoProxy;
import dev.spinneret.fetch.proxy.Proxies;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.TlsVersion;
import dev.spinneret.parse.url.WebUrl;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fetches through proxies of every kind, on each engine.
class ProxyTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";
  private static final String BASIC = "Basic dXNlcjpwOnNz";

  @ParameterizedTest
  @EnumSource
  void anHttpProxyGetsTheAbsoluteFormAndOurCredentials(Engine engine) {
    try (var proxy = RawServer.answering(HELLO)) {
      var options = options("http://user:p%3Ass@" + at(proxy));
      var url = "http://name@server.example:81/a?b#c";
      var results = engine.fetchAll(options, url, url);
      assertEquals("hello", text(reply(results.getLast())));
      assertNull(reply(results.getFirst()).remote());
      var request = proxy.requests().getFirst();
      assertTrue(request.startsWith("GET http://server.example:81/a?b HTTP/1."), request);
      assertTrue(request.contains("\r\nHost: server.example:81\r\n"), request);
      assertTrue(request.contains("\r\nProxy-Authorization: " + BASIC + "\r\n"), request);
      assertEquals(1, proxy.connections(), "its connection is kept");
    }
  }

  @ParameterizedTest
  @EnumSource
  void httpsGoesThroughATunnelAndTheServerNeverSeesTheProxysCredentials(
      Engine engine, @TempDir Path directory) throws Exception {
    var authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var file = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
    var bundle =
        new CertificateBuilder()
            .subject("CN=server.example")
            .addSanDnsName("server.example")
            .buildIssuedBy(authority);
    try (var server = new TlsServer(bundle, authority, "TLSv1.3", HELLO, true)) {
      var port = url(server.url()).port();
      for (var scheme : List.of("http", "socks5h")) {
        var tunnel = scheme.equals("http") ? connect(port) : socks(port, 2);
        try (var proxy = new RawServer(tunnel)) {
          var options =
              builder(scheme + "://user:p%3Ass@" + at(proxy))
                  .withNetwork(
                      n -> n.withTls(new TlsOptions(false, file, null, null, TlsVersion.TLS_1_2)));
          var secure = "https://server.example:" + port + "/";
          var results = engine.fetchAll(options, secure, secure);
          assertEquals("hello", text(reply(results.getFirst())));
          assertEquals("hello", text(reply(results.getLast())));
          assertEquals(1, proxy.connections());
          if (scheme.equals("http")) {
            var head = proxy.requests().getFirst();
            assertTrue(head.startsWith("CONNECT server.example:" + port + " HTTP/1.1\r\n"), head);
            assertTrue(head.contains("Proxy-Authorization: " + BASIC), head);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSocksProxyGetsTheAddressOrTheName(Engine engine) {
    try (var server = RawServer.answering(HELLO);
        var byAddress = new RawServer(socks(port(server), 1));
        var byName = new RawServer(socks(port(server), 1))) {
      var url = "http://server.example:" + port(server) + "/";
      var pin = PinnedHost.parse("server.example:" + port(server) + ":127.0.0.1");
      var local = builder("socks5://" + at(byAddress)).withNetwork(n -> n.withPins(List.of(pin)));
      var result = reply(engine.fetch(local, url));
      assertEquals("hello", text(result));
      assertEquals(InetAddress.getLoopbackAddress(), result.remote());
      assertEquals("address 127.0.0.1", byAddress.requests().getFirst());
      var remote = reply(engine.fetch(options("socks5h://" + at(byName)), url));
      assertEquals("hello", text(remote));
      assertNull(remote.remote());
      assertEquals("name server.example", byName.requests().getFirst());
      assertFalse(server.requests().getFirst().contains("Proxy-"), "nothing of the proxy");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatRefusesIsNamedWithItsReason(Engine engine) {
    assertRefused(engine, "http", "wants a user and a password (407)", answer("407 Who?"));
    assertRefused(engine, "http", "502 Bad Gateway", answer("502 Bad Gateway"));
    assertRefused(engine, "http", "302 Found", answer("302 Found"));
    var codes =
        List.of(
            "general failure",
            "rules do not allow",
            "network cannot be reached",
            "host cannot be reached",
            "server refused",
            "time to live",
            "command",
            "type of address",
            "code 9");
    for (var i = 0; i < codes.size(); i++) {
      var code = i + 1;
      assertRefused(
          engine,
          "socks5h",
          codes.get(i),
          peer -> {
            var _ = peer.in().readNBytes(3);
            peer.send(new byte[] {5, 0});
            var _ = peer.in().read();
            peer.send(new byte[] {5, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
            peer.awaitClose();
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHostileProxyEndsInTime(Engine engine) {
    for (var scheme : List.of("http", "socks5", "socks5h")) {
      assertRefused(engine, scheme, "did not answer in time", Peer::awaitClose);
      assertRefused(engine, scheme, "", _ -> {});
      assertRefused(engine, scheme, "", Peer::reset);
    }
    assertRefused(engine, "http", "larger than", ProxyTest::endlessHeader);
    assertRefused(engine, "http", "did not answer in time", ProxyTest::drip);
    assertRefused(
        engine,
        "http",
        "closed the connection",
        peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 200 OK\r\nA: ");
        });
    assertRefused(
        engine,
        "http",
        "no HTTP",
        peer -> {
          peer.readRequest();
          peer.send("SSH-2.0-OpenSSH\r\n");
          peer.awaitClose();
        });
    assertRefused(
        engine,
        "http",
        "before it was asked",
        peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 200 OK\r\n\r\nand more");
          peer.awaitClose();
        });
    assertRefused(engine, "socks5h", "version is 4", bytes(4, 0x5a));
    assertRefused(
        engine,
        "socks5h",
        "version is 72",
        peer -> {
          var _ = peer.in().read();
          peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
          peer.awaitClose();
        });
    assertRefused(engine, "socks5h", "wants a user", bytes(5, 0xff));
    assertRefused(engine, "socks5h", "not offered", bytes(5, 1));
    assertRefused(engine, "socks5h", "not offered", bytes(5, 2));
    assertRefused(engine, "socks5h", "unknown type", bytes(5, 0, 5, 0, 0, 7, 0));
    assertRefused(engine, "socks5h", "did not answer in time", bytes(5, 0, 5, 0, 0, 3, 255, 1));
    assertRefused(
        engine,
        "socks5h",
        "before it was asked",
        peer -> {
          var _ = peer.in().read();
          peer.send(new byte[] {5, 0, 5, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7});
          peer.awaitClose();
        });
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsNamedAndNeverShown(Engine engine) {
    try (var socks =
            new RawServer(peer -> {
              var _ = peer.in().readNBytes(4);
              peer.send(new byte[] {5, 2});
              var _ = peer.in().readNBytes(2);
              peer.send(new byte[] {1, 1});
              peer.awaitClose();
            });
        var http = new RawServer(answer("407 No"))) {
      for (var proxy :
          List.of("socks5h://me:secret@" + at(socks), "http://me:secret@" + at(http))) {
        for (var target : List.of("http://server.example/", "https://server.example/")) {
          var result = engine.fetch(options(proxy), target);
          assertFailed(FailureCause.PROXY_FAILED, result);
          var failed = assertInstanceOf(FetchResult.Failed.class, result);
          assertTrue(failed.detail().contains("refuses the user"), failed.detail());
          assertFalse(failed.detail().contains("secret"), failed.detail());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatIsNotThereIsItsOwnFailure(Engine engine) {
    var result = engine.fetch(options("http://127.0.0.1:1"), "http://server.example/");
    assertFailed(FailureCause.PROXY_FAILED, result);
    assertTrue(result.toString().contains("proxy http://127.0.0.1:1: 127.0.0.1:1 refused"));
    assertFailed(
        FailureCause.PROXY_FAILED,
        engine.fetch(options("socks5://nowhere.invalid"), "http://127.0.0.1:1/"));
  }

  @Test
  void privateAddressesAreNotAskedOfAProxyThatResolves() {
    try (var proxy = RawServer.answering(HELLO)) {
      for (var scheme : List.of("http", "socks5h", "socks5")) {
        EventLoop.run(() -> {
          var options = options(scheme + "://" + at(proxy));
          try (var fetcher = Engine.LOOP.create(EventLoop.current(), options)) {
            for (var host :
                List.of("169.254.169.254", "[::1]", "0x7f.1", "[::ffff:a9fe:a9fe]", "localhost")) {
              var request = new FetchRequest(url("http://" + host + "/"), false);
              assertFailed(FailureCause.ADDRESS_FORBIDDEN, fetcher.fetch(request));
            }
          }
          return null;
        });
      }
      assertEquals(0, proxy.connections());
    }
  }

  @Test
  void hostsThatAreLeftOutAreReachedDirectly() {
    try (var server = RawServer.answering(HELLO)) {
      var proxies = Proxies.all(Proxy.parse("http://127.0.0.1:1"), NoProxy.parse("127.0.0.0/8"));
      var options = FetchOptions.DEFAULT.withNetwork(n -> n.withProxies(proxies));
      assertEquals("hello", text(reply(Engine.LOOP.fetch(options, server.url("/")))));
    }
  }

  private static void assertRefused(Engine engine, String scheme, String why, Script script) {
    try (var proxy = new RawServer(script)) {
      var options =
          builder(scheme + "://" + at(proxy))
              .withTimeouts(t ->
                  t.withConnect(Duration.ofMillis(why.contains("in time") ? 400 : 30_000))
                      .withTotal(Duration.ofSeconds(60)))
              .withReplies(r -> r.withMaxHeaderBytes(16 * 1024))
              .withNetwork(
                  n -> n.withPins(List.of(PinnedHost.parse("server.example:443:192.88.99.1"))));
      var result = engine.fetch(options, "https://server.example/");
      assertFailed(FailureCause.PROXY_FAILED, result);
      var failed = assertInstanceOf(FetchResult.Failed.class, result);
      assertTrue(failed.detail().contains(why), why + ": " + failed.detail());
    }
  }

  private static Script answer(String status) {
    return peer -> {
      peer.readRequest();
      peer.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
      peer.awaitClose();
    };
  }

  private static Script bytes(int... values) {
    return peer -> {
      var _ = peer.in().read();
      for (var value : values) {
        peer.send(new byte[] {(byte) value});
      }
      peer.awaitClose();
    };
  }

  private static void endlessHeader(Peer peer) throws IOException {
    peer.readRequest();
    peer.send("HTTP/1.1 200 OK\r\n");
    while (true) {
      peer.send("A: " + "b".repeat(4_000) + "\r\n");
    }
  }

  private static void drip(Peer peer) throws IOException {
    peer.readRequest();
    peer.send("HTTP/1.1 200 OK\r\n");
    while (peer.isOpenAfter(20)) {
      peer.send("A");
    }
  }

  /// An HTTP proxy that connects every tunnel to a local port.
  private static Script connect(int port) {
    return peer -> {
      peer.readRequest();
      try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        peer.send("HTTP/1.1 200 Connection established\r\nContent-Length: 9\r\n\r\n");
        splice(peer, server);
      }
    };
  }

  /// A SOCKS proxy that notes what it is asked for and connects to a local port.
  private static Script socks(int port, int methodCount) {
    return peer -> {
      var in = peer.in();
      assertEquals(5, in.read());
      assertEquals(methodCount, in.read());
      var _ = in.readNBytes(methodCount);
      if (methodCount == 2) {
        peer.send(new byte[] {5, 2});
        assertEquals(1, in.read());
        var user = new String(in.readNBytes(in.read()));
        var password = new String(in.readNBytes(in.read()));
        peer.send(new byte[] {1, (byte) (user.equals("user") && password.equals("p:ss") ? 0 : 1)});
      } else {
        peer.send(new byte[] {5, 0});
      }
      var _ = in.readNBytes(3);
      switch (in.read()) {
        case 1 ->
            peer.note("address " + InetAddress.getByAddress(in.readNBytes(4)).getHostAddress());
        case 3 -> peer.note("name " + new String(in.readNBytes(in.read())));
        default -> throw new IOException("no such type of address");
      }
      var _ = in.readNBytes(2);
      try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        peer.send(new byte[] {5, 0, 0, 3, 2, 'a', 'b', 0, 0});
        splice(peer, server);
      }
    };
  }

  private static void splice(Peer peer, Socket server) throws IOException {
    var back =
        Thread.ofVirtual()
            .start(() -> {
              try {
                server.getInputStream().transferTo(peer.socket().getOutputStream());
              } catch (IOException _) {
                // Either end has gone.
              }
            });
    peer.in().transferTo(server.getOutputStream());
    server.close();
    try {
      back.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static FetchOptions options(String proxy) {
    return builder(proxy);
  }

  private static FetchOptions builder(String proxy) {
    return FetchOptions.DEFAULT.withNetwork(
        n -> n.withProxies(Proxies.all(Proxy.parse(proxy), NoProxy.NONE)));
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null), text);
  }

  private static int port(RawServer server) {
    return url(server.url("/")).port();
  }

  private static String at(RawServer server) {
    return "127.0.0.1:" + port(server);
  }
}

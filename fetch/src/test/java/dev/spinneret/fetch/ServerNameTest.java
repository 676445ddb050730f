package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The name that stands in the first message of TLS, whichever library speaks it.
class ServerNameTest {
  private static final String NONE = "none";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site.example",
        "localhost",
        "my_site.example",
        "dash-.example",
        "-dash.example",
        "xn--bcher-kva.example",
        "a*b.example",
      })
  void everyNameIsSentAsItStandsInTheUrl(String host) throws Exception {
    assertEquals(host, sent(host));
  }

  @Test
  void aFinalDotIsNotSent() throws Exception {
    assertEquals("site.example", sent("site.example."));
    assertEquals("localhost", sent("localhost."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]"})
  void anAddressIsNotSent(String host) throws Exception {
    assertEquals(NONE, sent(host));
  }

  private static String sent(String host) throws Exception {
    var name = new CompletableFuture<String>();
    try (var server =
        new RawServer(peer -> {
          var head = peer.in().readNBytes(5);
          var hello = peer.in().readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
          name.complete(serverName(ByteBuffer.wrap(hello)));
        })) {
      var port = Integer.parseInt(server.url("").replaceFirst(".*:", ""));
      var pin = new PinnedHost(host, port, List.of(InetAddress.getLoopbackAddress()));
      var options = FetchOptions.DEFAULT.withNetwork(n -> n.withPins(List.of(pin)));
      Engine.LOOP.fetchAll(options, "https://" + host + ":" + port + "/");
      return name.join();
    }
  }

  /// Reads a ClientHello up to its extension 0 (RFC 8446 §4.1.2, RFC 6066 §3).
  private static String serverName(ByteBuffer hello) {
    hello.position(4 + 2 + 32);
    skip(hello, hello.get() & 0xff);
    skip(hello, hello.getShort() & 0xffff);
    skip(hello, hello.get() & 0xff);
    hello.getShort();
    while (hello.hasRemaining()) {
      var type = hello.getShort();
      var length = hello.getShort() & 0xffff;
      if (type == 0) {
        skip(hello, 3); // length of the list, type of the name
        var octets = new byte[hello.getShort() & 0xffff];
        hello.get(octets);
        return new String(octets, StandardCharsets.US_ASCII);
      }
      skip(hello, length);
    }
    return NONE;
  }

  private static void skip(ByteBuffer hello, int count) {
    hello.position(hello.position() + count);
  }
}

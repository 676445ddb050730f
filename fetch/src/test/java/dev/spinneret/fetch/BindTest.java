package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The local address of connections, on each engine.
class BindTest {

  @ParameterizedTest
  @EnumSource
  void connectionsComeFromTheAddress(Engine engine) {
    try (var server = echoingAddress()) {
      assertEquals("127.0.0.1", text(reply(engine.fetch(bound("127.0.0.1"), server.url("/")))));
      assertEquals("127.0.0.7", text(reply(engine.fetch(bound("127.0.0.7"), server.url("/")))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void addressesOfTheOtherFamilyAreSkipped(Engine engine) {
    try (var server = echoingAddress()) {
      var port = Objects.requireNonNull(WebUrl.parse(server.url("/"), null)).port();
      var pin = PinnedHost.parse("both.invalid:" + port + ":::1,127.0.0.1,::2");
      var options =
          FetchOptions.DEFAULT.withNetwork(
              n -> n.withBind(InetAddress.ofLiteral("127.0.0.7")).withPins(List.of(pin)));
      var result = engine.fetch(options, "http://both.invalid:" + port + "/");
      assertEquals("127.0.0.7", text(reply(result)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHostOfTheOtherFamilyAloneFailsAndSaysWhy(Engine engine) {
    assertFails(
        engine.fetch(bound("::1"), "http://127.0.0.1:1/"),
        "cannot connect from 0:0:0:0:0:0:0:1 to 127.0.0.1: one is IPv4, the other IPv6");
    assertFails(
        engine.fetch(bound("127.0.0.1"), "http://[::1]:1/"),
        "cannot connect from 127.0.0.1 to 0:0:0:0:0:0:0:1: one is IPv4, the other IPv6");
  }

  private static void assertFails(FetchResult result, String detail) {
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertEquals(FailureCause.CONNECT_FAILED, failed.cause());
    assertEquals(detail, failed.detail());
  }

  private static FetchOptions bound(String address) {
    return FetchOptions.DEFAULT.withNetwork(n -> n.withBind(InetAddress.ofLiteral(address)));
  }

  private static RawServer echoingAddress() {
    return new RawServer(peer -> {
      peer.readRequest();
      peer.send("HTTP/1.0 200 OK\r\n\r\n" + peer.socket().getInetAddress().getHostAddress());
    });
  }
}

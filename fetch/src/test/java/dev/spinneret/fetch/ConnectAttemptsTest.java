package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hosts with several addresses, on each engine.
class ConnectAttemptsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @Test
  void familiesTakeTurnsBeginningWithTheFirst() {
    assertEquals(
        addresses("::1", "192.0.2.1", "::2", "192.0.2.2", "::3"),
        ConnectAttempts.interleaved(addresses("::1", "::2", "::3", "192.0.2.1", "192.0.2.2")));
    assertEquals(
        addresses("192.0.2.1", "::1", "192.0.2.2"),
        ConnectAttempts.interleaved(addresses("192.0.2.1", "192.0.2.2", "::1")));
    assertEquals(addresses("::1"), ConnectAttempts.interleaved(addresses("::1")));
  }

  @ParameterizedTest
  @EnumSource
  void anAddressThatRefusesIsFollowedByTheNext(Engine engine) {
    try (var server = RawServer.answering(HELLO)) {
      var port = port(server);
      var options = pinned(port, "127.0.0.2,[::1],127.0.0.1");
      assertFromLoopback(engine.fetch(options, "http://many.invalid:" + port + "/"));
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenAllAddressesRefuseTheFetchSaysSo(Engine engine) {
    var options = pinned(1, "127.0.0.2,127.0.0.3");
    var result = engine.fetch(options, "http://many.invalid:1/");
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertEquals(FailureCause.CONNECT_REFUSED, failed.cause());
  }

  @ParameterizedTest
  @EnumSource
  void anAddressThatNeverAnswersDoesNotHoldUpTheOthers(Engine engine) throws IOException {
    try (var server = RawServer.answering(HELLO);
        var silent = new Silent(port(server))) {
      var options =
          pinned(port(server), "127.0.0.2,127.0.0.1")
              .withTimeouts(
                  t -> t.withConnect(Duration.ofSeconds(2)).withTotal(Duration.ofSeconds(20)));
      var url = "http://many.invalid:" + port(server) + "/";
      var result = engine.fetch(options, url);
      assertFromLoopback(result);
      var connectMillis = Duration.ofNanos(result.timings().connectNanos()).toMillis();
      assertTrue(connectMillis >= 249, silent + " let us in at once");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenNoAddressAnswersTheFetchTimesOut(Engine engine) throws IOException {
    try (var silent = new Silent(0)) {
      var port = silent.address().getPort();
      var options =
          pinned(port, "127.0.0.2,127.0.0.2")
              .withTimeouts(t -> t.withConnect(Duration.ofMillis(300)));
      var result = engine.fetch(options, "http://many.invalid:" + port + "/");
      var failed = assertInstanceOf(FetchResult.Failed.class, result);
      assertEquals(FailureCause.CONNECT_TIMEOUT, failed.cause());
    }
  }

  private static void assertFromLoopback(FetchResult result) {
    var fetched = assertInstanceOf(FetchResult.Fetched.class, result, result::toString);
    assertEquals(InetAddress.ofLiteral("127.0.0.1"), fetched.reply().remote());
  }

  private static FetchOptions pinned(int port, String addresses) {
    return FetchOptions.DEFAULT.withNetwork(
        n -> n.withPins(List.of(PinnedHost.parse("many.invalid:" + port + ":" + addresses))));
  }

  private static int port(RawServer server) {
    return Objects.requireNonNull(WebUrl.parse(server.url("/"), null)).port();
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}

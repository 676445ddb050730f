package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.FailureCause;
import dev.spinneret.engine.crawl.FetchResult;
import dev.spinneret.engine.crawl.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One fetch after the other, on each engine.
class HttpFetcherTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";

  private static final FetchOptions OPTIONS = FetchOptions.builder().build();

  private static FetchOptions.Builder quick() {
    return FetchOptions.builder().totalTimeout(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @EnumSource
  void aReplyIsStatusFieldsAndBody(Engine engine) {
    try (var server = RawServer.answering(HELLO)) {
      var reply = reply(engine.fetch(OPTIONS, server.url("/a?b")));
      assertEquals(200, reply.status());
      assertEquals("5", reply.headers().first("content-length"));
      assertEquals("hello", text(reply));
      assertEquals(InetAddress.getLoopbackAddress(), reply.remote());
      var request = server.requests().getFirst();
      assertTrue(request.startsWith("GET /a?b HTTP/1.0\r\nHost: 127.0.0.1:"), request);
      assertTrue(request.contains("\r\nUser-Agent: Spinneret/"), request);
      assertTrue(request.contains("\r\nConnection: keep-alive\r\n"), request);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLargeBodyArrivesWhole(Engine engine) {
    var body = "0123456789abcdef".repeat(20_000);
    var chunks = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (var at = 0; at < body.length(); at += 5_000) {
      var end = Math.min(body.length(), at + 5_000);
      chunks.append(Integer.toHexString(end - at)).append("\r\n");
      chunks.append(body, at, end).append("\r\n");
    }
    chunks.append("0\r\n\r\n");
    var close = "HTTP/1.0 200 OK\r\n\r\n" + body;
    var length = "HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    for (var wire : new String[] {chunks.toString(), close, length}) {
      try (var server = RawServer.answeringOnce(wire)) {
        assertEquals(body, text(reply(engine.fetch(OPTIONS, server.url("/")))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreReusedAndTheVersionFollowsTheStatusLine(Engine engine) {
    try (var server = RawServer.answering(HELLO)) {
      engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"), server.url("/3"));
      assertEquals(1, server.connections());
      var requests = server.requests();
      assertTrue(requests.get(0).startsWith("GET /1 HTTP/1.0\r\n"));
      assertTrue(requests.get(1).startsWith("GET /2 HTTP/1.1\r\n"));
      assertTrue(requests.get(2).startsWith("GET /3 HTTP/1.1\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOldServerIsKeptAliveInOneDotZero(Engine engine) {
    var old = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive\r\n\r\nok";
    try (var server = RawServer.answering(old)) {
      engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"));
      assertEquals(1, server.connections());
      assertTrue(server.requests().get(1).startsWith("GET /2 HTTP/1.0\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutKeepAliveEachRequestHasItsConnection(Engine engine) {
    var options = FetchOptions.builder().keepAlive(false).httpMode(HttpMode.HTTP_1_0).build();
    try (var server = RawServer.answering(HELLO)) {
      engine.fetchAll(options, server.url("/1"), server.url("/2"));
      assertEquals(2, server.connections());
      assertTrue(server.requests().get(1).startsWith("GET /2 HTTP/1.0\r\n"));
      assertTrue(server.requests().get(1).contains("\r\nConnection: close\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatWantsOneDotOneIsAskedAgain(Engine engine) {
    for (var status : new String[] {"426 Upgrade Required", "505 Version Not Supported"}) {
      var refusal = "HTTP/1.0 " + status + "\r\nContent-Length: 0\r\n\r\n";
      var server =
          new RawServer(peer -> {
            var request = peer.readRequest();
            peer.send(request != null && request.contains(" HTTP/1.1\r\n") ? HELLO : refusal);
          });
      try (server) {
        assertEquals(200, reply(engine.fetch(OPTIONS, server.url("/"))).status());
        assertEquals(2, server.requests().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatRefusesEveryVersionIsAskedTwice(Engine engine) {
    var refusal = "HTTP/1.1 505 No\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n";
    try (var server = RawServer.answering(refusal)) {
      assertEquals(505, reply(engine.fetch(OPTIONS, server.url("/"))).status());
      assertEquals(2, server.requests().size());
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestIsSentAgainWhenTheReusedConnectionHadDied(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send(HELLO);
          peer.readRequest();
          peer.reset();
        });
    try (server) {
      var urls = Collections.nCopies(4, server.url("/")).toArray(String[]::new);
      for (var result : engine.fetchAll(OPTIONS, urls)) {
        assertEquals("hello", text(reply(result)));
      }
      assertEquals(4, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewConnectionThatDiesIsNotTriedAgain(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.reset();
        });
    try (server) {
      assertFailed(FailureCause.RESET, engine.fetch(OPTIONS, server.url("/")));
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutReplyOnAReusedConnectionIsNoAnswer(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send(HELLO);
          peer.readRequest();
          peer.send("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
        });
    try (server) {
      var results = engine.fetchAll(OPTIONS, server.url("/"), server.url("/"));
      assertEquals(200, reply(results.getLast()).status());
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindAReplyEndTheConnection(Engine engine) {
    try (var server = RawServer.answering(HELLO + "stray")) {
      engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"));
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatAnswersBeforeTheRequestIsHeard(Engine engine) {
    try (var server = new RawServer(peer -> peer.send("HTTP/1.0 503 Busy\r\n\r\nlater"))) {
      var result = engine.fetch(OPTIONS, server.url("/"));
      switch (result) {
        case FetchResult.Fetched(var reply, _) -> assertEquals(503, reply.status());
        // Its close may have turned into a reset, which takes away what it had said.
        case FetchResult.Failed(var cause, _, _) -> assertEquals(FailureCause.RESET, cause);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsCutAtTheLimit(Engine engine) {
    var options = FetchOptions.builder().maxBodyBytes(4).build();
    try (var server = RawServer.answering(HELLO)) {
      var results = engine.fetchAll(options, server.url("/"), server.url("/"));
      assertEquals("hell", text(reply(results.getFirst())));
      assertTrue(reply(results.getFirst()).truncated());
      assertEquals(2, server.connections());
    }
    try (var server = RawServer.answering(HELLO)) {
      var exact = FetchOptions.builder().maxBodyBytes(5).build();
      assertEquals(false, reply(engine.fetch(exact, server.url("/"))).truncated());
    }
  }

  @ParameterizedTest
  @EnumSource
  void failuresAreValues(Engine engine) throws IOException {
    fails(engine, FailureCause.CLOSED_EARLY, "");
    fails(engine, FailureCause.CLOSED_EARLY, "HTTP/1.1 200 OK\r\nContent-Len");
    fails(engine, FailureCause.CLOSED_EARLY, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
    fails(engine, FailureCause.BAD_MESSAGE, "HTTP/1.1 two hundred\r\n\r\n");
    var fields = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(3_000) + "\r\n";
    fails(engine, FailureCause.HEADERS_TOO_LARGE, fields);
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var refused = engine.fetch(OPTIONS, "http://127.0.0.1:" + port + "/");
    assertFailed(FailureCause.CONNECT_REFUSED, refused);
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatDoesNotExistIsNotFound(Engine engine) {
    var result = engine.fetch(OPTIONS, "http://no-such-host.invalid/");
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertTrue(
        failed.cause() == FailureCause.DNS_NOT_FOUND || failed.cause() == FailureCause.DNS_FAILED,
        failed.toString());
  }

  @ParameterizedTest
  @EnumSource
  void silenceEndsAtTheFirstByteDeadline(Engine engine) {
    var options = FetchOptions.builder().firstByteTimeout(Duration.ofMillis(50)).build();
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.awaitClose();
        });
    try (server) {
      assertFailed(FailureCause.FIRST_BYTE_TIMEOUT, engine.fetch(options, server.url("/")));
      assertFailed(FailureCause.TOTAL_TIMEOUT, engine.fetch(quick().build(), server.url("/")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatStopsEndsAtTheTotalDeadline(Engine engine) {
    for (var part :
        new String[] {"H", "HTTP/1.1 200 OK\r\nA: ", HELLO.substring(0, HELLO.length() - 1)}) {
      var server =
          new RawServer(peer -> {
            peer.readRequest();
            peer.send(part);
            peer.awaitClose();
          });
      try (server) {
        assertFailed(FailureCause.TOTAL_TIMEOUT, engine.fetch(quick().build(), server.url("/")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyBelowTheMinimumRateIsTooSlow(Engine engine) {
    var options = FetchOptions.builder().minRate(1_000, Duration.ofMillis(100)).build();
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(400));
          peer.awaitClose();
        });
    try (server) {
      assertFailed(FailureCause.TOO_SLOW, engine.fetch(options, server.url("/")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsDecoded(Engine engine) throws IOException {
    var encoded = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(encoded)) {
      gzip.write("hello ".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }
    var head = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: " + encoded.size();
    var server =
        new RawServer(peer -> {
          var field = "Content-Encoding: gzip";
          while (peer.readRequest() != null) {
            peer.send(head + "\r\n" + field + "\r\n\r\n");
            peer.send(encoded.toByteArray());
            field = "Content-Encoding: identity";
          }
        });
    try (server) {
      var results = engine.fetchAll(OPTIONS, server.url("/"), server.url("/"));
      assertEquals("hello ".repeat(1_000), text(reply(results.getFirst())));
      assertEquals(encoded.size(), reply(results.getLast()).body().length);
      assertEquals(1, server.connections());
      assertTrue(server.requests().getFirst().contains("\r\nAccept-Encoding: gzip, deflate"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandFetchesTakeFiftyConnections(Engine engine) {
    var options = FetchOptions.builder().connectionsPerOrigin(50).build();
    try (var server = RawServer.answering(HELLO)) {
      var results = engine.fetchTogether(options, Collections.nCopies(10_000, server.url("/")));
      results.forEach(result -> assertEquals(200, reply(result).status()));
      assertTrue(server.connections() <= 60, server.connections() + " connections");
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsToAnOriginAreBounded(Engine engine) {
    var options = FetchOptions.builder().connectionsPerOrigin(3).build();
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    var server =
        new RawServer(peer -> {
          most.accumulateAndGet(active.incrementAndGet(), Math::max);
          while (peer.readRequest() != null) {
            peer.send(HELLO);
          }
          active.decrementAndGet();
        });
    try (server) {
      var results = engine.fetchTogether(options, Collections.nCopies(40, server.url("/")));
      results.forEach(result -> assertEquals("hello", text(reply(result))));
      assertEquals(3, server.connections());
      assertTrue(most.get() <= 3, "at most 3, not " + most);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoGetsNoConnectionInTimeFails(Engine engine) {
    var options =
        FetchOptions.builder().connectionsPerOrigin(1).totalTimeout(Duration.ofMillis(200)).build();
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.awaitClose();
        });
    try (server) {
      var results = engine.fetchTogether(options, Collections.nCopies(2, server.url("/")));
      var causes =
          results.stream().map(r -> assertInstanceOf(FetchResult.Failed.class, r).cause()).toList();
      // The second may still have been given the connection of the first, at the last moment.
      var possible = EnumSet.of(FailureCause.TOTAL_TIMEOUT, FailureCause.CONNECT_TIMEOUT);
      assertTrue(possible.containsAll(causes), causes.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionIsKeptNoLongerThanTheServerSays(Engine engine) {
    var keep = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: timeout=1\r\n\r\n";
    try (var server = RawServer.answering(keep)) {
      var modern = FetchOptions.builder().httpMode(HttpMode.HTTP_1_1).build();
      engine.fetchAll(modern, server.url("/"), server.url("/"));
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void timingsNameThePhases(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.isOpenAfter(20);
          peer.send("HTTP/1.1 200 OK\r\n");
          peer.isOpenAfter(40);
          peer.send("\r\n");
        });
    try (server) {
      var timings = engine.fetch(OPTIONS, server.url("/")).timings();
      // The loop's clock moves from turn to turn: a connect within one turn takes no time.
      assertTrue(timings.connectNanos() > 0 || engine == Engine.LOOP, timings.toString());
      assertTrue(timings.waitNanos() >= 15_000_000, timings.toString());
      assertTrue(timings.bodyNanos() >= 35_000_000, timings.toString());
      assertEquals(0, timings.tlsNanos());
    }
  }

  private static void fails(Engine engine, FailureCause cause, String wire) {
    try (var server = RawServer.answeringOnce(wire)) {
      assertFailed(cause, engine.fetch(OPTIONS, server.url("/")));
    }
  }

  private static void assertFailed(FailureCause cause, FetchResult result) {
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertEquals(cause, failed.cause(), failed.detail());
  }

  private static Reply reply(FetchResult result) {
    return assertInstanceOf(FetchResult.Fetched.class, result, result::toString).reply();
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.ISO_8859_1);
  }
}

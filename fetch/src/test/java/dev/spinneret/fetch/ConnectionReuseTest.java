package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.HttpMode;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which connection a request goes over, on each engine.
class ConnectionReuseTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";

  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

  private static void assertFourHellos(Engine engine, RawServer server) {
    var urls = Collections.nCopies(4, server.url("/")).toArray(String[]::new);
    for (var result : engine.fetchAll(OPTIONS, urls)) {
      assertEquals("hello", text(reply(result)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreReusedFromTheFirstReplyOn(Engine engine) {
    try (var server = RawServer.answering(HELLO)) {
      engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"), server.url("/3"));
      assertEquals(1, server.connections());
      var requests = server.requests();
      assertTrue(requests.get(0).startsWith("GET /1 HTTP/1.1\r\n"));
      assertTrue(requests.get(1).startsWith("GET /2 HTTP/1.1\r\n"));
      assertTrue(requests.get(2).startsWith("GET /3 HTTP/1.1\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOldServerIsKeptAlive(Engine engine) {
    var old = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive\r\n\r\nok";
    try (var server = RawServer.answering(old)) {
      engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"));
      assertEquals(1, server.connections());
      assertTrue(server.requests().get(1).startsWith("GET /2 HTTP/1.1\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutKeepAliveEachRequestHasItsConnection(Engine engine) {
    var options =
        FetchOptions.DEFAULT
            .withPool(p -> p.withKeepAlive(false))
            .withRequest(r -> r.withHttpMode(HttpMode.HTTP_1_0));
    try (var server = RawServer.answering(HELLO)) {
      engine.fetchAll(options, server.url("/1"), server.url("/2"));
      assertEquals(2, server.connections());
      assertTrue(server.requests().get(1).startsWith("GET /2 HTTP/1.0\r\n"));
      assertTrue(server.requests().get(1).contains("\r\nConnection: close\r\n"));
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
      assertFourHellos(engine, server);
      assertEquals(4, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReusedConnectionWithoutAWholeHeadIsReplacedByANewOne(Engine engine) {
    for (var useless : List.of("rest of a page that was longer than announced", "HTTP/1.1 200 O")) {
      var server =
          new RawServer(peer -> {
            peer.readRequest();
            peer.send(HELLO);
            peer.readRequest();
            peer.send(useless);
          });
      try (server) {
        assertFourHellos(engine, server);
        assertEquals(4, server.connections());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatRefusesASecondRequestGetsNewConnections(Engine engine) {
    for (var status : List.of("400 Bad Request", "421 Misdirected Request")) {
      var server =
          new RawServer(peer -> {
            peer.readRequest();
            peer.send(HELLO);
            while (true) {
              peer.readRequest();
              peer.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
            }
          });
      try (server) {
        assertFourHellos(engine, server);
        assertEquals(5, server.requests().size(), "one was refused");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBadRequestIsRepeatedOnceForItsOrigin(Engine engine) {
    var bad = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    try (var server = RawServer.answering(bad)) {
      var urls = Collections.nCopies(4, server.url("/")).toArray(String[]::new);
      for (var result : engine.fetchAll(OPTIONS, urls)) {
        assertEquals(400, reply(result).status());
      }
      assertEquals(5, server.requests().size());
      assertEquals(3, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewConnectionThatDiesIsNotTriedAgainInOneVersion(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.reset();
        });
    try (server) {
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(HttpMode.HTTP_1_1));
      assertFailed(FailureCause.RESET, engine.fetch(options, server.url("/")));
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
  void tenThousandFetchesTakeFiftyConnections(Engine engine) {
    var options = FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(50));
    try (var server = RawServer.answering(HELLO)) {
      var results = engine.fetchTogether(options, Collections.nCopies(10_000, server.url("/")));
      results.forEach(result -> assertEquals(200, reply(result).status()));
      assertTrue(server.connections() <= 60, server.connections() + " connections");
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsToAnOriginAreBounded(Engine engine) {
    var options = FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(3));
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
        FetchOptions.DEFAULT
            .withPool(p -> p.withPerOrigin(1))
            .withTimeouts(t -> t.withTotal(Duration.ofMillis(200)));
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
      var modern = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(HttpMode.HTTP_1_1));
      engine.fetchAll(modern, server.url("/"), server.url("/"));
      assertEquals(2, server.connections());
    }
  }
}

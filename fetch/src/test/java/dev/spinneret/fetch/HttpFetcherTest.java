package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.options.FetchOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a fetch brings, on each engine.
class HttpFetcherTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";

  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

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
      assertTrue(request.startsWith("GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:"), request);
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
    for (var stream : new String[] {chunks.toString(), close, length}) {
      try (var server = RawServer.answeringOnce(stream)) {
        assertEquals(body, text(reply(engine.fetch(OPTIONS, server.url("/")))));
      }
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
  void aReplyWithoutAHeadIsAPageOnlyWhereTheOriginWasTyped(Engine engine) {
    try (var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send("<p>HTTP/0.9");
        })) {
      var failed =
          assertInstanceOf(FetchResult.Failed.class, engine.fetch(OPTIONS, server.url("/")));
      assertEquals(FailureCause.BAD_MESSAGE, failed.cause());
      var credentials = new Credentials(List.of());
      credentials.admit(Engine.request(server.url("/")).url());
      var typed = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      assertEquals("<p>HTTP/0.9", text(reply(engine.fetch(typed, server.url("/")))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsCutAtTheLimit(Engine engine) {
    var options = FetchOptions.DEFAULT.withReplies(r -> r.withMaxBodyBytes(4));
    try (var server = RawServer.answering(HELLO)) {
      var results = engine.fetchAll(options, server.url("/"), server.url("/"));
      assertEquals("hell", text(reply(results.getFirst())));
      assertTrue(reply(results.getFirst()).truncated());
      assertEquals(2, server.connections());
    }
    try (var server = RawServer.answering(HELLO)) {
      var exact = FetchOptions.DEFAULT.withReplies(r -> r.withMaxBodyBytes(5));
      assertEquals(false, reply(engine.fetch(exact, server.url("/"))).truncated());
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
      var loops = engine == Engine.LOOP || engine == Engine.LOOPS;
      assertTrue(timings.connectNanos() > 0 || loops, timings.toString());
      assertTrue(timings.waitNanos() >= 15_000_000, timings.toString());
      assertTrue(timings.bodyNanos() >= 35_000_000, timings.toString());
      assertEquals(0, timings.tlsNanos());
    }
  }
}

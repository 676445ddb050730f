package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.HttpMode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When a request is sent in HTTP/1.0, on each engine: where 1.1 cannot be had, and once to find
/// that out.
class OlderVersionTest {
  private static final String OK =
      "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";
  private static final String REFUSED = "HTTP/1.0 400 Bad Request\r\n\r\n";
  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

  /// What a server does with requests of one version, and whether it takes more on that connection.
  private interface Act {
    boolean on(RawServer.Peer peer) throws IOException;
  }

  private static RawServer server(Act onOneDotOne, Act onOneDotZero) {
    return new RawServer(peer -> {
      for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
        var newer = head.contains(" HTTP/1.1\r\n");
        var goesOn = (newer ? onOneDotOne : onOneDotZero).on(peer);
        if (newer || !goesOn) {
          return;
        }
      }
    });
  }

  private static Act sending(String reply) {
    return peer -> {
      peer.send(reply);
      return reply.contains("keep-alive");
    };
  }

  private static List<String> versions(RawServer server) {
    return server.requests().stream()
        .map(head -> head.substring(head.indexOf("HTTP/") + 5, head.indexOf('\r')))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatCannotDoOneDotOneIsAskedInOneDotZero(Engine engine) {
    for (var cannot :
        List.<Act>of(
            sending("HTTP/1.0 505 HTTP Version Not Supported\r\n\r\n"),
            sending(REFUSED),
            sending(""),
            peer -> {
              peer.reset();
              return false;
            },
            sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello"),
            sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"))) {
      try (var server = server(cannot, sending(OK))) {
        for (var result : engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"))) {
          assertEquals("hello", text(reply(result)));
        }
        assertEquals(List.of("1.1", "1.0", "1.0"), versions(server));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatBreaksIsNotBlamedOnTheVersion(Engine engine) {
    var chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    var whole = chunked + "5\r\nhello\r\n0\r\n\r\n";
    try (var server = server(sending(chunked + "9\r\nhello"), sending(OK))) {
      assertFailed(FailureCause.CLOSED_EARLY, engine.fetch(OPTIONS, server.url("/")));
      assertEquals(List.of("1.1"), versions(server));
    }
    var replies = new ArrayDeque<>(List.of(whole, chunked + "5\r\nhello\r\n", whole));
    try (var server =
        server(
            peer -> {
              peer.send(replies.poll());
              return false;
            },
            sending(OK))) {
      var results = engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"), server.url("/3"));
      assertEquals("hello", text(reply(results.get(0))));
      assertFailed(FailureCause.CLOSED_EARLY, results.get(1));
      assertEquals("hello", text(reply(results.get(2))));
      assertEquals(List.of("1.1", "1.1", "1.1"), versions(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereOneDotZeroIsNoBetterTheFirstAnswerStands(Engine engine) {
    var refusal = "HTTP/1.1 403 Robots\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    for (var act : List.of(sending(refusal), sending(REFUSED), sending(""))) {
      try (var server = server(sending("HTTP/1.1 505 No\r\n\r\nfirst"), act)) {
        for (var result : engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"))) {
          assertEquals(505, reply(result).status());
          assertEquals("first", text(reply(result)));
        }
        assertEquals(List.of("1.1", "1.0", "1.1"), versions(server));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatClosesOnEveryRequestCostsASecondOneOnce(Engine engine) {
    try (var server = server(sending(""), sending(""))) {
      for (var result : engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"))) {
        assertFailed(FailureCause.CLOSED_EARLY, result);
      }
      assertEquals(List.of("1.1", "1.0", "1.1"), versions(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusalsThatHaveOtherReasonsAreBelieved(Engine engine) {
    for (var status : List.of("400 Bad", "403 No", "426 Upgrade Required", "501 No")) {
      var reply = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
      try (var server = server(sending(reply), sending(OK))) {
        reply(engine.fetch(OPTIONS, server.url("/")));
        assertEquals(List.of("1.1"), versions(server));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void silenceOfAServerThatHasAnsweredBeforeSaysNothingAboutTheVersion(Engine engine) {
    var server =
        new RawServer(peer -> {
          var head = peer.readRequest();
          if (head != null && head.startsWith("GET /good")) {
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
          }
        });
    try (server) {
      var results = engine.fetchAll(OPTIONS, server.url("/good"), server.url("/bad"));
      assertFailed(FailureCause.CLOSED_EARLY, results.getLast());
      assertEquals(List.of("1.1", "1.1"), versions(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChosenVersionIsTheOnlyOne(Engine engine) {
    for (var mode : List.of(HttpMode.HTTP_1_0, HttpMode.HTTP_1_1)) {
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(mode));
      var refusal = sending("HTTP/1.1 505 No\r\nContent-Length: 0\r\n\r\n");
      try (var server = server(refusal, refusal)) {
        assertEquals(505, reply(engine.fetch(options, server.url("/"))).status());
        assertEquals(List.of(mode == HttpMode.HTTP_1_0 ? "1.0" : "1.1"), versions(server));
      }
    }
  }
}

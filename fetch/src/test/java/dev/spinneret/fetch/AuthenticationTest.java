package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.auth.Login;
import dev.spinneret.fetch.options.FetchOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that ask who we are, on each engine.
class AuthenticationTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String BASIC = "Basic realm=\"case\"";
  private static final String DIGEST = "Digest realm=\"case\", qop=\"auth\", nonce=\"1\"";

  /// @param reply from the Authorization field, empty for none, to challenges; null lets in
  private static RawServer server(Function<String, String> reply) {
    return new RawServer(peer -> {
      for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
        var challenge = reply.apply(authorization(head));
        peer.send(
            challenge == null
                ? OK
                : "HTTP/1.1 401 Who\r\nContent-Length: 0\r\nWWW-Authenticate: "
                    + challenge
                    + "\r\n\r\n");
      }
    });
  }

  private static String authorization(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Authorization: "))
        .map(line -> line.substring(15))
        .findFirst()
        .orElse("");
  }

  private static List<String> sent(RawServer server) {
    return server.requests().stream()
        .map(AuthenticationTest::authorization)
        .map(field -> field.isEmpty() ? "" : field.substring(0, field.indexOf(' ')))
        .toList();
  }

  private static List<Integer> statuses(
      Engine engine, RawServer server, AuthScheme scheme, int count) {
    var credentials = new Credentials(List.of(), List.of(), new Login("reader", "secret"), scheme);
    credentials.admit(Engine.request(server.url("/")).url());
    var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
    var urls = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      urls.add(server.url("/" + i));
    }
    List<FetchResult> results = engine.fetchAll(options, urls.toArray(String[]::new));
    return results.stream().map(result -> reply(result).status()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void basicIsSentOnceItWasAskedFor(Engine engine) {
    try (var server = server(field -> field.startsWith("Basic ") ? null : BASIC)) {
      assertEquals(List.of(200, 200, 200), statuses(engine, server, AuthScheme.ANY, 3));
      assertEquals(List.of("", "Basic", "Basic", "Basic"), sent(server));
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSentToAServerThatDoesNotAsk(Engine engine) {
    try (var server = server(_ -> null)) {
      assertEquals(List.of(200, 200), statuses(engine, server, AuthScheme.ANY, 2));
      assertEquals(List.of("", ""), sent(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void digestGoesBeforeBasicWhicheverComesFirst(Engine engine) {
    for (var both : List.of(BASIC + ", " + DIGEST, DIGEST + ", " + BASIC)) {
      try (var server = server(field -> field.startsWith("Digest ") ? null : both)) {
        assertEquals(List.of(200, 200), statuses(engine, server, AuthScheme.ANY, 2));
        assertEquals(List.of("", "Digest", "Digest"), sent(server));
        assertTrue(server.requests().get(1).contains("nc=00000001"));
        assertTrue(server.requests().get(2).contains("nc=00000002"));
        assertTrue(server.requests().get(2).contains("uri=\"/1\""));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPasswordIsNeverSentInTheClearToWhoAsksForDigest(Engine engine) {
    var unknown = "Digest realm=\"case\", nonce=\"1\", algorithm=FUTURE, qop=\"auth\"";
    for (var challenge : List.of(DIGEST, unknown, "Negotiate", "Bearer realm=x", "")) {
      try (var server = server(_ -> challenge)) {
        assertEquals(List.of(401, 401), statuses(engine, server, AuthScheme.ANY, 2));
        assertFalse(sent(server).contains("Basic"), sent(server).toString());
        assertTrue(server.requests().size() <= 4, sent(server).toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsOfferedOnceForEachUrl(Engine engine) {
    for (var challenge : List.of(BASIC, DIGEST)) {
      try (var server = server(_ -> challenge)) {
        assertEquals(List.of(401, 401, 401), statuses(engine, server, AuthScheme.ANY, 3));
        assertEquals(4, server.requests().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChosenSchemeIsTheOnlyOne(Engine engine) {
    try (var server = server(field -> field.startsWith("Basic ") ? null : DIGEST)) {
      assertEquals(List.of(200), statuses(engine, server, AuthScheme.BASIC, 1));
      assertEquals(List.of("Basic"), sent(server));
    }
    try (var server = server(_ -> BASIC)) {
      assertEquals(List.of(401), statuses(engine, server, AuthScheme.DIGEST, 1));
      assertEquals(List.of(""), sent(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNonceThatHasBecomeTooOldIsReplaced(Engine engine) {
    for (var stale : List.of(", stale=true", ", stale=TRUE", "")) {
      var server =
          new RawServer(peer -> {
            var uses = 0;
            var nonce = 0;
            for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
              if (authorization(head).contains("nonce=\"n" + nonce + "\"") && ++uses <= 2) {
                peer.send(OK);
              } else {
                uses = 0;
                peer.send(
                    "HTTP/1.1 401 Who\r\nContent-Length: 0\r\nWWW-Authenticate: Digest"
                        + " realm=\"case\", qop=\"auth\", nonce=\"n"
                        + ++nonce
                        + "\""
                        + (nonce == 1 ? "" : stale)
                        + "\r\n\r\n");
              }
            }
          });
      try (server) {
        assertEquals(List.of(200, 200, 200, 200, 200), statuses(engine, server, AuthScheme.ANY, 5));
        assertEquals(8, server.requests().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsThatAreUnderWayTogetherDoNotTakeEachOthersNonces(Engine engine) {
    Set<String> nonces = ConcurrentHashMap.newKeySet();
    var last = new AtomicInteger();
    Function<String, String> onceEach =
        field -> {
          var nonce = field.replaceFirst(".*, nonce=\"([^\"]*)\".*", "$1");
          if (field.startsWith("Digest ") && nonces.remove(nonce)) {
            return null;
          }
          var next = "n" + last.incrementAndGet();
          nonces.add(next);
          return "Digest realm=\"case\", qop=\"auth\", nonce=\"" + next + "\"";
        };
    try (var server = server(onceEach)) {
      var credentials =
          new Credentials(List.of(), List.of(), new Login("reader", "secret"), AuthScheme.ANY);
      credentials.admit(Engine.request(server.url("/")).url());
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      var first = engine.fetchAll(options, server.url("/"));
      assertEquals(200, reply(first.getFirst()).status());
      var urls = IntStream.range(0, 20).mapToObj(i -> server.url("/" + i)).toList();
      for (var result : engine.fetchTogether(options, urls)) {
        assertEquals(200, reply(result).status());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatARequestCarriedIsNotShownToAnotherOrigin(Engine engine) {
    try (var typed = server(field -> field.isEmpty() ? BASIC : null);
        var other = server(field -> field.isEmpty() ? BASIC : null)) {
      var credentials =
          new Credentials(List.of(), List.of(), new Login("reader", "secret"), AuthScheme.ANY);
      credentials.admit(Engine.request(typed.url("/")).url());
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      var results = engine.fetchAll(options, typed.url("/"), other.url("/"));
      assertEquals(200, reply(results.getFirst()).status());
      assertEquals(401, reply(results.getLast()).status());
      assertEquals(List.of(""), sent(other));
    }
  }
}

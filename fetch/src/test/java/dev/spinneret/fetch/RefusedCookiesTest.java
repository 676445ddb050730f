package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.options.FetchOptions;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that refuse a request for its cookies, on each engine.
class RefusedCookiesTest {
  private static final String KEPT = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n";

  /// Sets a cookie of so many bytes with each reply; refuses requests that `refuses` says.
  private static RawServer server(int bytes, String status, Predicate<String> refuses) {
    return new RawServer(peer -> {
      for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
        var path = head.substring(5, head.indexOf(' ', 5));
        var refused = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
        var set = "Set-Cookie: c" + path + "=" + "x".repeat(bytes) + "\r\n";
        peer.send(refuses.test(head) ? refused : KEPT + set + "Content-Length: 0\r\n\r\n");
      }
    });
  }

  private static List<Integer> statuses(Engine engine, RawServer server, int count) {
    var options =
        FetchOptions.DEFAULT.withRequest(r -> r.withCookies(new CookieJar(InstantSource.system())));
    var urls = new String[count];
    for (var i = 0; i < count; i++) {
      urls[i] = server.url("/" + i);
    }
    List<FetchResult> results = engine.fetchAll(options, urls);
    return results.stream().map(result -> reply(result).status()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aServerWithASmallLimitIsReadToTheEnd(Engine engine) {
    for (var status : List.of("400 Bad Request", "413 Too Large", "431 Too Large")) {
      try (var server = server(300, status, head -> head.length() > 4_096)) {
        assertEquals(Collections.nCopies(40, 200), statuses(engine, server, 40));
        assertTrue(server.requests().size() <= 45, server.requests().size() + " requests");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCookieThatAServerCannotReadIsDropped(Engine engine) {
    try (var server = server(1, "400 Bad Request", head -> head.contains("c2="))) {
      assertEquals(Collections.nCopies(6, 200), statuses(engine, server, 6));
      assertEquals(7, server.requests().size());
      assertTrue(server.requests().getLast().contains("c4=x"), server.requests().getLast());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalWithOtherReasonsIsAskedAboutOnce(Engine engine) {
    try (var server = server(1, "400 Bad Request", head -> !head.startsWith("GET /0 "))) {
      assertEquals(List.of(200, 400, 400, 400), statuses(engine, server, 4));
      assertEquals(6, server.requests().size(), "without cookies, and over a new connection");
    }
  }
}

package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FetchMethod;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests for a body only if it is another one, on each engine.
class ConditionalRequestTest {
  private static final String NOT_MODIFIED =
      "HTTP/1.1 304 Not Modified\r\nETag: W/\"a\"\r\nContent-Length: 5\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final String FAILED =
      "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 2\r\n\r\nno";

  private static FetchResult fetch(Engine engine, RawServer server, Validators known) {
    return EventLoop.run(() -> {
      try (var fetcher = engine.create(EventLoop.current(), FetchOptions.DEFAULT)) {
        var url = Objects.requireNonNull(WebUrl.parse(server.url("/"), null));
        return fetcher.fetch(new FetchRequest(FetchMethod.GET, url, null, true, 0, null, known));
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void validatorsAreSentAsTheyWereReceived(Engine engine) {
    try (var server = RawServer.answering(NOT_MODIFIED)) {
      var date = "Sunday, 06-Nov-94 08:49:37 GMT";
      assertEquals(304, reply(fetch(engine, server, new Validators("W/\"a\"", date))).status());
      assertEquals(304, reply(fetch(engine, server, new Validators("unquoted", null))).status());
      assertEquals(304, reply(fetch(engine, server, new Validators(null, date))).status());

      var requests = server.requests();
      assertTrue(requests.get(0).contains("\r\nIf-None-Match: W/\"a\"\r\n"), requests::toString);
      assertTrue(
          requests.get(0).contains("\r\nIf-Modified-Since: " + date + "\r\n"), requests::toString);
      assertTrue(requests.get(1).contains("\r\nIf-None-Match: unquoted\r\n"), requests::toString);
      assertFalse(requests.get(1).contains("If-Modified-Since"), requests::toString);
      assertFalse(requests.get(2).contains("If-None-Match"), requests::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConditionThatAServerTakesForThatOfAChangeIsLeftOut(Engine engine) {
    var server =
        new RawServer(peer -> {
          for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
            peer.send(head.contains("If-None-Match") ? FAILED : OK);
          }
        });
    try (server) {
      assertEquals(200, reply(fetch(engine, server, new Validators("\"a\"", null))).status());
      assertEquals(
          List.of(true, false),
          server.requests().stream().map(head -> head.contains("If-None-Match")).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a412WithoutConditionsStands(Engine engine) {
    try (var server = RawServer.answering(FAILED)) {
      assertEquals(412, reply(engine.fetch(FetchOptions.DEFAULT, server.url("/"))).status());
      assertEquals(1, server.requests().size());
    }
  }
}

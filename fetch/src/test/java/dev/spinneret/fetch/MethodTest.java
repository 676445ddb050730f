package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FetchMethod;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests that want the head of a reply only, on each engine.
class MethodTest {
  private static List<FetchResult> fetch(Engine engine, FetchMethod method, String url, int count) {
    return EventLoop.run(() -> {
      try (var fetcher = engine.create(EventLoop.current(), FetchOptions.DEFAULT)) {
        var parsed = Objects.requireNonNull(WebUrl.parse(url, null));
        var results = new ArrayList<FetchResult>();
        for (int i = 0; i < count; i++) {
          results.add(fetcher.fetch(new FetchRequest(method, parsed, null, true, 0, null, null)));
        }
        return results;
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void aReplyToHeadEndsWithItsHead(Engine engine) {
    var head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Type: image/png\r\n\r\n";
    try (var server = RawServer.answering(head)) {
      for (var result : fetch(engine, FetchMethod.HEAD, server.url("/a.png"), 2)) {
        assertEquals("image/png", reply(result).headers().first("Content-Type"));
        assertEquals(0, reply(result).body().length);
      }
      assertEquals(1, server.connections(), "the connection is used again");
      assertTrue(server.requests().getFirst().startsWith("HEAD /a.png HTTP/1.1\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGetWithoutBodyDoesNotWaitForTheBody(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Encoding: odd\r\n\r\n");
          peer.awaitClose();
        });
    try (server) {
      var result = fetch(engine, FetchMethod.GET_WITHOUT_BODY, server.url("/"), 1).getFirst();
      assertEquals(200, reply(result).status());
      assertEquals(0, reply(result).body().length);
      assertTrue(server.requests().getFirst().startsWith("GET / HTTP/1.1\r\n"));
    }
  }
}

package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests whose permit is refused once the connection is there, on each engine.
class WithdrawnRequestTest {
  @ParameterizedTest
  @EnumSource
  void nothingIsSentWithoutThePermit(Engine engine) {
    try (var server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      var consulted = new AtomicInteger();
      var url = Objects.requireNonNull(WebUrl.parse(server.url("/"), null));
      var request = new FetchRequest(url, true).withPermit(() -> consulted.incrementAndGet() != 2);
      var results =
          EventLoop.run(() -> {
            try (var fetcher = engine.create(EventLoop.current(), FetchOptions.DEFAULT)) {
              return List.of(
                  fetcher.fetch(request), fetcher.fetch(request), fetcher.fetch(request));
            }
          });
      assertEquals(200, Results.reply(results.getFirst()).status());
      var withdrawn = assertInstanceOf(FetchResult.Failed.class, results.get(1));
      assertEquals(FailureCause.LOCAL_RESOURCES, withdrawn.cause());
      assertEquals(200, Results.reply(results.getLast()).status());
      assertEquals(2, server.requests().size());
      assertEquals(3, consulted.get());
    }
  }
}

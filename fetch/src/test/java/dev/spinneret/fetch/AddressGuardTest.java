package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressGuardTest {
  @ParameterizedTest
  @EnumSource
  void aPageOfThePublicInternetCannotSendUsToThisMachine(Engine engine) throws Exception {
    try (var server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")) {
      var url = Objects.requireNonNull(WebUrl.parse(server.url("/"), null));
      var results =
          EventLoop.run(() -> {
            try (var fetcher = engine.create(EventLoop.current(), FetchOptions.DEFAULT)) {
              // The first is allowed, and leaves an open connection that the second must not use.
              return new FetchResult[] {
                fetcher.fetch(new FetchRequest(url, true)),
                fetcher.fetch(new FetchRequest(url, false))
              };
            }
          });
      assertInstanceOf(FetchResult.Fetched.class, results[0]);
      var refused = assertInstanceOf(FetchResult.Failed.class, results[1]);
      assertEquals(FailureCause.ADDRESS_FORBIDDEN, refused.cause());
    }
  }
}

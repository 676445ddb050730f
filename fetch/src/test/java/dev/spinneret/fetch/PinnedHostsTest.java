package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Names that only a pin or the resolver knows, on each engine.
class PinnedHostsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @ParameterizedTest
  @EnumSource
  void aPinnedHostIsFetchedFromItsAddressUnderItsName(Engine engine) {
    try (var server = RawServer.answering(HELLO)) {
      var port = Objects.requireNonNull(WebUrl.parse(server.url("/"), null)).port();
      var pinned = "http://pinned.invalid:" + port + "/";
      var options =
          FetchOptions.DEFAULT.withNetwork(
              n -> n.withPins(List.of(PinnedHost.parse("pinned.invalid:" + port + ":127.0.0.1"))));
      assertInstanceOf(FetchResult.Fetched.class, engine.fetch(options, pinned));
      var request = server.requests().getFirst();
      assertTrue(request.contains("\r\nHost: pinned.invalid:" + port + "\r\n"), request);
      // What a person has pinned is allowed to every page, on new connections and kept ones.
      var results =
          EventLoop.run(() -> {
            try (var fetcher = engine.create(EventLoop.current(), options)) {
              var linked =
                  new FetchRequest(Objects.requireNonNull(WebUrl.parse(pinned, null)), false);
              return List.of(fetcher.fetch(linked), fetcher.fetch(linked));
            }
          });
      for (var result : results) {
        assertInstanceOf(FetchResult.Fetched.class, result);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPinHoldsForItsPortAlone(Engine engine) {
    var options =
        FetchOptions.DEFAULT.withNetwork(
            n -> n.withPins(List.of(PinnedHost.parse("*:81:127.0.0.1"))));
    var result = engine.fetch(options, "http://unknown.invalid:82/");
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertEquals(FailureCause.DNS_NOT_FOUND, failed.cause());
  }

  @Test
  void aPinWithAPlusIsTheSameAsWithout() {
    for (var pin : List.of("site.example:80:127.0.0.1,::1", "[::2]:80:127.0.0.1", "*:80:[::1]")) {
      assertEquals(PinnedHost.parse(pin), PinnedHost.parse("+" + pin));
    }
  }
}

package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways by which a page of the public internet tries to lead us in here: spellings of private
/// addresses, names that change their mind, redirects that a crawl follows.
class ForbiddenAddressTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("198.41.0.4");
  private static final List<String> SPELLINGS =
      List.of(
          "http://169.254.169.254/",
          "http://2852039166/",
          "http://0xa9fea9fe/",
          "http://0xA9.0xFE.0xA9.0xFE/",
          "http://0251.0376.0251.0376/",
          "http://169.254.43518/",
          "http://169.254.169.254./",
          "http://%31%36%39.254.169.254/",
          "http://\uff11\uff16\uff19.254.169.254/",
          "http://[::ffff:169.254.169.254]/",
          "http://[::ffff:a9fe:a9fe]/",
          "http://[::169.254.169.254]/",
          "http://[64:ff9b::a9fe:a9fe]/",
          "http://[2002:a9fe:a9fe::1]/",
          "http://[::1]/",
          "http://[0:0:0:0:0:0:0:1]/",
          "http://[fe80::1]/",
          "http://127.1/",
          "http://0/",
          "http://017700000001/",
          "http://10.0.0.1/");

  @ParameterizedTest
  @EnumSource
  void noSpellingOfAPrivateAddressGetsPastTheGuard(Engine engine) {
    EventLoop.run(() -> {
      try (var fetcher = engine.create(EventLoop.current(), FetchOptions.DEFAULT)) {
        for (var url : SPELLINGS) {
          assertFailed(FailureCause.ADDRESS_FORBIDDEN, fetcher.fetch(fromOutside(url)));
        }
      }
      return null;
    });
  }

  @Test
  void aNameThatIsPublicAtFirstAndPrivateThenIsRefusedThen() {
    try (var server = RawServer.answeringOnce(HELLO)) {
      var answers = new ArrayDeque<>(List.of(PUBLIC, InetAddress.getLoopbackAddress()));
      EventLoop.run(() -> {
        var loop = EventLoop.current();
        var dialer = new Detour(new LoopDialer(loop, Network.of(loop), null), server);
        var resolver =
            new Resolver() {
              @Override
              public List<InetAddress> resolve(String host, long deadlineAtNanos) {
                return List.of(answers.remove());
              }

              @Override
              public void close() {}
            };
        try (var fetcher = fetcher(dialer, resolver, FetchOptions.DEFAULT)) {
          var url = "http://rebinding.example:" + port(server) + "/";
          assertInstanceOf(FetchResult.Fetched.class, fetcher.fetch(fromOutside(url)));
          assertFailed(FailureCause.ADDRESS_FORBIDDEN, fetcher.fetch(fromOutside(url)));
        }
        return null;
      });
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aNameServerThatNeverAnswersTimesOut() {
    var over = new CountDownLatch(1);
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var dialer = new LoopDialer(loop, Network.of(loop), null);
      var resolver =
          new SystemResolver(
              dialer::nowNanos,
              _ -> {
                awaitUninterruptibly(over);
                return List.of(PUBLIC);
              });
      var options = FetchOptions.DEFAULT.withTimeouts(t -> t.withTotal(Duration.ofMillis(300)));
      try (var fetcher = fetcher(dialer, resolver, options)) {
        assertFailed(
            FailureCause.DNS_TIMEOUT, fetcher.fetch(fromOutside("http://silent.example/")));
      } finally {
        over.countDown();
      }
      return null;
    });
  }

  @ParameterizedTest
  @EnumSource
  void aCrawlIsNotRedirectedToPrivateAddresses(Engine engine) {
    for (var target :
        List.of("http://169.254.169.254/latest/", "http://[::1]/", "http://0x7f.1/")) {
      var reply = "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n";
      try (var server = RawServer.answering(reply)) {
        var summary = crawl(engine, server);
        assertEquals(1, summary.urls().verdicts().get(VerdictKind.REDIRECTED), target + summary);
        assertEquals(1, summary.urls().verdicts().get(VerdictKind.FAILED), target + summary);
        assertEquals(
            1, summary.urls().failures().get(FailureCause.ADDRESS_FORBIDDEN), target + summary);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/loop"})
  void aCrawlEndsARedirectLoop(String back) {
    try (var server =
        RawServer.answering(
            "HTTP/1.1 302 Found\r\nLocation: " + back + "\r\nContent-Length: 0\r\n\r\n")) {
      var summary = crawl(Engine.LOOP, server);
      assertEquals(
          1, summary.urls().failures().get(FailureCause.REDIRECT_LOOP), summary.toString());
      assertEquals(back.equals("/") ? 1 : 2, server.requests().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCrawlEndsRedirectsThatNeverRepeat(Engine engine) {
    try (var server =
        new RawServer(peer -> {
          for (var head = peer.readRequest(); head != null; head = peer.readRequest()) {
            var path = head.substring(4, head.indexOf(' ', 4));
            peer.send("HTTP/1.1 302 Found\r\nLocation: " + path + "a\r\nContent-Length: 0\r\n\r\n");
          }
        })) {
      var summary = crawl(engine, server);
      assertEquals(20, summary.urls().verdicts().get(VerdictKind.REDIRECTED), summary.toString());
      assertEquals(
          1, summary.urls().failures().get(FailureCause.TOO_MANY_REDIRECTS), summary.toString());
      assertEquals(21, server.requests().size());
    }
  }

  /// Crawls a server that is taken for one of the public internet.
  private static CrawlSummary crawl(Engine engine, RawServer server) {
    var pin = PinnedHost.parse("public.example:" + port(server) + ":127.0.0.1");
    var options = FetchOptions.DEFAULT.withNetwork(n -> n.withPins(List.of(pin)));
    var seed = url("http://public.example:" + port(server) + "/");
    var crawlOptions =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(seed)))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withRobots(r -> r.withObeyed(false));
    var summary =
        EventLoop.run(() -> {
          var loop = EventLoop.current();
          try (var fetcher = engine.create(loop, options)) {
            return new Crawl(loop, outside(fetcher, seed.host()), crawlOptions, _ -> {}).run();
          }
        });
    assertTrue(summary.urls().isBalanced(), summary.toString());
    return summary;
  }

  /// Has replies from `host` come from a public address.
  private static Fetcher outside(Fetcher fetcher, String host) {
    return new Fetcher() {
      @Override
      public FetchResult fetch(FetchRequest request) {
        return switch (fetcher.fetch(request)) {
          case FetchResult.Fetched(var r, var timings) when request.url().host().equals(host) ->
              new FetchResult.Fetched(
                  new Reply(r.status(), r.headers(), r.body(), r.truncated(), PUBLIC), timings);
          case FetchResult result -> result;
        };
      }

      @Override
      public void close() {
        fetcher.close();
      }
    };
  }

  private static HttpFetcher fetcher(Dialer dialer, Resolver resolver, FetchOptions options) {
    return new HttpFetcher(options, dialer, new Connector(dialer, resolver, options));
  }

  private static FetchRequest fromOutside(String url) {
    return new FetchRequest(url(url), false);
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null), text);
  }

  private static int port(RawServer server) {
    return url(server.url("/")).port();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException _) {
        // As native code, which no interrupt reaches.
      }
    }
  }

  /// Connects to a local server in place of the public address.
  private record Detour(Dialer direct, RawServer server) implements Dialer {
    @Override
    public long nowNanos() {
      return direct.nowNanos();
    }

    @Override
    public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
      assertEquals(PUBLIC, remote.getAddress());
      return direct.connect(new InetSocketAddress("127.0.0.1", port(server)), deadlineAtNanos);
    }

    @Override
    public Waiter waiter() {
      return direct.waiter();
    }

    @Override
    public boolean sharesBuffers() {
      return direct.sharesBuffers();
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      return direct.allocate(bytes);
    }
  }
}

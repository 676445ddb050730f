package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static dev.spinneret.fetch.Results.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fetches on several loops: what other tests show for every engine is not repeated.
@Timeout(60)
class LoopGroupFetcherTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";
  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

  @Test
  void hostsSpreadEvenlyAndStayWhereTheyAre() {
    for (int count = 1; count <= 9; count++) {
      var hosts = new int[count];
      for (int i = 0; i < 900; i++) {
        var at = LoopGroupFetcher.indexOf("www" + i + ".example.org", count);
        assertEquals(at, LoopGroupFetcher.indexOf("www" + i + ".example.org", count));
        hosts[at]++;
      }
      for (var each : hosts) {
        assertTrue(Math.abs(each - 900 / count) <= 450 / count, () -> List.of(hosts).toString());
      }
    }
  }

  @Test
  void manyHostsAreFetchedFromTogether() {
    try (var server = RawServer.answering(HELLO)) {
      var address = List.of(InetAddress.getLoopbackAddress());
      var port = port(server);
      var options =
          FetchOptions.DEFAULT.withNetwork(
              n -> n.withPins(List.of(new PinnedHost("*", port, address))));
      var urls =
          IntStream.range(0, 200)
              .mapToObj(i -> "http://h%d.test:%d/%d".formatted(i % 20, port, i))
              .toList();
      for (var result : Engine.LOOPS.fetchTogether(options, urls)) {
        assertEquals("hello", text(reply(result)));
      }
      assertEquals(200, server.requests().size());
    }
  }

  @Test
  void theConnectionsToAHostBelongToOneLoop() {
    try (var server = RawServer.answering(HELLO)) {
      var options = FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(1));
      var urls = IntStream.range(0, 50).mapToObj(i -> server.url("/" + i)).toList();
      Engine.LOOPS.fetchTogether(options, urls).forEach(result -> text(reply(result)));
      assertEquals(1, server.connections());
    }
  }

  @Test
  void whoIsCancelledCancelsTheFetchOnTheOtherLoop() throws Exception {
    var asked = new CompletableFuture<Boolean>();
    var left = new CountDownLatch(1);
    var silent =
        new RawServer(peer -> {
          peer.readRequest();
          asked.complete(true);
          peer.awaitClose();
          left.countDown();
        });
    try (silent) {
      EventLoop.run(() -> {
        var loop = EventLoop.current();
        try (var fetcher = Engine.LOOPS.create(loop, OPTIONS)) {
          var fetch = loop.createTask(() -> fetcher.fetch(Engine.request(silent.url("/"))));
          asked.join();
          fetch.cancel();
          assertThrows(Cancelled.class, fetch::await);
          left.await(); // before the fetcher is closed
        }
        return true;
      });
    }
  }

  @Test
  void closingLeavesNoThreadAndNoConnection() throws Exception {
    var before = loopThreads();
    var asked = new CompletableFuture<Boolean>();
    var left = new CountDownLatch(2);
    var server =
        new RawServer(peer -> {
          for (var request = peer.readRequest(); request != null; request = peer.readRequest()) {
            if (request.startsWith("GET /never ")) {
              asked.complete(true);
              peer.awaitClose();
              break;
            }
            peer.send(HELLO);
          }
          left.countDown();
        });
    try (server) {
      EventLoop.run(() -> {
        var loop = EventLoop.current();
        try (var fetcher = Engine.LOOPS.create(loop, OPTIONS)) {
          var never = loop.createTask(() -> fetcher.fetch(Engine.request(server.url("/never"))));
          asked.join();
          text(reply(fetcher.fetch(Engine.request(server.url("/kept")))));
          never.cancel();
        }
        return true;
      });
      left.await();
    }
    assertEquals(before, loopThreads());
  }

  @Test
  void aFailureIsAValueAsOnOneLoop() {
    assertFailed(FailureCause.CONNECT_REFUSED, Engine.LOOPS.fetch(OPTIONS, "http://127.0.0.1:1/"));
  }

  @Test
  void anErrorOnALoopEndsTheRunOfTheCaller() {
    var error = new Error("on purpose");
    var armed = new AtomicBoolean();
    var options =
        LoopOptions.DEFAULT.withTaskOrder(_ -> {
          if (armed.getAndSet(false)) {
            throw error;
          }
        });
    var thrown =
        assertThrows(
            Error.class,
            () ->
                EventLoop.run(() -> {
                  var loop = EventLoop.current();
                  try (var fetcher = Fetchers.loops(loop, 1, options, OPTIONS)) {
                    armed.set(true);
                    return fetcher.fetch(Engine.request("http://127.0.0.1:1/"));
                  }
                }));
    assertSame(error, thrown);
  }

  @Test
  void aLoopThatCannotBeMadeLeavesNoOtherBehind() {
    var pollers = new AtomicInteger();
    var options =
        LoopOptions.DEFAULT.withPoller(() -> {
          if (pollers.incrementAndGet() == 2) {
            throw new UnsupportedOperationException("on purpose");
          }
          return PollerKind.AUTO.get();
        });
    assertThrows(
        RuntimeException.class,
        () -> EventLoop.run(() -> Fetchers.loops(EventLoop.current(), 2, options, OPTIONS)));
    assertEquals(Set.of(), loopThreads());
  }

  private static Set<String> loopThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("loop-"))
        .collect(Collectors.toSet());
  }

  private static int port(RawServer server) {
    var url = server.url("");
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }
}

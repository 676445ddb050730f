package dev.spinneret.fetch.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DnsCacheTest {
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final List<InetAddress> ONE = List.of(InetAddress.ofLiteral("192.0.2.1"));

  private final AtomicInteger lookups = new AtomicInteger();
  private final AtomicLong nowNanos = new AtomicLong(-5);

  @Test
  void anAnswerIsKeptForSixtySeconds() throws Exception {
    try (var cache = cache(10, _ -> ONE)) {
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(60) - 1);
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      assertEquals(1, lookups.get());
      nowNanos.addAndGet(1);
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      assertEquals(2, lookups.get());
    }
  }

  @Test
  void thatANameIsNotKnownIsKeptForTenSeconds() throws Exception {
    try (var cache =
        cache(
            10,
            host -> {
              throw new UnknownHostException(host);
            })) {
      assertThrows(UnknownHostException.class, () -> cache.resolve("a", WAIT_NANOS));
      nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
      assertThrows(UnknownHostException.class, () -> cache.resolve("a", WAIT_NANOS));
      assertEquals(1, lookups.get());
      nowNanos.addAndGet(1);
      assertThrows(UnknownHostException.class, () -> cache.resolve("a", WAIT_NANOS));
      assertEquals(2, lookups.get());
    }
  }

  @Test
  void aLookupWithoutAnAnswerIsMadeAgain() throws Exception {
    try (var cache =
        cache(
            10,
            host -> {
              if (lookups.get() == 1) {
                throw new NoAnswerException(host);
              }
              return ONE;
            })) {
      assertThrows(NoAnswerException.class, () -> cache.resolve("a", WAIT_NANOS));
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
    }
  }

  @Test
  void addressesOutliveTheirTimeWhileNoNameServerAnswers() throws Exception {
    var isDown = new AtomicBoolean();
    try (var cache =
        cache(
            10,
            host -> {
              if (isDown.get()) {
                throw new NoAnswerException(host);
              }
              return ONE;
            })) {
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      isDown.set(true);
      for (var minutes = 0; minutes < 24 * 60; minutes += 30) {
        nowNanos.addAndGet(TimeUnit.MINUTES.toNanos(30));
        assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      }
      nowNanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
      assertThrows(NoAnswerException.class, () -> cache.resolve("a", WAIT_NANOS));
    }
  }

  @Test
  void addressesOfANameThatIsGoneAreNotUsed() throws Exception {
    var outcomes = List.of("found", "gone", "down").iterator();
    try (var cache =
        cache(
            10,
            host -> {
              switch (outcomes.next()) {
                case "found" -> {
                  return ONE;
                }
                case "gone" -> throw new UnknownHostException(host);
                default -> throw new NoAnswerException(host);
              }
            })) {
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      nowNanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
      assertThrows(UnknownHostException.class, () -> cache.resolve("a", WAIT_NANOS));
      nowNanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
      assertThrows(NoAnswerException.class, () -> cache.resolve("a", WAIT_NANOS));
    }
  }

  @Test
  void lookupsThatHangDoNotKeepOthersWaiting() throws Exception {
    var never = new CountDownLatch(1);
    try (var cache = cache(1_000, host -> host.startsWith("dead") ? answer(never) : ONE)) {
      for (var i = 0; i < 100; i++) {
        var host = "dead" + i;
        Thread.ofVirtual().start(new FutureTask<>(() -> cache.resolve(host, WAIT_NANOS)));
      }
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
    }
  }

  @Test
  void aLookupForWhichThereWasNoThreadSaysNothingAboutTheName() throws Exception {
    var never = new CountDownLatch(1);
    var begun = new CountDownLatch(16);
    try (var cache =
        cache(
            1_000,
            _ -> {
              begun.countDown();
              return answer(never);
            })) {
      for (var i = 0; i < 16; i++) {
        var host = "dead" + i;
        Thread.ofVirtual().start(new FutureTask<>(() -> cache.resolve(host, WAIT_NANOS)));
      }
      begun.await();
      assertThrows(LookupQueuedException.class, () -> cache.resolve("a", 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a: Name or service not known, false",
    "a: No address associated with hostname, false",
    "a: nodename nor servname provided or not known, false",
    "a: Name does not resolve, false",
    "a: Temporary failure in name resolution, true",
    "a: Non-recoverable failure in name resolution, true",
    "a: Try again, true"
  })
  void aNameServerThatDoesNotAnswerIsNoUnknownName(String message, boolean isMeant) {
    assertEquals(isMeant, NoAnswerException.isMeantBy(new UnknownHostException(message)));
  }

  @Test
  void allWhoAskMeanwhileGetTheAnswerOfOneLookup() throws Exception {
    var mayAnswer = new CountDownLatch(1);
    try (var cache = cache(10, _ -> answer(mayAnswer))) {
      Callable<List<InetAddress>> ask = () -> cache.resolve("a", WAIT_NANOS);
      var askers = List.of(new FutureTask<>(ask), new FutureTask<>(ask), new FutureTask<>(ask));
      askers.forEach(asker -> Thread.ofVirtual().start(asker));
      assertThrows(TimeoutException.class, () -> cache.resolve("a", 1));
      mayAnswer.countDown();
      for (var asker : askers) {
        assertEquals(ONE, asker.get());
      }
      assertEquals(ONE, cache.resolve("a", WAIT_NANOS));
      assertEquals(1, lookups.get());
    }
  }

  @Test
  void theAnswerThatWasNotAskedForTheLongestGoesFirst() throws Exception {
    try (var cache = cache(2, _ -> ONE)) {
      for (var host : List.of("a", "b", "a", "c", "a", "c")) {
        assertEquals(ONE, cache.resolve(host, WAIT_NANOS));
      }
      assertEquals(3, lookups.get());
      assertEquals(ONE, cache.resolve("b", WAIT_NANOS));
      assertEquals(4, lookups.get());
    }
  }

  @Test
  void whoWaitsWhenTheCacheIsClosedIsTold() throws Exception {
    var never = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var cache =
        cache(
            10,
            _ -> {
              begun.countDown();
              return answer(never);
            });
    var asker = new FutureTask<>(() -> cache.resolve("a", WAIT_NANOS));
    Thread.ofVirtual().start(asker);
    begun.await();
    cache.close();
    var told = assertThrows(java.util.concurrent.ExecutionException.class, asker::get);
    assertEquals(InterruptedException.class, told.getCause().getClass());
  }

  private DnsCache cache(int maxCount, DnsCache.Lookup lookup) {
    return new DnsCache(
        host -> {
          lookups.incrementAndGet();
          return lookup.find(host);
        },
        nowNanos::get,
        maxCount);
  }

  private static List<InetAddress> answer(CountDownLatch mayAnswer) throws UnknownHostException {
    try {
      mayAnswer.await();
      return ONE;
    } catch (InterruptedException e) {
      throw new UnknownHostException(e.toString());
    }
  }
}

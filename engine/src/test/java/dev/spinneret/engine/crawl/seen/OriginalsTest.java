package dev.spinneret.engine.crawl.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalsTest {
  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 10_000})
  void theFirstUrlOfEachDigestIsKept(long maxBytes) {
    var seed = Long.getLong("spinneret.fuzz.seed", 577_215L);
    System.out.println("originals: seed " + seed);
    var random = new Random(seed);
    var originals = new Originals(maxBytes);
    var expected = new HashMap<Long, String>();
    for (int i = 0; i < 20_000; i++) {
      // Few digests that differ in their last bits only, many that are spread.
      long digest = random.nextBoolean() ? 1 + random.nextInt(5_000) : 1 | random.nextLong();
      var href = "http://h.test/é" + "x".repeat(random.nextInt(100)) + i;
      assertEquals(expected.putIfAbsent(digest, href), originals.firstOr(digest, href));
    }
    expected.forEach((digest, href) -> assertEquals(href, originals.firstOr(digest, "other")));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 0})
  void aUrlMayBeLongerThanAChunk(long maxBytes) {
    var originals = new Originals(maxBytes);
    for (int i = 1; i < 20; i++) {
      assertNull(originals.firstOr(i, "x".repeat(i * 1_500)));
    }
    for (int i = 1; i < 20; i++) {
      assertEquals("x".repeat(i * 1_500), originals.firstOr(i, ""));
    }
  }
}

package dev.spinneret.engine.crawl.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FingerprintSetTest {

  @Test
  void agreesWithASetOfTheLibrary() {
    for (long seed = 0; seed < 20; seed++) {
      var random = new SplittableRandom(seed);
      var ours = new FingerprintSet();
      var theirs = new HashSet<Long>();
      // Few top bits: all values crowd into a few segments.
      int bits = 8 + random.nextInt(50);
      for (int i = 0; i < 5_000; i++) {
        long value = random.nextLong() >>> (64 - bits) | 1;
        var message = "seed " + seed + ", step " + i;
        ours.prefetch(new long[] {value, -value});
        switch (random.nextInt(3)) {
          case 0, 1 -> assertEquals(theirs.add(value), ours.add(value), message);
          default -> assertEquals(theirs.remove(value), ours.remove(value), message);
        }
        assertEquals(theirs.contains(value), ours.contains(value), message);
        assertEquals(theirs.size(), ours.size(), message);
      }
      assertTrue(theirs.stream().allMatch(ours::contains), "seed " + seed);
    }
  }

  @Test
  void takesAtMostTwelveBytesAFingerprintAtAnySize() {
    var random = new SplittableRandom(7);
    var set = new FingerprintSet();
    for (int i = 1; i <= 2_000_000; i++) {
      assertTrue(set.add(random.nextLong() | 1), "a collision of random values");
      if (i >= 500_000 && i % 10_000 == 0) {
        assertTrue(set.memoryBytes() <= 12L * i, set.memoryBytes() + " bytes for " + i);
      }
    }
  }

  @Test
  void valuesAtTheEdgesAreHeld() {
    var set = new FingerprintSet();
    for (long value : new long[] {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 2, -2}) {
      assertTrue(set.add(value));
      assertFalse(set.add(value));
      assertTrue(set.contains(value));
    }
    // A run at the very end of a segment passes its capacity and then its room.
    for (long value = -3; value > -60; value--) {
      assertTrue(set.add(value));
    }
    for (long value = -1; value > -60; value--) {
      assertTrue(set.contains(value));
    }
    assertFalse(set.contains(3));
    assertFalse(set.remove(3));
  }
}

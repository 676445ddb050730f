package dev.spinneret.engine.crawl.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void theLatestRepliesAreKeptHoweverManyThereWere() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var samples = new Samples();
    for (var round = 0; round < 3; round++) {
      List<Double> seconds = new ArrayList<>();
      List<Double> logs = new ArrayList<>();
      for (var i = 1; i <= 3 * Samples.KEPT; i++) {
        var inFlight = 1 + random.nextInt(100);
        var nanos = 1 + random.nextLong(1_000_000_000);
        samples.add(inFlight, nanos);
        seconds.add(nanos / 1e9);
        logs.add(Math.log(inFlight));
        var from = Math.max(0, i - Samples.KEPT);
        assertEquals(i - from, samples.size(), "seed " + seed);
        assertEquals(i >= Samples.KEPT, samples.isFull());
        assertEquals(mean(seconds.subList(from, i)), samples.meanSeconds(2), 1e-9, "seed " + seed);
        assertEquals(mean(logs.subList(from, i)), samples.meanInFlightLog(), 1e-9, "seed " + seed);
        var sorted = seconds.subList(from, i).stream().sorted().toList();
        assertEquals(
            sorted.get((int) (0.75 * sorted.size())),
            Samples.upperQuartile(samples, new Samples()),
            "seed " + seed);
      }
      samples.clear();
      assertEquals(0, samples.size());
      assertFalse(samples.isFull());
    }
  }

  @Test
  void aLevelWithoutRepliesHasNoMean() {
    var means = new LoadMeans(4);
    assertEquals(0, means.count(7));
    assertEquals(0, means.nanos(7));
    assertEquals(3, means.add(8, 1_000));
    assertEquals(1, means.count(3));
    assertEquals(1_000, means.nanos(3));
    assertEquals(0, means.count(2) + means.count(4));
    assertTrue(means.add(Integer.MAX_VALUE, 1) < Integer.SIZE);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}

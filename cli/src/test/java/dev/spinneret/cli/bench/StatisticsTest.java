package dev.spinneret.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertEquals(3, Statistics.median(new double[] {9, 1, 3}));
    assertEquals(2.5, Statistics.median(new double[] {4, 1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> Statistics.median(new double[0]));
  }

  @Test
  void aSteadyRatioHasANarrowInterval() {
    var ratio = Statistics.ratio(new double[] {20, 21, 19, 20}, new double[] {10, 10.5, 9.5, 10});
    assertEquals(new Ratio(2, 2, 2), ratio);
    assertFalse(ratio.isOpen());
  }

  @Test
  void noiseAroundOneIsOpen() {
    var ratio = Statistics.ratio(new double[] {10, 12, 9, 11, 8}, new double[] {11, 10, 10, 9, 10});
    assertTrue(ratio.isOpen(), ratio.toString());
    assertTrue(ratio.low() <= ratio.median() && ratio.median() <= ratio.high());
  }

  @Test
  void theIntervalHoldsTheTruthMostOfTheTime() {
    var seed = 20261121L;
    var random = new SplittableRandom(seed);
    var held = 0;
    for (var i = 0; i < 200; i++) {
      var first = new double[11];
      var second = new double[11];
      for (var j = 0; j < first.length; j++) {
        second[j] = Math.exp(random.nextGaussian() * 0.1);
        first[j] = 3 * Math.exp(random.nextGaussian() * 0.1);
      }
      var ratio = Statistics.ratio(first, second);
      if (ratio.low() <= 3 && ratio.high() >= 3) {
        held++;
      }
    }
    assertTrue(held >= 180, "held " + held + " of 200, seed " + seed);
  }

  @Test
  void pairsAreNeeded() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Statistics.ratio(new double[] {1}, new double[] {1, 2}));
  }
}

package dev.spinneret.cli.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Medians, and how sure they are.
final class Statistics {
  private static final int RESAMPLES = 4_000;

  private Statistics() {}

  /// The middle value; the mean of the two middle ones where their number is even.
  ///
  /// @param values at least one, in any order
  static double median(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values; a median needs at least one");
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// How many times as large the first values are as the second, with a 95 % interval: the
  /// percentile bootstrap of the median of the pairs' ratios (Efron and Tibshirani 1993, §13.3).
  /// The same values give the same interval.
  ///
  /// @param first one value a round
  /// @param second the values of the same rounds
  static Ratio ratio(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "%d and %d values; pairs are needed".formatted(first.length, second.length));
    }
    var ratios = new double[first.length];
    for (var i = 0; i < ratios.length; i++) {
      ratios[i] = first[i] / second[i];
    }
    return interval(ratios);
  }

  /// The median of values with its 95 % interval, by the percentile bootstrap.
  ///
  /// @param values one a round, at least one
  static Ratio interval(double[] values) {
    var random = new SplittableRandom(values.length);
    var medians = new double[RESAMPLES];
    var sample = new double[values.length];
    for (var i = 0; i < RESAMPLES; i++) {
      for (var j = 0; j < sample.length; j++) {
        sample[j] = values[random.nextInt(values.length)];
      }
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return new Ratio(
        median(values), medians[RESAMPLES / 40], medians[RESAMPLES - 1 - RESAMPLES / 40]);
  }
}

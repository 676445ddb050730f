package dev.spinneret.engine.crawl.limit;

/// The gain from more requests in flight: compares replies to requests sent with many in flight
/// with replies, near in time, to requests sent with few.
///
/// By Little's law, the rate of replies is the number in flight divided by the mean latency. So
/// with `d` the logarithm of the growth in flight, `d` minus the logarithm of the growth of the
/// latency is the logarithm of the growth of the rate: `d` where latency does not depend on the
/// number in flight, 0 where more in flight only wait for each other. More in flight pay when they
/// bring [#PAYS] of `d`.
///
/// @param verdict whether they pay
/// @param share the part of `d` that they bring, from 0.1 to 1
record Gain(Verdict verdict, double share) {
  /// The result of a comparison.
  enum Verdict {
    PAYS,
    DOES_NOT_PAY,
    UNKNOWN
  }

  /// The part of the growth in flight that the rate has to gain.
  private static final double PAYS = 0.4;

  /// How many standard errors make a verdict certain enough: one in ten is wrong, and a cut is
  /// confirmed by a second comparison.
  private static final double CONFIDENCE = 1.3;

  /// A single latency counts as three times the upper quartile at most: one reply of ten seconds
  /// must not decide.
  private static final double OUTLIER = 3;

  /// The relative spread that few replies are assumed to have besides their own, and how many
  /// degrees of freedom the assumption counts as.
  private static final double PRIOR_SPREAD = 0.3;

  private static final double PRIOR_WEIGHT = 3;

  /// Numbers in flight whose logarithms differ by less cannot be compared.
  private static final double MIN_GROWTH = 0.1;

  static Gain of(Samples many, Samples few) {
    int manyCount = many.size();
    int fewCount = few.size();
    double growth = many.meanInFlightLog() - few.meanInFlightLog();
    if (growth <= MIN_GROWTH) {
      return new Gain(Verdict.UNKNOWN, 1);
    }
    double cap = OUTLIER * Samples.upperQuartile(many, few);
    double manySeconds = many.meanSeconds(cap);
    double fewSeconds = few.meanSeconds(cap);
    double squares = many.relativeSquares(cap, manySeconds) + few.relativeSquares(cap, fewSeconds);
    double variance =
        (squares + PRIOR_SPREAD * PRIOR_SPREAD * PRIOR_WEIGHT)
            / (manyCount + fewCount - 2 + PRIOR_WEIGHT);
    double error = Math.sqrt(variance * (1.0 / manyCount + 1.0 / fewCount));
    double gain = growth - Math.log(manySeconds / fewSeconds);
    double margin = gain - PAYS * growth;
    var verdict =
        margin > CONFIDENCE * error
            ? Verdict.PAYS
            : margin < -CONFIDENCE * error ? Verdict.DOES_NOT_PAY : Verdict.UNKNOWN;
    return new Gain(verdict, Math.clamp(gain / growth, 0.1, 1));
  }
}

package dev.spinneret.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// All rounds of one engine.
///
/// @param name of the engine
/// @param rounds in order
record EngineResult(String name, List<Measured> rounds) {
  EngineResult {
    rounds = List.copyOf(rounds);
  }

  /// One value of each round.
  double[] each(ToDoubleFunction<Measured> value) {
    return rounds.stream().mapToDouble(value).toArray();
  }

  /// The median of a value over the rounds, with its 95 % interval.
  Ratio interval(ToDoubleFunction<Measured> value) {
    return Statistics.interval(each(value));
  }

  /// The median of a value over the rounds.
  double median(ToDoubleFunction<Measured> value) {
    return Statistics.median(each(value));
  }
}

package dev.spinneret.cli.site;

import java.util.ArrayList;
import java.util.List;

/// How many values lie in each of a few ranges.
final class Ranges {
  /// One range.
  ///
  /// @param label such as `100-200 ms`
  /// @param count how many values lie in it
  record Bar(String label, long count) {}

  private final double[] bounds;
  private final List<String> labels;
  private final long[] counts;

  /// @param bounds upper bounds of all ranges but the last, ascending
  /// @param labels of the ranges, one more than there are bounds
  private Ranges(double[] bounds, List<String> labels) {
    this.bounds = bounds;
    this.labels = labels;
    this.counts = new long[labels.size()];
  }

  /// Ranges of milliseconds.
  static Ranges latency() {
    return new Ranges(
        new double[] {10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000},
        List.of(
            "under 10 ms",
            "10–20 ms",
            "20–50 ms",
            "50–100 ms",
            "100–200 ms",
            "200–500 ms",
            "0.5–1 s",
            "1–2 s",
            "2–5 s",
            "over 5 s"));
  }

  /// Ranges of bytes.
  static Ranges size() {
    return new Ranges(
        new double[] {1, 1_000, 5_000, 20_000, 50_000, 100_000, 500_000, 1e6, 5e6},
        List.of(
            "empty",
            "under 1 kB",
            "1–5 kB",
            "5–20 kB",
            "20–50 kB",
            "50–100 kB",
            "100–500 kB",
            "0.5–1 MB",
            "1–5 MB",
            "over 5 MB"));
  }

  void add(double value) {
    var at = 0;
    while (at < bounds.length && value >= bounds[at]) {
      at++;
    }
    counts[at]++;
  }

  /// How many values are in the ranges from a bound on.
  long atLeast(double bound) {
    var count = 0L;
    for (var i = 0; i < bounds.length; i++) {
      count += bounds[i] >= bound ? counts[i + 1] : 0;
    }
    return count;
  }

  /// The ranges, without those that are empty at both ends.
  List<Bar> bars() {
    var bars = new ArrayList<Bar>();
    for (var i = 0; i < counts.length; i++) {
      bars.add(new Bar(labels.get(i), counts[i]));
    }
    while (!bars.isEmpty() && bars.getFirst().count == 0) {
      bars.removeFirst();
    }
    while (!bars.isEmpty() && bars.getLast().count == 0) {
      bars.removeLast();
    }
    return bars;
  }
}

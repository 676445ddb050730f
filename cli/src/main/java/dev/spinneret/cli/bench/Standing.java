package dev.spinneret.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Who does best in one comparison by one measure, and whether that is shown: an engine wins when
/// its 95 % intervals against all others leave 1 out.
///
/// @param best the engine whose median is best
/// @param next the best of the others; null when there is none
/// @param ratio how many times as good `best` is as `next`; null when there is no other
/// @param tied the others that may be as good as `best`
record Standing(String best, @Nullable String next, @Nullable Ratio ratio, List<String> tied) {
  /// Fewer rounds give no interval that means anything.
  static final int MIN_ROUNDS = 5;

  Standing {
    tied = List.copyOf(tied);
  }

  /// Compares the engines of a comparison.
  ///
  /// @param value one figure of a round
  /// @param moreIsBetter as for pages/s; less is for CPU and memory
  static Standing of(
      Comparison comparison, ToDoubleFunction<Measured> value, boolean moreIsBetter) {
    var sign = moreIsBetter ? 1 : -1;
    var engines = new ArrayList<>(comparison.engines());
    engines.sort((a, b) -> sign * Double.compare(b.median(value), a.median(value)));
    var best = engines.getFirst();
    var tied = new ArrayList<String>();
    Ratio ratio = null;
    for (var other : engines.subList(1, engines.size())) {
      var better =
          moreIsBetter
              ? Statistics.ratio(best.each(value), other.each(value))
              : Statistics.ratio(other.each(value), best.each(value));
      ratio = ratio == null ? better : ratio;
      if (better.isOpen() || best.rounds().size() < MIN_ROUNDS) {
        tied.add(other.name());
      }
    }
    return new Standing(
        best.name(), engines.size() > 1 ? engines.get(1).name() : null, ratio, tied);
  }

  /// Whether one engine is shown to be better than all others.
  boolean isClear() {
    return tied.isEmpty() && ratio != null;
  }

  /// In a few words, such as `loop × 3.20 (2.90 to 3.50)`.
  String words() {
    var shown = ratio;
    if (shown == null) {
      return best;
    }
    if (!isClear()) {
      return best + " = " + String.join(" = ", tied);
    }
    return String.format(
        Locale.ROOT, "%s × %.2f (%.2f to %.2f)", best, shown.median(), shown.low(), shown.high());
  }
}

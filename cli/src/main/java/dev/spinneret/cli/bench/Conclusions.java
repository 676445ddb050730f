package dev.spinneret.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What comparisons come to, in plain sentences, with what makes them doubtful.
final class Conclusions {
  /// From this share of the machine's CPU on, the work of others is mentioned.
  private static final double BUSY = 0.1;

  private Conclusions() {}

  /// Draws them.
  ///
  /// @param comparisons one, or those of a matrix
  /// @return sentences without full stop
  static List<String> of(List<Comparison> comparisons) {
    var sentences = new ArrayList<String>();
    if (comparisons.size() == 1) {
      single(sentences, comparisons.getFirst());
    } else {
      matrix(sentences, comparisons);
    }
    doubts(sentences, comparisons);
    return sentences;
  }

  private static void single(List<String> sentences, Comparison comparison) {
    var comparable = comparison.equalWork() && comparison.engines().size() > 1;
    if (!comparable || comparison.roundCount() < Standing.MIN_ROUNDS) {
      return;
    }
    measure(sentences, comparison, "fetches most pages a second", Measured::pagesPerSecond, true);
    measure(sentences, comparison, "needs least CPU per page", Measured::cpuMicrosPerPage, false);
    measure(sentences, comparison, "needs least memory", Measured::peakMegabytes, false);
  }

  private static void measure(
      List<String> sentences,
      Comparison comparison,
      String praise,
      ToDoubleFunction<Measured> value,
      boolean moreIsBetter) {
    var standing = Standing.of(comparison, value, moreIsBetter);
    var ratio = standing.ratio();
    if (ratio != null && standing.isClear()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s %s: %s is %.2f times as good as %s (95 %%: %.2f to %.2f)",
              standing.best(),
              praise,
              standing.best(),
              ratio.median(),
              standing.next(),
              ratio.low(),
              ratio.high()));
    } else {
      sentences.add(
          String.format(
              Locale.ROOT,
              "which engine %s is not shown: %s and %s may be equal",
              praise,
              standing.best(),
              String.join(", ", standing.tied())));
    }
  }

  private static void matrix(List<String> sentences, List<Comparison> comparisons) {
    var equal = comparisons.stream().filter(Comparison::equalWork).toList();
    count(sentences, equal, "pages a second", Measured::pagesPerSecond, true);
    count(sentences, equal, "CPU per page", Measured::cpuMicrosPerPage, false);
    count(sentences, equal, "memory", Measured::peakMegabytes, false);
  }

  private static void count(
      List<String> sentences,
      List<Comparison> comparisons,
      String what,
      ToDoubleFunction<Measured> value,
      boolean moreIsBetter) {
    Map<String, Integer> wins = new TreeMap<>();
    for (var comparison : comparisons) {
      var standing = Standing.of(comparison, value, moreIsBetter);
      wins.merge(standing.isClear() ? standing.best() : "", 1, Integer::sum);
    }
    var open = wins.getOrDefault("", 0);
    wins.remove("");
    var parts = new ArrayList<String>();
    wins.forEach((engine, count) -> parts.add("%s wins %d".formatted(engine, count)));
    parts.add("%d show no winner".formatted(open));
    sentences.add(
        "by %s, of %d cells %s".formatted(what, comparisons.size(), String.join(", ", parts)));
  }

  private static void doubts(List<String> sentences, List<Comparison> comparisons) {
    if (comparisons.stream().anyMatch(comparison -> !comparison.equalWork())) {
      sentences.add("engines that did not do equal work are not compared");
    }
    if (comparisons.getFirst().roundCount() < Standing.MIN_ROUNDS) {
      sentences.add(
          "no winner is named: %d rounds are fewer than %d"
              .formatted(comparisons.getFirst().roundCount(), Standing.MIN_ROUNDS));
    }
    var others = comparisons.stream().mapToDouble(Comparison::othersShare).max().orElse(0);
    if (others >= BUSY) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "WARNING: other processes used up to %.0f %% of this machine's CPU meanwhile, so the"
                  + " figures are less sure than they look; run again when it is idle",
              100 * others));
    }
  }
}

package dev.spinneret.cli.bench;

import java.util.List;
import java.util.Locale;

/// A comparison as a person reads it.
public final class ComparisonText {
  private ComparisonText() {}

  /// Writes all comparisons, and what they come to.
  ///
  /// @param comparisons one, or those of a matrix
  /// @return lines, each with a line feed
  public static String all(List<Comparison> comparisons) {
    var text = new StringBuilder(4096);
    comparisons.forEach(comparison -> text.append(of(comparison)).append('\n'));
    Conclusions.of(comparisons).forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  /// Writes a comparison.
  ///
  /// @return a few lines, each with a line feed
  public static String of(Comparison comparison) {
    var text = new StringBuilder(1024);
    var workload = comparison.workload();
    line(text, "%s; %d rounds in random order", workload.words(), comparison.roundCount());
    line(
        text,
        "%-14s %10s %12s %10s %9s %9s %9s %10s",
        "engine",
        "pages/s",
        "CPU µs/page",
        "memory MB",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "least time");
    for (var engine : comparison.engines()) {
      line(
          text,
          "%-14s %,10.0f %,12.1f %,10.0f %,9.1f %,9.1f %,9.1f %8.0f %%",
          engine.name(),
          engine.median(Measured::pagesPerSecond),
          engine.median(Measured::cpuMicrosPerPage),
          engine.median(Measured::peakMemoryBytes) / 1e6,
          engine.median(Measured::p50),
          engine.median(Measured::p90),
          engine.median(Measured::p99),
          100 * engine.median(Measured::leastTimeShare));
    }
    if (!comparison.equalWork()) {
      line(text, "NOT EQUAL WORK, so no ratio means anything:");
      for (var engine : comparison.engines()) {
        engine.rounds().stream()
            .distinct()
            .forEach(round ->
                line(
                    text,
                    "  %-14s %s  %,d pages%s",
                    engine.name(),
                    round.work(),
                    round.pages(),
                    round.balanced() ? "" : ", ledger not balanced"));
      }
      return text.toString();
    }
    line(
        text,
        "equal work in every run: %s",
        comparison.engines().getFirst().rounds().getFirst().work());
    comparison
        .ratios()
        .forEach((name, pair) ->
            line(
                text,
                "%s: %s; %s; %s",
                name,
                words(comparison, "pages/s", pair.pagesPerSecond()),
                words(comparison, "CPU per page", pair.cpuPerPage()),
                words(comparison, "memory", pair.memory())));
    for (var engine : comparison.engines()) {
      line(
          text,
          "%s took %.1f times the least time possible (set by %s), and used %.2f cores meanwhile",
          engine.name(),
          1 / Math.max(1e-3, engine.median(Measured::leastTimeShare)),
          engine.rounds().getLast().boundBy(),
          engine.median(Measured::cores));
    }
    return text.toString();
  }

  private static String words(Comparison comparison, String what, Ratio ratio) {
    if (comparison.roundCount() < Standing.MIN_ROUNDS) {
      return String.format(
          Locale.ROOT, "%s × %.2f (too few rounds to be sure)", what, ratio.median());
    }
    return String.format(
        Locale.ROOT,
        ratio.isOpen()
            ? "%s no difference shown (%.2f, 95 %%: %.2f to %.2f)"
            : "%s × %.2f (95 %%: %.2f to %.2f)",
        what,
        ratio.median(),
        ratio.low(),
        ratio.high());
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

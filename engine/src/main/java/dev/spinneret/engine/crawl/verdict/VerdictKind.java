package dev.spinneret.engine.crawl.verdict;

import java.util.Arrays;
import java.util.Locale;

/// The kinds of [Verdict], in the alphabetical order of their labels, which is also their order in
/// summaries.
public enum VerdictKind {
  /// A budget was spent before the URL was requested. See [Verdict.OverBudget].
  BUDGET,
  /// The URL is further from the seeds than allowed. See [Verdict.TooDeep].
  DEPTH,
  /// The page has the same bytes as an earlier one. See [Verdict.Duplicate].
  DUPLICATE,
  /// No whole reply was read. See [Verdict.Failed].
  FAILED,
  /// A whole reply was read. See [Verdict.Fetched].
  FETCHED,
  /// The crawl ended before the URL was requested. See [Verdict.LeftOver].
  LEFT_OVER,
  /// The page has `noindex` and is omitted from the outputs. See [Verdict.NoIndex].
  NOINDEX,
  /// The host belongs to another part of a shared crawl. See [Verdict.OtherShard].
  OTHER_SHARD,
  /// The URL is not in scope. See [Verdict.OutOfScope].
  OUT_OF_SCOPE,
  /// The reply is a redirect. See [Verdict.Redirected].
  REDIRECTED,
  /// robots.txt forbids the URL. See [Verdict.RobotsForbidden].
  ROBOTS,
  /// The URL looks like a crawler trap. See [Verdict.Trapped].
  TRAP,
  /// A sitemap says that the page has not changed. See [Verdict.Unmodified].
  UNMODIFIED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The stable name that outputs, summaries, expressions and the state file use.
  ///
  /// @return lower case, words joined by "_"
  public String label() {
    return label;
  }

  /// The kind with a label.
  ///
  /// @param label as [#label()] returns it
  /// @return the kind
  /// @throws IllegalArgumentException if no kind has the label
  public static VerdictKind ofLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no verdict is named '" + label + "'"));
  }
}

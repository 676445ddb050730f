package dev.spinneret.engine.crawl.verdict;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The kinds of [Verdict], in the alphabetical order of their labels, which is also their order in
/// summaries.
public enum VerdictKind {
  /// A budget was spent before the URL was requested. See [Verdict.OverBudget].
  BUDGET("budget"),
  /// The URL is further from the seeds than allowed. See [Verdict.TooDeep].
  DEPTH("depth"),
  /// The page has the same bytes as an earlier one. See [Verdict.Duplicate].
  DUPLICATE("duplicate"),
  /// No whole reply was read. See [Verdict.Failed].
  FAILED("failed"),
  /// A whole reply was read. See [Verdict.Fetched].
  FETCHED("fetched"),
  /// The crawl ended before the URL was requested. See [Verdict.LeftOver].
  LEFT_OVER("left_over"),
  /// The page has `noindex` and is omitted from the outputs. See [Verdict.NoIndex].
  NOINDEX("noindex"),
  /// The host belongs to another part of a shared crawl. See [Verdict.OtherShard].
  OTHER_SHARD("other_shard"),
  /// The URL is not in scope. See [Verdict.OutOfScope].
  OUT_OF_SCOPE("out_of_scope"),
  /// The reply is a redirect. See [Verdict.Redirected].
  REDIRECTED("redirected"),
  /// robots.txt forbids the URL. See [Verdict.RobotsForbidden].
  ROBOTS("robots"),
  /// The URL looks like a crawler trap. See [Verdict.Trapped].
  TRAP("trap"),
  /// A sitemap says that the page has not changed. See [Verdict.Unmodified].
  UNMODIFIED("unmodified");

  private static final Map<String, VerdictKind> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(VerdictKind::label, Function.identity()));

  private final String label;

  VerdictKind(String label) {
    this.label = label;
  }

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
    var kind = BY_LABEL.get(label);
    if (kind == null) {
      throw new IllegalArgumentException("no verdict is named '" + label + "'");
    }
    return kind;
  }
}

package dev.spinneret.engine.crawl.verdict;

import java.util.Locale;

/// Why a crawl ended.
public enum EndedBy {
  /// Nothing was left to do.
  DONE,
  /// The page budget was spent.
  PAGES,
  /// The byte budget was spent.
  BYTES,
  /// The time budget was spent.
  TIME,
  /// It was stopped, and the fetches in flight finished.
  STOPPED,
  /// It was aborted.
  ABORTED;

  /// The stable name that outputs use.
  ///
  /// @return lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The verdict of URLs that were not requested by then.
  ///
  /// @return a verdict of the kind `budget` or `left_over`
  public Verdict ofRest() {
    return switch (this) {
      case PAGES -> new Verdict.OverBudget(BudgetKind.PAGES);
      case BYTES -> new Verdict.OverBudget(BudgetKind.BYTES);
      case TIME -> new Verdict.OverBudget(BudgetKind.TIME);
      case DONE, STOPPED -> new Verdict.LeftOver("the crawl was stopped");
      case ABORTED -> new Verdict.LeftOver("the crawl was aborted");
    };
  }
}

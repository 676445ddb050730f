package dev.spinneret.engine.crawl.verdict;

/// What a crawl may spend.
public enum BudgetKind {
  /// Pages of the whole crawl.
  PAGES("pages"),
  /// Body bytes of the whole crawl.
  BYTES("bytes"),
  /// Seconds of the whole crawl.
  TIME("time"),
  /// Pages of one host.
  HOST_PAGES("host-pages");

  private final String label;

  BudgetKind(String label) {
    this.label = label;
  }

  /// The stable name that outputs use.
  ///
  /// @return lower case, words joined by "-"
  public String label() {
    return label;
  }
}

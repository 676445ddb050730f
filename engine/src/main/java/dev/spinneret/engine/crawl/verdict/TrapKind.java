package dev.spinneret.engine.crawl.verdict;

/// What gives a crawler trap away.
public enum TrapKind {
  /// The URL is longer than the limit.
  LONG_URL("url-length"),
  /// The path has more segments than the limit.
  DEEP_PATH("path-depth"),
  /// The path repeats a segment, or a group of segments.
  REPEATED_SEGMENTS("repeated-segments"),
  /// The URL's template goes on for ever without anything new.
  STALE_TEMPLATE("template"),
  /// The registrable domain has more hosts than the limit.
  MANY_HOSTS("hosts"),
  /// Pages of one template have named more of the same, far from the seeds, than the limit.
  ENDLESS_CHAIN("chain");

  private final String label;

  TrapKind(String label) {
    this.label = label;
  }

  /// The stable name that outputs use.
  ///
  /// @return lower case, words joined by "-"
  public String label() {
    return label;
  }
}

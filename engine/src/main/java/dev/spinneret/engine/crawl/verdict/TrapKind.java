package dev.spinneret.engine.crawl.verdict;

/// How a crawler trap is recognized.
public enum TrapKind {
  /// The URL is longer than the limit.
  LONG_URL("url-length"),
  /// The path has more segments than the limit.
  DEEP_PATH("path-depth"),
  /// The path repeats a segment, or a group of segments.
  REPEATED_SEGMENTS("repeated-segments"),
  /// The URL's template is endless and has nothing new.
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

package dev.spinneret.engine.crawl.options;

/// For which hosts the Crawl-delay of robots.txt is obeyed.
public enum DelayRule {
  /// For none.
  IGNORE,
  /// For all but loopback hosts.
  WEB,
  /// For all hosts.
  ALWAYS
}

package dev.spinneret.engine.crawl.options;

/// Which `nofollow` the crawl obeys.
public enum NofollowRule {
  /// None.
  IGNORE,
  /// That of a whole page: its robots meta element or X-Robots-Tag header.
  PAGE,
  /// That of a page, and `rel=nofollow` on a link.
  PAGE_AND_LINK
}

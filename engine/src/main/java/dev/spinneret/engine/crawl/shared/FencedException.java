package dev.spinneret.engine.crawl.shared;

/// Others have taken a crawler's domains over, because it committed nothing for longer than its
/// lease. Nothing that it did since its last commit is kept: its outputs are to be cut back to
/// that, and it may join again.
public final class FencedException extends SharedException {
  private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param crawler the crawler's name
  public FencedException(String crawler) {
    super(
        "crawler %s committed nothing within its lease, and others have taken over its hosts"
            .formatted(crawler));
  }
}

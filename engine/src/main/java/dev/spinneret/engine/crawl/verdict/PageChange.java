package dev.spinneret.engine.crawl.verdict;

import java.util.Locale;

/// How a URL that was requested again compares with the last run of the crawl.
public enum PageChange {
  /// The last run did not request the URL.
  NEW,
  /// The outcome is another one than that of the last run.
  CHANGED,
  /// The server answered 304, or the outcome is that of the last run: for a page the same status
  /// and the same bytes, for a redirect the same status and target, for an error the same status,
  /// for a failure the same cause.
  SAME,
  /// The status is 404 or 410, and in the last run the URL was a page or a redirect.
  GONE;

  /// The stable name that outputs and the state file use.
  ///
  /// @return such as `changed`
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import java.util.ArrayList;
import java.util.List;

/// The URLs that get one more attempt when nothing else is left to do: by then, a server that was
/// down or overloaded for a moment may answer.
///
/// They are open in the ledger, and not in the frontier. Memory is bounded: only the first are
/// kept.
final class LateRetries {
  private static final int MAX = 10_000;

  private final boolean isOn;
  private final int attemptCount;
  private final List<CrawlUrl> waiting = new ArrayList<>(0);

  LateRetries(CrawlOptions options) {
    isOn = options.links().check().lateRetry();
    attemptCount = options.retry().attemptCount();
  }

  /// Whether a URL whose attempts are used up gets a late one.
  boolean admits(CrawlUrl url) {
    return isOn && url.attempts() + 1 == attemptCount && waiting.size() < MAX;
  }

  /// Keeps a URL until the end.
  ///
  /// @param url with its attempts so far
  void add(CrawlUrl url) {
    waiting.add(url);
  }

  int count() {
    return waiting.size();
  }

  /// Removes all that wait.
  List<CrawlUrl> take() {
    var all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}

package dev.spinneret.engine.crawl.frontier;

import java.util.TreeMap;

/// How many URLs of each depth are not done, in a crawl that finishes one depth before it requests
/// the next.
final class Levels {
  private final TreeMap<Integer, Integer> openByDepth = new TreeMap<>();
  private int elsewhere = Integer.MAX_VALUE;

  /// Counts URLs that wait, are leased or are to be retried.
  ///
  /// @param depth their depth
  /// @param by how many more; negative for those that are done
  void count(int depth, int by) {
    openByDepth.merge(depth, by, (a, b) -> a + b == 0 ? null : a + b);
  }

  /// Sets the least depth at which a URL of the same crawl is not done elsewhere.
  ///
  /// @param depth `Integer.MAX_VALUE` when nothing is open elsewhere
  void elsewhere(int depth) {
    elsewhere = depth;
  }

  /// The least depth at which a URL here is not done.
  ///
  /// @return `Integer.MAX_VALUE` when there is none
  int own() {
    return openByDepth.isEmpty() ? Integer.MAX_VALUE : openByDepth.firstKey();
  }

  /// The least depth at which a URL is not done, here or elsewhere.
  ///
  /// @return `Integer.MAX_VALUE` when there is none
  int current() {
    return Math.min(own(), elsewhere);
  }
}

package dev.spinneret.engine.crawl;

import java.util.HashMap;
import java.util.Map;

/// The URLs of a host that were refused and have no verdict yet.
final class Refusals {
  /// What is known of one URL.
  static final class Refusal {
    int count;

    /// How many of its requests do not count as attempts.
    int freeCount;
  }

  private final Map<Long, Refusal> byFingerprint = new HashMap<>();

  /// Whether a URL was refused before.
  boolean knows(CrawlUrl url) {
    return byFingerprint.containsKey(url.fingerprint());
  }

  /// Records a refusal.
  Refusal add(CrawlUrl url) {
    var refusal = byFingerprint.computeIfAbsent(url.fingerprint(), _ -> new Refusal());
    refusal.count++;
    return refusal;
  }

  /// Forgets a URL that has its verdict.
  ///
  /// @return how often it was asked for without counting as an attempt
  int remove(CrawlUrl url) {
    var refusal = byFingerprint.isEmpty() ? null : byFingerprint.remove(url.fingerprint());
    return refusal == null ? 0 : refusal.freeCount;
  }

  int size() {
    return byFingerprint.size();
  }
}

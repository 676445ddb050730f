package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.limit.PushBack;
import java.util.HashMap;
import java.util.Map;

/// The URLs of a host that were refused and have no verdict yet.
final class Refusals {
  /// The refusals of one URL.
  static final class Refusal {
    final long firstAtNanos;
    int count;

    /// How many of its requests do not count as attempts.
    int freeCount;

    Refusal(long firstAtNanos) {
      this.firstAtNanos = firstAtNanos;
    }
  }

  private final Map<Long, Refusal> byFingerprint = new HashMap<>();

  /// When a URL was refused first; [PushBack#NEVER] if it was not.
  long firstAtNanos(CrawlUrl url) {
    var refusal = byFingerprint.get(url.fingerprint());
    return refusal == null ? PushBack.NEVER : refusal.firstAtNanos;
  }

  /// Records a refusal.
  Refusal add(CrawlUrl url, long nowNanos) {
    var refusal = byFingerprint.computeIfAbsent(url.fingerprint(), _ -> new Refusal(nowNanos));
    refusal.count++;
    return refusal;
  }

  /// Forgets a URL that has its verdict.
  ///
  /// @return how many requests did not count as attempts
  int remove(CrawlUrl url) {
    var refusal = byFingerprint.isEmpty() ? null : byFingerprint.remove(url.fingerprint());
    return refusal == null ? 0 : refusal.freeCount;
  }

  int size() {
    return byFingerprint.size();
  }
}

package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accounts for every URL: discovered once, ended once, by exactly one verdict.
///
/// [#openCount()] also decides when a crawl ends: it is incremented before a URL becomes visible to
/// anything else, and decremented when the URL has its verdict.
final class Ledger {
  private static final int FAULTS_KEPT = 100;

  private final EnumMap<VerdictKind, Long> verdicts = new EnumMap<>(VerdictKind.class);
  private final EnumMap<FailureCause, Long> failures = new EnumMap<>(FailureCause.class);
  private final Map<Long, CrawlUrl> leased = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long discoveredCount;
  private long openCount;
  private long endedCount;

  /// Counts a URL that is about to be queued.
  void discovered() {
    discoveredCount++;
    openCount++;
  }

  /// Counts a URL that is never queued, and its verdict.
  void discovered(Verdict verdict) {
    discoveredCount++;
    count(verdict, 1);
  }

  /// Restores a URL of an earlier run that waits.
  void restoredOpen() {
    discovered();
  }

  /// Restores a URL of an earlier run that has a verdict.
  void restoredEnded(VerdictKind verdict, @Nullable FailureCause cause) {
    discoveredCount++;
    endedCount++;
    verdicts.merge(verdict, 1L, Ledger::sum);
    if (cause != null) {
      failures.merge(cause, 1L, Ledger::sum);
    }
  }

  /// Leaves the URLs that wait to a later run; this run counts them under the given verdict.
  void leaveOpen(long waitingCount, Verdict verdict) {
    if (waitingCount != openCount && faults.size() < FAULTS_KEPT) {
      faults.add(openCount + " URLs are open, but " + waitingCount + " wait in the frontier");
    }
    if (openCount > 0) {
      count(verdict, openCount);
      openCount = 0;
    }
  }

  /// Revokes a verdict, because the URL was discovered again and is now admitted. One that another
  /// crawler gave is in no account here.
  void reopened(VerdictKind verdict) {
    if (verdicts.containsKey(verdict)) {
      discoveredCount--;
      count(verdict, -1);
    }
  }

  /// Gives URLs that wait up to other crawlers.
  void released(long waitingCount) {
    discoveredCount -= waitingCount;
    openCount -= waitingCount;
  }

  /// Records that a URL was leased.
  void leased(CrawlUrl url) {
    if (leased.put(url.fingerprint(), url) != null) {
      fault("leased twice", url);
    }
  }

  /// Records that a URL was returned to the frontier.
  void returned(CrawlUrl url) {
    if (leased.remove(url.fingerprint()) == null) {
      fault("returned but not leased", url);
    }
  }

  /// Ends a leased URL.
  void ended(CrawlUrl url, Verdict verdict) {
    if (leased.remove(url.fingerprint()) == null) {
      fault("ended but not leased", url);
    }
    count(verdict, 1);
    openCount--;
  }

  /// Ends a URL that waited and will not be leased.
  void endedWaiting(CrawlUrl url, Verdict verdict) {
    if (leased.containsKey(url.fingerprint())) {
      fault("ended while leased", url);
    }
    count(verdict, 1);
    openCount--;
  }

  /// Whether this lease is still valid: the URL was not ended, returned or leased again since.
  @SuppressWarnings("ReferenceEquality")
  boolean isLeased(CrawlUrl url) {
    return leased.get(url.fingerprint()) == url;
  }

  /// Whether a URL is leased.
  boolean isLeased(long fingerprint) {
    return leased.containsKey(fingerprint);
  }

  long openCount() {
    return openCount;
  }

  long discoveredCount() {
    return discoveredCount;
  }

  /// What does not balance; empty if every URL has exactly one verdict.
  List<String> faults() {
    var all = new ArrayList<>(faults);
    leased.values().forEach(url -> all.add("no verdict: " + url.href()));
    if (all.isEmpty() && discoveredCount != endedCount) {
      all.add(discoveredCount + " discovered, " + endedCount + " ended");
    }
    return all;
  }

  /// Counts by verdict.
  Map<VerdictKind, Long> verdicts() {
    return new EnumMap<>(verdicts);
  }

  /// Counts by cause, of the verdict [VerdictKind#FAILED].
  Map<FailureCause, Long> failures() {
    return new EnumMap<>(failures);
  }

  private void count(Verdict verdict, long by) {
    count(verdict.kind(), by);
    if (verdict instanceof Verdict.Failed(var cause, _)) {
      failures.merge(cause, by, Ledger::sum);
    }
  }

  private void count(VerdictKind verdict, long by) {
    verdicts.merge(verdict, by, Ledger::sum);
    endedCount += by;
  }

  @SuppressWarnings("NullAway") // null takes an entry out of the map
  private static Long sum(Long a, Long b) {
    return a + b == 0 ? null : a + b;
  }

  private void fault(String what, CrawlUrl url) {
    if (faults.size() < FAULTS_KEPT) {
      faults.add(what + ": " + url.href());
    }
  }
}

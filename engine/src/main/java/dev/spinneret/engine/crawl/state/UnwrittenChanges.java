package dev.spinneret.engine.crawl.state;

import java.util.ArrayList;
import java.util.List;

/// The changes that are not part of a commit yet, and the count of those that are being written.
/// Decides when to commit, and when the crawl must wait for the writer. On the loop's thread.
///
/// Changes leave in portions, some of which are written without being committed: a change that
/// stays here until the next commit outlives the young generation, and copying it there and on
/// costs the garbage collector more than the change itself.
final class UnwrittenChanges {
  private static final int PORTION = 500;
  private static final int MANY_CHANGES = 20_000;
  private static final int MAX_COMMITS = 4;

  /// The memory that a change takes besides the text of its URL.
  private static final int CHANGE_BYTES = 200;

  private final long maxBytes;
  private List<Change> changes = new ArrayList<>();

  /// About how much memory [#changes] takes up.
  private long bytes;

  /// About how much memory the portions take up that are being written.
  private long portionBytes;

  /// What was taken since the last commit began.
  private long uncommittedCount;

  private long uncommittedBytes;
  private int commitCount;

  /// @param maxBytes so much memory may wait to be written
  UnwrittenChanges(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(Change change) {
    if (change instanceof Change.Discovered(var url, _)) {
      bytes += CHANGE_BYTES + url.href().length();
    }
    changes.add(change);
  }

  /// Takes them all, in order. Call [#written] later.
  Portion take() {
    var portion = new Portion(bytes, changes);
    uncommittedCount += changes.size();
    uncommittedBytes += bytes;
    portionBytes += bytes;
    changes = new ArrayList<>();
    bytes = 0;
    return portion;
  }

  /// Whether there are enough of them to be worth being written.
  boolean areEnough() {
    return changes.size() >= PORTION;
  }

  /// Whether so many are not committed that a commit should begin early.
  boolean areMany() {
    return uncommittedCount + changes.size() >= MANY_CHANGES
        || uncommittedBytes + bytes >= maxBytes / MAX_COMMITS;
  }

  /// Whether the crawl must wait until some are written.
  boolean areBehind() {
    return commitCount >= MAX_COMMITS || portionBytes >= maxBytes;
  }

  /// Takes them all for a commit. Call [#committed] later.
  Portion commit() {
    var portion = take();
    uncommittedCount = 0;
    uncommittedBytes = 0;
    commitCount++;
    return portion;
  }

  /// Records that a portion is written, or lost.
  ///
  /// @return whether the crawl may have waited for it
  boolean written(Portion portion) {
    boolean wasBehind = areBehind();
    portionBytes -= portion.bytes;
    return wasBehind;
  }

  /// Records that a commit has ended.
  void committed(Portion portion) {
    var _ = written(portion);
    commitCount--;
  }

  /// Changes that are being written.
  record Portion(long bytes, List<Change> changes) {}
}

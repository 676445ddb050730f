package dev.spinneret.engine.crawl.state;

import java.util.ArrayList;
import java.util.List;

/// The changes that are not part of a commit yet, and the count of those that are being written.
/// Decides when to commit, and when the crawl must wait for the writer. On the loop's thread.
final class UnwrittenChanges {
  private static final int MANY_CHANGES = 20_000;
  private static final int MAX_COMMITS = 4;

  /// The memory that a change takes besides the text of its URL.
  private static final int CHANGE_BYTES = 200;

  private final long maxBytes;
  private List<Change> changes = new ArrayList<>();

  /// About how much memory [#changes] takes up.
  private long bytes;

  private int commitCount;
  private long commitBytes;

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

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /// Takes them all, in order.
  List<Change> take() {
    var taken = changes;
    changes = new ArrayList<>();
    bytes = 0;
    return taken;
  }

  /// Whether there are so many that they should be committed early.
  boolean areMany() {
    return changes.size() >= MANY_CHANGES || bytes >= maxBytes / MAX_COMMITS;
  }

  /// Whether the crawl must wait until some are written.
  boolean areBehind() {
    return commitCount >= MAX_COMMITS || commitBytes >= maxBytes;
  }

  /// Begins a commit of all changes.
  Commit commit() {
    var commit = new Commit(bytes, take());
    commitCount++;
    commitBytes += commit.bytes;
    return commit;
  }

  /// Records that a commit has ended.
  void ended(Commit commit) {
    commitCount--;
    commitBytes -= commit.bytes;
  }

  /// Changes that are being written.
  record Commit(long bytes, List<Change> changes) {}
}

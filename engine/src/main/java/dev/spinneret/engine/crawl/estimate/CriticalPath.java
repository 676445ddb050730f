package dev.spinneret.engine.crawl.estimate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the longest chain of fetches of which each had to wait for the one before: a page is known
/// when the page that named it has arrived, and a host may be requested when its robots.txt has
/// arrived.
///
/// O(1) a fetch. Memory: a [Lineage] for each page that a waiting URL hangs on, and at most [#KEPT]
/// more.
public final class CriticalPath {
  /// How many pages may be links of the chains of others.
  static final int KEPT = 50_000;

  /// How many steps of each end of the path are reported.
  static final int STEPS_AT_EACH_END = 50;

  private int keptCount;
  private long workNanos;
  private @Nullable Lineage latest;

  /// Creates a path without a fetch.
  public CriticalPath() {}

  /// Records a fetch.
  ///
  /// @param from what had to come before; null for a seed
  /// @param orLater what else had to come before, such as robots.txt; may be null
  /// @param href what was fetched
  /// @param fetchNanos how long the fetch took
  /// @return the fetch, for the URLs that it named
  public Lineage fetched(
      @Nullable Lineage from, @Nullable Lineage orLater, String href, long fetchNanos) {
    var before = later(from, orLater);
    long knownNanos = before == null ? 0 : before.doneAfterNanos;
    boolean keep = keptCount < KEPT;
    keptCount += keep ? 1 : 0;
    var done =
        new Lineage(
            before == null ? null : before.nearestKept(),
            href,
            fetchNanos,
            knownNanos + fetchNanos,
            keep);
    latest = later(latest, done);
    return done;
  }

  /// Records how long the network was busy with a fetch.
  ///
  /// @param fetchNanos how long it took
  public void worked(long fetchNanos) {
    workNanos += fetchNanos;
  }

  private static @Nullable Lineage later(@Nullable Lineage a, @Nullable Lineage b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.doneAfterNanos > a.doneAfterNanos ? b : a;
  }

  /// Sums up the path and the work.
  ///
  /// @param hosts the hosts that were slowed down most
  /// @return the least time that the fetches so far would have taken
  public LeastTime leastTime(List<HostPace> hosts) {
    var path = new ArrayDeque<LeastTime.Step>();
    for (var step = latest; step != null; step = step.from) {
      path.addFirst(
          new LeastTime.Step(
              step.href,
              Duration.ofNanos(step.doneAfterNanos - step.fetchNanos),
              Duration.ofNanos(step.fetchNanos)));
    }
    var steps = new ArrayList<>(path);
    int count = steps.size();
    if (count > 2 * STEPS_AT_EACH_END) {
      steps.subList(STEPS_AT_EACH_END, count - STEPS_AT_EACH_END).clear();
    }
    var last = latest;
    return new LeastTime(
        Duration.ofNanos(last == null ? 0 : last.doneAfterNanos),
        count,
        steps,
        Duration.ofNanos(workNanos),
        hosts);
  }
}

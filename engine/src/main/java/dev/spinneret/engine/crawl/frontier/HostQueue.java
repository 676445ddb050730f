package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.files.SpillFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One host's URLs, first in, first out within a depth, and how often the host may be requested
/// from.
///
/// ```
///            offered          its time comes        leases full
///   idle ──────────────▶ waiting ──────────▶ ready ─────────────▶ idle (until one returns)
///                                              │ ▲
///                             address is full  ▼ │ address has room
///                                             parked
/// ```
///
/// A host is in at most one of the two heaps of its [HostSchedule]; [#heapIndex] is its place
/// there.
final class HostQueue {
  final String name;
  private final TreeMap<Integer, UrlQueue> byDepth = new TreeMap<>();
  private final SpillFile file;
  private int waitingCount;

  /// Leases that are out.
  int leasedCount;

  /// URLs of this host that wait for their retry.
  int retryCount;

  int concurrency = 1;
  long delayNanos;
  long readyAtNanos = Long.MIN_VALUE;

  /// The instant before the last lease moved it, and the one that the lease set.
  long readyBeforeLeaseAtNanos = Long.MIN_VALUE;

  long readyAfterLeaseAtNanos = Long.MIN_VALUE;
  boolean parked;
  @Nullable AddressGroup group;
  @Nullable HostHeap heap;
  int heapIndex;

  HostQueue(String name, SpillFile file) {
    this.file = file;
    this.name = name;
  }

  void add(CrawlUrl url) {
    queue(url.depth()).addLast(url);
    waitingCount++;
  }

  /// Puts a URL that waited before in front of its depth again.
  void addFirst(CrawlUrl url) {
    queue(url.depth()).addFirst(url);
    waitingCount++;
  }

  private UrlQueue queue(int depth) {
    return byDepth.computeIfAbsent(depth, _ -> new UrlQueue(name, depth, file));
  }

  int waitingCount() {
    return waitingCount;
  }

  /// How many wait at this depth or a lesser one.
  int waitingCountUpTo(int depth) {
    int count = 0;
    for (var queue : byDepth.headMap(depth, true).values()) {
      count += queue.size();
    }
    return count;
  }

  boolean isActive() {
    return waitingCount + leasedCount + retryCount > 0;
  }

  /// The URL whose turn it is. The queue must not be empty.
  CrawlUrl head() {
    return byDepth.firstEntry().getValue().getFirst();
  }

  CrawlUrl removeHead() {
    var first = byDepth.firstEntry();
    var url = first.getValue().removeFirst();
    if (first.getValue().isEmpty()) {
      byDepth.remove(first.getKey());
    }
    waitingCount--;
    return url;
  }

  List<CrawlUrl> removeAll() {
    var all = new ArrayList<CrawlUrl>(waitingCount);
    while (waitingCount > 0) {
      all.add(removeHead());
    }
    return all;
  }
}

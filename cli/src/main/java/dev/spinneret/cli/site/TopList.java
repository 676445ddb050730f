package dev.spinneret.cli.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first few of many in an order, in memory for these few: a heap whose top is the last of
/// them.
final class TopList<T> {
  private final int size;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;
  private long count;

  /// Creates a list of nothing.
  ///
  /// @param size how many are kept, 0 or more
  /// @param order the first are kept
  TopList(int size, Comparator<T> order) {
    this.size = size;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void add(T item) {
    count++;
    if (kept.size() < size) {
      kept.add(item);
    } else if (size > 0 && order.compare(item, kept.peek()) < 0) {
      kept.poll();
      kept.add(item);
    }
  }

  /// How many were added.
  long count() {
    return count;
  }

  /// Those that were kept, in their order.
  List<T> sorted() {
    var sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }
}

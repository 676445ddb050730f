package dev.spinneret.engine.crawl.frontier;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A binary heap of hosts that can take any host out in O(log n), because each host knows its
/// place.
///
/// A host's keys may change only while it is in no heap.
final class HostHeap {
  private final Comparator<HostQueue> order;
  private @Nullable HostQueue[] slots = new HostQueue[16];
  private int size;

  HostHeap(Comparator<HostQueue> order) {
    this.order = order;
  }

  @Nullable HostQueue peek() {
    return slots[0];
  }

  void add(HostQueue host) {
    if (host.heap != null) {
      throw new IllegalStateException(host.name + " is in a heap already");
    }
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    host.heap = this;
    siftUp(host, size++);
  }

  void remove(HostQueue host) {
    if (host.heap != this) {
      throw new IllegalStateException(host.name + " is not in this heap");
    }
    int hole = host.heapIndex;
    var last = at(--size);
    slots[size] = null;
    host.heap = null;
    if (last != host) {
      if (hole > 0 && order.compare(last, at((hole - 1) / 2)) < 0) {
        siftUp(last, hole);
      } else {
        siftDown(last, hole);
      }
    }
  }

  private void siftUp(HostQueue host, int from) {
    int i = from;
    while (i > 0 && order.compare(host, at((i - 1) / 2)) < 0) {
      put(at((i - 1) / 2), i);
      i = (i - 1) / 2;
    }
    put(host, i);
  }

  private void siftDown(HostQueue host, int from) {
    int i = from;
    for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && order.compare(at(child + 1), at(child)) < 0) {
        child++;
      }
      if (order.compare(host, at(child)) <= 0) {
        break;
      }
      put(at(child), i);
      i = child;
    }
    put(host, i);
  }

  private HostQueue at(int i) {
    var host = slots[i];
    if (host == null) {
      throw new IllegalStateException("no host at " + i + " of " + size);
    }
    return host;
  }

  private void put(HostQueue host, int i) {
    slots[i] = host;
    host.heapIndex = i;
  }
}

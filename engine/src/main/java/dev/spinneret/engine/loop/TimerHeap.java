package dev.spinneret.engine.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The pending timers, nearest first: a binary heap whose elements know their place, so that any of
/// them leaves in O(log n). Equal instants keep the order of creation.
final class TimerHeap {
  private static final int INITIAL_CAPACITY = 64;

  private @Nullable TimerHandle[] heap = new TimerHandle[INITIAL_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  @Nullable TimerHandle nearest() {
    return heap[0];
  }

  void add(TimerHandle timer) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(size++, timer);
  }

  /// Takes out the nearest timer if it is due at `nowNanos`.
  @Nullable TimerHandle takeDue(long nowNanos) {
    var nearest = heap[0];
    if (nearest == null || nearest.whenNanos - nowNanos > 0) {
      return null;
    }
    remove(nearest);
    return nearest;
  }

  void remove(TimerHandle timer) {
    int hole = timer.index;
    timer.index = -1;
    var last = at(--size);
    heap[size] = null;
    if (last == timer) {
      return;
    }
    if (hole > 0 && last.isBefore(at((hole - 1) >>> 1))) {
      siftUp(hole, last);
    } else {
      siftDown(hole, last);
    }
  }

  private void siftUp(int start, TimerHandle timer) {
    int hole = start;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      var above = at(parent);
      if (!timer.isBefore(above)) {
        break;
      }
      put(hole, above);
      hole = parent;
    }
    put(hole, timer);
  }

  private void siftDown(int start, TimerHandle timer) {
    int hole = start;
    for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && at(child + 1).isBefore(at(child))) {
        child++;
      }
      var below = at(child);
      if (!below.isBefore(timer)) {
        break;
      }
      put(hole, below);
      hole = child;
    }
    put(hole, timer);
  }

  private TimerHandle at(int index) {
    var timer = heap[index];
    if (timer == null) {
      throw new IllegalStateException("no timer at " + index + " of " + size);
    }
    return timer;
  }

  private void put(int index, TimerHandle timer) {
    heap[index] = timer;
    timer.index = index;
  }
}

package dev.spinneret.fetch.tls;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// Objects that are used for the time of a call and then by the next one. Safe on any thread.
///
/// @param <T> what is kept
final class Spares<T> {
  private final int maxCount;
  private final Supplier<? extends T> maker;
  private final ArrayDeque<T> free = new ArrayDeque<>(2);

  /// @param maxCount how many are kept
  Spares(int maxCount, Supplier<? extends T> maker) {
    this.maxCount = maxCount;
    this.maker = maker;
  }

  T take() {
    synchronized (free) {
      var spare = free.poll();
      if (spare != null) {
        return spare;
      }
    }
    return maker.get();
  }

  void give(T spare) {
    synchronized (free) {
      if (free.size() < maxCount) {
        free.push(spare);
      }
    }
  }
}

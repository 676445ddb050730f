package dev.spinneret.engine.poll;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// A pool of objects, such as buffers, each of which is used for the time of a call. Safe on any
/// thread.
///
/// @param <T> what is kept
public final class Spares<T> {
  private final int maxCount;
  private final Supplier<? extends T> maker;
  private final ArrayDeque<T> free = new ArrayDeque<>(2);

  /// Creates an empty pool.
  ///
  /// @param maxCount how many are kept
  /// @param maker of new ones
  public Spares(int maxCount, Supplier<? extends T> maker) {
    this.maxCount = maxCount;
    this.maker = maker;
  }

  /// Takes one that is kept, or makes one.
  ///
  /// @return the caller's until it is given back
  public T take() {
    synchronized (free) {
      var spare = free.poll();
      if (spare != null) {
        return spare;
      }
    }
    return maker.get();
  }

  /// Gives one back, to be kept if there is room.
  ///
  /// @param spare not used by the caller any more
  public void give(T spare) {
    synchronized (free) {
      if (free.size() < maxCount) {
        free.push(spare);
      }
    }
  }
}

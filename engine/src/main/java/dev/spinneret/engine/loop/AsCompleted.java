package dev.spinneret.engine.loop;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;

/// Futures in the order in which they end. `next` suspends the current task until one more has.
///
/// @param <F> the type of the futures
final class AsCompleted<F extends Future<?>> implements Iterator<F> {
  private final Event arrived = new Event();
  private final ArrayDeque<F> done = new ArrayDeque<>();
  private int left;

  AsCompleted(Collection<? extends F> futures) {
    var distinct = new LinkedHashSet<F>(futures);
    left = distinct.size();
    for (var future : distinct) {
      future.addDoneCallback(_ -> {
        done.add(future);
        arrived.set();
      });
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public F next() {
    if (left == 0) {
      throw new NoSuchElementException("all futures were given out");
    }
    while (done.isEmpty()) {
      arrived.clear();
      arrived.await();
    }
    left--;
    return done.remove();
  }
}

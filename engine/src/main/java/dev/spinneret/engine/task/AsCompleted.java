package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Futures in the order in which they complete. `next` suspends the current task until another one
/// has.
///
/// @param <F> the type of the futures
final class AsCompleted<F extends Future<?>> implements Iterator<F> {
  private final LinkedHashSet<F> pending;
  private final ArrayDeque<F> done = new ArrayDeque<>();

  /// What `next` awaits.
  private @Nullable Future<@Nullable Void> oneMore;

  AsCompleted(Collection<? extends F> futures) {
    pending = new LinkedHashSet<>(futures);
    for (var future : pending) {
      future.addDoneCallback(_ -> onDone(future));
    }
  }

  private void onDone(F future) {
    pending.remove(future);
    done.add(future);
    if (oneMore != null && !oneMore.isDone()) {
      oneMore.setResult(null);
    }
  }

  @Override
  public boolean hasNext() {
    return !done.isEmpty() || !pending.isEmpty();
  }

  @Override
  public F next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all futures were returned");
    }
    while (done.isEmpty()) {
      Future<@Nullable Void> waiting =
          CompositeFuture.of(EventLoop.current(), "the next of " + pending.size(), () -> pending);
      oneMore = waiting;
      waiting.await();
    }
    return done.remove();
  }
}

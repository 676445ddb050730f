package dev.spinneret.engine.task;

import static java.util.Objects.requireNonNull;

import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Timeout;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call of [Tasks#wait]: counts the futures that complete, and cancels none of them.
final class Wait<F extends Future<?>> {
  private final LinkedHashSet<F> futures;
  private final WaitUntil until;
  private final Future<@Nullable Void> enough;
  private int pendingCount;

  Wait(EventLoop loop, Collection<? extends F> futures, WaitUntil until) {
    this.futures = new LinkedHashSet<>(futures);
    if (this.futures.isEmpty()) {
      throw new IllegalArgumentException("wait needs at least one future");
    }
    this.until = requireNonNull(until, "until");
    this.enough = CompositeFuture.of(loop, "wait for " + this.futures.size(), () -> this.futures);
    this.pendingCount = this.futures.size();
  }

  Waited<F> run(long deadlineAtNanos) {
    var loop = enough.loop();
    var timer =
        deadlineAtNanos == Timeout.NEVER ? null : loop.callAt(deadlineAtNanos, this::release);
    Consumer<Future<?>> onDone = this::onDone;
    futures.forEach(future -> future.addDoneCallback(onDone));
    try {
      enough.await();
    } finally {
      if (timer != null) {
        timer.cancel();
      }
      futures.forEach(future -> future.removeDoneCallback(onDone));
    }
    var done = new LinkedHashSet<F>();
    var pending = new LinkedHashSet<F>();
    futures.forEach(future -> (future.isDone() ? done : pending).add(future));
    return new Waited<>(done, pending);
  }

  private void onDone(Future<?> future) {
    pendingCount--;
    boolean over =
        pendingCount == 0
            || switch (until) {
              case ALL_COMPLETED -> false;
              case FIRST_COMPLETED -> true;
              case FIRST_EXCEPTION -> !future.isCancelled() && future.exception() != null;
            };
    if (over) {
      release();
    }
  }

  private void release() {
    if (!enough.isDone()) {
      enough.setResult(null);
    }
  }
}

package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.Future;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A future that completes as another one does, and whose cancellation does not reach the other.
///
/// @param <T> the type of the value
final class Shield<T extends @Nullable Object> extends CompositeFuture<T> {
  private final Future<T> inner;
  private final Consumer<Future<T>> onInnerDone = this::endAs;

  Shield(Future<T> inner) {
    super(inner.loop());
    this.inner = inner;
  }

  static <T extends @Nullable Object> Future<T> of(Future<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    var shield = new Shield<>(inner);
    inner.addDoneCallback(shield.onInnerDone);
    shield.addDoneCallback(_ -> inner.removeDoneCallback(shield.onInnerDone));
    return shield;
  }

  @Override
  protected List<Future<T>> parts() {
    return List.of(inner);
  }

  private void endAs(Future<T> done) {
    var failure = done.isCancelled() ? null : done.exception();
    if (isDone()) {
      return;
    }
    if (done.isCancelled()) {
      setCancelled(done.cancellation());
    } else if (failure != null) {
      setException(failure);
    } else {
      setResult(done.result());
    }
  }

  @Override
  public String toString() {
    return "shield of " + inner;
  }
}

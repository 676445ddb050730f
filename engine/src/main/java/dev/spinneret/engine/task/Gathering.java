package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The future of the results of several futures, in their order.
///
/// Cancelling it cancels each child once; it completes when they have.
///
/// @param <C> the type of the children's values
/// @param <T> the type of the elements of the result
final class Gathering<C extends @Nullable Object, T extends @Nullable Object>
    extends CompositeFuture<List<T>> {
  private final List<Future<C>> children;
  private final boolean failsAtOnce;
  private final Function<Future<C>, T> result;
  private int pendingCount;
  private boolean cancelRequested;

  private Gathering(
      EventLoop loop,
      List<Future<C>> children,
      boolean failsAtOnce,
      Function<Future<C>, T> result) {
    super(loop);
    this.children = children;
    this.failsAtOnce = failsAtOnce;
    this.result = result;
  }

  /// Gathers futures.
  ///
  /// @param failsAtOnce whether the gathering fails as soon as a child does
  /// @param result maps a child that has completed to its element of the result
  static <C extends @Nullable Object, T extends @Nullable Object> Gathering<C, T> of(
      List<? extends Future<? extends C>> futures,
      boolean failsAtOnce,
      Function<Future<C>, T> result) {
    @SuppressWarnings("unchecked") // The futures are only read.
    var children = (List<Future<C>>) List.copyOf(futures);
    var loop = children.isEmpty() ? EventLoop.current() : children.getFirst().loop();
    for (var child : children) {
      if (child.loop() != loop) {
        throw new IllegalArgumentException("the futures belong to different event loops");
      }
    }
    var gathering = new Gathering<>(loop, children, failsAtOnce, result);
    gathering.begin();
    return gathering;
  }

  private void begin() {
    if (children.isEmpty()) {
      setResult(List.of());
      return;
    }
    var distinct = new LinkedHashSet<>(children);
    pendingCount = distinct.size();
    distinct.forEach(child -> child.addDoneCallback(this::onChildDone));
  }

  @Override
  protected List<Future<C>> parts() {
    return children;
  }

  @Override
  public boolean cancel() {
    if (isDone()) {
      return false;
    }
    boolean any = false;
    for (var child : new LinkedHashSet<>(children)) {
      any |= child.cancel();
    }
    cancelRequested |= any;
    return any;
  }

  private void onChildDone(Future<C> child) {
    pendingCount--;
    var failure = child.isCancelled() ? child.cancellation() : child.exception();
    if (isDone()) {
      return;
    }
    if (failsAtOnce && failure != null) {
      setException(failure);
    } else if (pendingCount == 0) {
      if (cancelRequested) {
        setException(child.isCancelled() ? child.cancellation() : new Cancelled());
      } else {
        var results = new ArrayList<T>(children.size());
        children.forEach(done -> results.add(result.apply(done)));
        setResult(results);
      }
    }
  }

  @Override
  public String toString() {
    return "gather of " + children.size();
  }
}

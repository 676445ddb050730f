package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place of one task in a line. Completes when the task is given what it waits for.
///
/// A place that is cancelled leaves the line at once. The task must return what it was given if
/// [Cancelled][dev.spinneret.engine.loop.Cancelled] reaches it after that, see [#isGiven].
///
/// @param <T> the type of what the task is given
final class Waiter<T extends @Nullable Object> extends CompositeFuture<T> {
  private final WaitLine<T> line;

  @Nullable Waiter<T> previous;
  @Nullable Waiter<T> next;
  boolean inLine;

  Waiter(EventLoop loop, WaitLine<T> line) {
    super(loop);
    this.line = line;
  }

  /// Whether the task was given what it waits for, so that it owns it.
  boolean isGiven() {
    return isDone() && !isCancelled() && exception() == null;
  }

  @Override
  protected List<? extends Future<?>> parts() {
    var owner = line.owner() instanceof Lock lock ? lock.owner() : null;
    return owner == null ? List.of() : List.of(owner);
  }

  @Override
  public boolean cancel() {
    line.remove(this);
    return super.cancel();
  }

  @Override
  public String toString() {
    return line.toString();
  }
}

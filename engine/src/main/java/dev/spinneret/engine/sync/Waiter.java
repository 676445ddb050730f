package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.CompositeFuture;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place of one task in a line: done when it is the task's turn.
///
/// A place that is cancelled leaves the line at once. The task that held it must give back what it
/// was given if [Cancelled][dev.spinneret.engine.loop.Cancelled] reaches it after its turn had
/// come, see [#isGiven].
///
/// @param <T> what the task is given
final class Waiter<T extends @Nullable Object> extends CompositeFuture<T> {
  private final WaitLine<T> line;

  @Nullable Waiter<T> previous;
  @Nullable Waiter<T> next;
  boolean inLine;

  Waiter(EventLoop loop, WaitLine<T> line) {
    super(loop);
    this.line = line;
  }

  /// Whether the turn of this place has come, so that its task owns what it was given.
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

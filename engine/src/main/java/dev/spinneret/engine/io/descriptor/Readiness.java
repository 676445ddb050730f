package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;

/// One wait for a descriptor: the future that a task awaits, and whether this is still the
/// descriptor's callback.
///
/// A task that was cancelled removes its callback when it runs again. Until then, the descriptor
/// has a callback that is over, and another wait may replace it in the same turn; the first task
/// must then not remove the other's callback.
public final class Readiness implements Runnable {
  private final Future<Boolean> future;
  private boolean known;

  /// Creates a wait that has not started.
  ///
  /// @param loop the loop of the task that will wait
  public Readiness(EventLoop loop) {
    future = loop.createFuture();
  }

  /// Suspends the current task.
  ///
  /// @return false if the deadline ended the wait
  public boolean await() {
    return future.await();
  }

  /// Whether the wait is over.
  ///
  /// @return true after [#end] or a cancellation
  public boolean isOver() {
    return future.isDone();
  }

  /// Whether this is the descriptor's callback.
  ///
  /// @return true until it is called, removed or replaced
  public boolean isKnown() {
    return known;
  }

  void setKnown(boolean known) {
    this.known = known;
  }

  /// Called when the descriptor is ready or closed.
  @Override
  public void run() {
    end(true);
  }

  /// Ends the wait, unless it is over.
  ///
  /// @param inTime false if its deadline has passed
  public void end(boolean inTime) {
    if (!future.isDone()) {
      future.setResult(inTime);
    }
  }
}

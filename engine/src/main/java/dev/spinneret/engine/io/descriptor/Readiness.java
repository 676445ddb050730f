package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;

/// One wait for a descriptor: the future that a task awaits, and whether the descriptor still knows
/// of it.
///
/// A task that was cancelled takes its wait back when it runs again. Until then the descriptor
/// knows a wait that is over, and another may take its place in the same turn; what the first task
/// takes back must then not be the other's.
public final class Readiness implements Runnable {
  private final Future<Boolean> future;
  private boolean known;

  /// Creates a wait that has not begun.
  ///
  /// @param loop of the task that will wait
  public Readiness(EventLoop loop) {
    future = loop.createFuture();
  }

  /// Suspends the current task.
  ///
  /// @return false if the deadline ended the wait
  public boolean await() {
    return future.await();
  }

  /// Whether nobody waits any more.
  ///
  /// @return true from [#end] or a cancel on
  public boolean isOver() {
    return future.isDone();
  }

  /// Whether the descriptor would call it.
  ///
  /// @return true between its start and its end
  public boolean isKnown() {
    return known;
  }

  void setKnown(boolean known) {
    this.known = known;
  }

  /// The descriptor is ready, or closed.
  @Override
  public void run() {
    end(true);
  }

  /// Ends the wait, unless it is over.
  ///
  /// @param inTime false when its deadline has passed
  public void end(boolean inTime) {
    if (!future.isDone()) {
      future.setResult(inTime);
    }
  }
}

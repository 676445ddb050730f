package dev.spinneret.engine.loop;

/// Ends the tasks of a loop that is being closed.
final class Closing {
  private Closing() {}

  /// Cancels every task of a loop, runs it to its end, and runs the callbacks that wait for it. An
  /// interrupt abandons the tasks that are left: one that swallows its [Cancelled] may never end.
  static void endTasks(EventLoop loop) {
    // The callbacks of a task that has ended run in a later turn.
    while (cancelAll(loop) && loop.core.hasReady() && !loop.core.isInterrupted()) {
      loop.runOnce();
    }
  }

  /// Cancels all tasks and runs them to their end.
  ///
  /// @return whether there was one
  private static boolean cancelAll(EventLoop loop) {
    boolean any = false;
    // More than once only when a clean-up starts tasks of its own.
    for (var doomed = loop.tasks();
        !doomed.isEmpty() && !loop.core.isInterrupted();
        doomed = loop.tasks()) {
      any = true;
      doomed.forEach(Task::cancel);
      while (!doomed.isEmpty() && !loop.core.isInterrupted()) {
        loop.runOnce();
        doomed.removeIf(Task::isDone);
      }
    }
    return any;
  }
}

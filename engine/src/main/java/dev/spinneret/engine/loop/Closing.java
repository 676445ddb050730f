package dev.spinneret.engine.loop;

/// The end of a loop's tasks when it is closed.
final class Closing {
  private Closing() {}

  /// Cancels every task of a loop, runs it to its end, and has everyone told who waits for it. An
  /// interrupt leaves the tasks where they are: one that swallows its [Cancelled] may never end.
  static void endTasks(EventLoop loop) {
    // Who waits elsewhere for a task that has ended hears of it in a turn of its own.
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

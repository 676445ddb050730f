package dev.spinneret.engine.loop;

/// The stack of a task that awaited a failure, added to that failure as suppressed. The failure's
/// own stack is that of the task or thread that failed.
final class AwaitedHere extends Exception {
  private static final long serialVersionUID = 1;

  /// The limit keeps a failure that a thousand tasks await from holding a thousand stacks.
  private static final int MAX_PER_FAILURE = 8;

  private AwaitedHere() {
    super("awaited here");
  }

  /// Adds the stack of the current task to a failure.
  static void addTo(Throwable failure) {
    int count = 0;
    for (var suppressed : failure.getSuppressed()) {
      if (suppressed instanceof AwaitedHere) {
        count++;
      }
    }
    if (count < MAX_PER_FAILURE) {
      failure.addSuppressed(new AwaitedHere());
    }
  }
}

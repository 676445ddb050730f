package dev.spinneret.engine.loop;

/// The stack of a task that awaited a failure: suppressed in that failure, whose own stack is that
/// of the task or thread which failed.
final class AwaitedHere extends Exception {
  private static final long serialVersionUID = 1;

  /// A failure that a thousand tasks await does not keep a thousand stacks.
  private static final int MOST_IN_ONE_FAILURE = 8;

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
    if (count < MOST_IN_ONE_FAILURE) {
      failure.addSuppressed(new AwaitedHere());
    }
  }
}

package dev.spinneret.engine.loop;

/// A task that another thread has submitted and waits for.
final class Submission extends Handle {
  private final Runnable refusal;

  /// Creates the handle.
  ///
  /// @param start creates the task, on the loop's thread
  /// @param refusal run, on any thread, if the loop was closed before the task could start
  Submission(Runnable start, Runnable refusal) {
    super(start);
    this.refusal = refusal;
  }

  void refuse() {
    refusal.run();
  }
}

package dev.spinneret.engine.loop;

/// A task on its way from another thread, where somebody waits for what becomes of it.
final class Submission extends Handle {
  private final Runnable refusal;

  /// Creates the handle.
  ///
  /// @param start creates the task, on the loop's thread
  /// @param refusal tells who waits that the loop was closed before, on whatever thread finds out
  Submission(Runnable start, Runnable refusal) {
    super(start);
    this.refusal = refusal;
  }

  void refuse() {
    refusal.run();
  }
}

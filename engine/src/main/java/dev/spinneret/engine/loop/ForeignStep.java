package dev.spinneret.engine.loop;

/// The next step of a virtual thread that a task has started. The thread runs on the loop, but is
/// not a task.
final class ForeignStep extends Handle {
  ForeignStep(Runnable next) {
    super(next);
  }
}

package dev.spinneret.engine.loop;

/// The next step of a virtual thread that a task has started: it runs on the loop, but is no task.
final class ForeignStep extends Handle {
  ForeignStep(Runnable next) {
    super(next);
  }
}

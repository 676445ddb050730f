package dev.spinneret.engine.loop;

import java.util.concurrent.Executor;

/// The next step of a task on the ready queue; as an executor, what the JDK hands that step to; as
/// a `Runnable`, what the task's thread runs. The continuation that the JDK hands over, always the
/// same, is the handle's callback. One object for all that, because each waiting task has one.
@SuppressWarnings("ReferenceEquality") // A continuation is the same as itself only.
final class Step extends Handle implements Executor, Runnable {
  private final Task<?> task;

  /// Whether the step is on the ready queue or in the inbox. Another thread may set it; that the
  /// loop's thread sees it late only means that a cancellation interrupts a wait that was over.
  private boolean queued;

  Step(Task<?> task) {
    super(null);
    this.task = task;
  }

  Task<?> task() {
    return task;
  }

  @Override
  public void execute(Runnable next) {
    if (callback == null) {
      callback = next;
    }
    // Threads that the task starts inherit its scheduler; they are no steps of this task.
    if (next == callback) {
      queued = true;
      task.loop.core.send(this);
    } else {
      task.loop.core.send(new ForeignStep(next));
    }
  }

  /// Whether the task has begun and neither runs nor is about to.
  boolean isParked() {
    return !queued;
  }

  @Override
  public void run() {
    task.runBody();
  }

  @Override
  void fire() {
    var next = callback;
    if (next != null) {
      var loop = task.loop;
      queued = false;
      loop.runningTask = task;
      try {
        next.run();
      } finally {
        loop.runningTask = null;
      }
      task.afterStep();
    }
  }
}

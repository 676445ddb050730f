package dev.spinneret.engine.loop;

import java.util.concurrent.Executor;

/// Three roles in one object, because each waiting task has one: the next step of a task on the
/// ready queue, the executor to which the JDK submits that step, and the `Runnable` of the task's
/// thread. The continuation that the JDK submits, always the same, is the handle's callback.
@SuppressWarnings("ReferenceEquality") // Continuations are compared by identity.
final class Step extends Handle implements Executor, Runnable {
  private final Task<?> task;

  /// Whether the step is on the ready queue or in the inbox. Another thread may set it; if the
  /// loop's thread sees that late, a cancellation interrupts a wait that has just ended.
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
    // Threads that the task starts inherit its scheduler; their steps are not steps of this task.
    if (next == callback) {
      queued = true;
      task.loop.core.send(this);
    } else {
      task.loop.core.send(new ForeignStep(next));
    }
  }

  /// Whether the task has started, is not running and is not scheduled.
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

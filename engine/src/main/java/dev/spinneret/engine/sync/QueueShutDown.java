package dev.spinneret.engine.sync;

/// Thrown to tasks that put into a [Queue] that is shut down, or get from one that is also empty.
public final class QueueShutDown extends IllegalStateException {
  private static final long serialVersionUID = 1;

  QueueShutDown() {
    super("the queue is shut down");
  }
}

package dev.spinneret.engine.loop;

import java.time.Duration;

/// What a task does while it waits. Every method is called inside a task and suspends it.
public final class Tasks {
  private Tasks() {}

  /// Suspends the current task for a time.
  ///
  /// @param time how long at least; zero or less lets every other ready task run once
  /// @throws Cancelled if the task is cancelled while it sleeps
  public static void sleep(Duration time) {
    sleepNanos(time.toNanos());
  }

  /// Suspends the current task for a time.
  ///
  /// @param nanos how long at least, in nanoseconds; 0 or less lets every other ready task run once
  /// @throws Cancelled if the task is cancelled while it sleeps
  public static void sleepNanos(long nanos) {
    if (nanos <= 0) {
      yieldNow();
      return;
    }
    var loop = EventLoop.current();
    Future<Boolean> over = loop.createFuture();
    var timer = loop.callAt(loop.timeNanos() + nanos, () -> over.setResult(true));
    try {
      var _ = over.await();
    } finally {
      timer.cancel();
    }
  }

  /// Lets every other ready task run once.
  ///
  /// @throws Cancelled if the task was cancelled
  public static void yieldNow() {
    Task.running(EventLoop.current(), null).yieldStep();
  }
}

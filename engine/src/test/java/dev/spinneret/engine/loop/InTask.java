package dev.spinneret.engine.loop;

import java.util.concurrent.Callable;

/// What tests do inside a task, on the loop that runs it.
final class InTask {
  private InTask() {}

  static <T> Task<T> spawn(Callable<T> body) {
    return EventLoop.current().createTask(body);
  }

  static <T> Future<T> pending() {
    return EventLoop.current().createFuture();
  }

  static void yields(int count) {
    for (int i = 0; i < count; i++) {
      Tasks.yieldNow();
    }
  }
}

package dev.spinneret.engine.loop;

import dev.spinneret.engine.task.Tasks;
import java.util.concurrent.Callable;

/// What tests do inside a task, on the loop that runs it.
public final class InTask {
  private InTask() {}

  public static <T> Task<T> spawn(Callable<T> body) {
    return EventLoop.current().createTask(body);
  }

  public static <T> Future<T> pending() {
    return EventLoop.current().createFuture();
  }

  public static void yields(int count) {
    for (int i = 0; i < count; i++) {
      Tasks.yieldNow();
    }
  }
}

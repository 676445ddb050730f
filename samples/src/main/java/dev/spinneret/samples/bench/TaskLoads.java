package dev.spinneret.samples.bench;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.sync.Queue;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;

/// Tasks: their birth and end, their switches, and the memory that they take while they wait.
final class TaskLoads {
  private static final int BATCH = 1000;

  private TaskLoads() {}

  /// A task that returns at once, created and awaited, a thousand together.
  static double createFinish(EventLoop loop, Meter meter) throws Exception {
    return meter.nanosPerOperation(
        BATCH,
        () -> {
          for (int i = 1; i < BATCH; i++) {
            loop.createTask("", () -> true);
          }
          loop.createTask("", () -> true).await();
        });
  }

  /// A task that lets others run and comes back, alone on the loop: each switch is a turn.
  static double switchOne(Meter meter) throws Exception {
    return meter.nanosPerOperation(
        BATCH,
        () -> {
          for (int i = 0; i < BATCH; i++) {
            Tasks.yieldNow();
          }
        });
  }

  /// A switch where `count` tasks take turns.
  static double switchMany(EventLoop loop, Meter meter, int count) throws Exception {
    var others = new ArrayList<Task<Boolean>>(count);
    for (int i = 1; i < count; i++) {
      others.add(
          loop.createTask(
              "",
              () -> {
                while (true) {
                  Tasks.yieldNow();
                }
              }));
    }
    // Each return of this task is one round of all of them.
    double nanos = meter.nanosPerOperation(count, Tasks::yieldNow);
    others.forEach(Task::cancel);
    return nanos;
  }

  /// An item to another task and one back.
  static double queuePingPong(EventLoop loop, Meter meter) throws Exception {
    var there = new Queue<Integer>(1);
    var back = new Queue<Integer>(1);
    var other =
        loop.createTask(() -> {
          while (true) {
            back.put(there.get());
          }
        });
    double nanos =
        meter.nanosPerOperation(
            BATCH,
            () -> {
              for (int i = 0; i < BATCH; i++) {
                there.put(1);
                back.get();
              }
            });
    other.cancel();
    return nanos;
  }

  /// The heap that a task takes which waits for a future, everything counted.
  static double waitingTaskBytes(EventLoop loop, int count) {
    Future<Boolean> never = loop.createFuture();
    long before = usedBytes();
    for (int i = 0; i < count; i++) {
      loop.createTask("", never::await);
      if (i % BATCH == 0) {
        Tasks.yieldNow();
      }
    }
    Tasks.yieldNow();
    double bytes = (double) (usedBytes() - before) / count;
    never.setResult(true);
    return bytes;
  }

  private static long usedBytes() {
    var runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Input and output that are only played: a thread sleeps and then brings a number, as a disk or a
/// network would. The loop runs until no task is left.
///
/// It shows the only way into a loop from outside: `callSoonThreadsafe`. A future completed on the
/// thread itself would race with the loop, and might not even wake it.
public final class FakeIo {
  private static final Duration LATENCY = Duration.ofMillis(100);

  private FakeIo() {}

  /// Shows three tasks that read at the same time.
  static void main() {
    long startNanos = System.nanoTime();
    readAll(3, LATENCY).forEach(System.out::println);
    System.out.printf(
        "all tasks are done after %d ms%n", (System.nanoTime() - startNanos) / 1_000_000);
  }

  /// Has tasks read, twice each.
  ///
  /// @return what they read, in the order in which it came
  static List<String> readAll(int tasks, Duration latency) {
    var log = new ArrayList<String>();
    try (var loop = EventLoop.create()) {
      for (int i = 1; i <= tasks; i++) {
        var name = "task " + i;
        loop.createTask(
            name,
            () -> {
              int first = read(latency);
              int second = read(latency);
              return log.add(name + " read " + first + " and " + second);
            });
      }
      runUntilAllTasks(loop);
    }
    return log;
  }

  /// Turns the loop by hand until no task is left, also none that a task started meanwhile.
  static void runUntilAllTasks(EventLoop loop) {
    while (!loop.tasks().isEmpty()) {
      loop.runOnce();
    }
  }

  /// Reads a number. Called in a task, suspends it.
  static int read(Duration latency) {
    var loop = EventLoop.current();
    Future<Integer> number = loop.createFuture();
    fakeIo(latency, value -> loop.callSoonThreadsafe(() -> number.setResult(value)));
    return number.await();
  }

  /// Calls back after a time, on a thread that knows nothing of loops.
  private static void fakeIo(Duration latency, Consumer<Integer> callback) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(latency);
            callback.accept(42);
          } catch (InterruptedException _) {
            // Nobody interrupts it.
          }
        });
  }
}

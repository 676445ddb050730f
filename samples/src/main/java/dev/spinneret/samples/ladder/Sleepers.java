package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;

/// Ten thousand tasks, each of which sleeps up to a second: all together need little more than one.
public final class Sleepers {
  private static final int TASKS = 10_000;

  private Sleepers() {}

  /// Shows how long ten thousand sleeps take.
  static void main() {
    long startNanos = System.nanoTime();
    var slept = EventLoop.run(() -> sleepAll(TASKS, new Random(1)));
    var time = Duration.ofNanos(System.nanoTime() - startNanos);
    System.out.printf(
        "%,d tasks slept %,d s in %,d ms%n", TASKS, slept.toSeconds(), time.toMillis());
  }

  /// Called in a task.
  ///
  /// @return all sleeps added up
  static Duration sleepAll(int count, Random random) {
    var loop = EventLoop.current();
    var tasks = new ArrayList<Task<Duration>>();
    for (int i = 0; i < count; i++) {
      var time = Duration.ofNanos(random.nextLong(Duration.ofSeconds(1).toNanos()));
      tasks.add(
          loop.createTask(() -> {
            Tasks.sleep(time);
            return time;
          }));
    }
    return Tasks.gather(tasks).await().stream().reduce(Duration.ZERO, Duration::plus);
  }
}

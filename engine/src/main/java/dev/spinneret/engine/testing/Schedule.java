package dev.spinneret.engine.testing;

import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskOrder;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The order of tasks in a simulation, and a record of its last steps.
final class Schedule implements TaskOrder {
  private static final int KEPT_STEPS = 200;

  private final Clock clock;
  private final @Nullable Random random;
  private final ArrayDeque<String> lastSteps = new ArrayDeque<>();

  /// Creates a schedule.
  ///
  /// @param random shuffles the tasks of each turn; null leaves them as they came
  Schedule(Clock clock, @Nullable Random random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void arrange(List<Task<?>> ready) {
    if (random != null) {
      Collections.shuffle(ready, random);
    }
    for (var task : ready) {
      if (lastSteps.size() == KEPT_STEPS) {
        lastSteps.remove();
      }
      lastSteps.add(clock.nanoTime() + " ns  " + task.name());
    }
  }

  String trace() {
    return String.join("\n", lastSteps);
  }
}

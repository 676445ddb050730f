package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.sync.Generator;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A generator into which values are sent: each value that goes in brings the average of all so far
/// back.
///
/// The state of the computation is two local variables of a loop, not fields of an object. Python
/// has `yield` for it; a task that waits for its next value does the same, and may wait for other
/// things as well.
public final class RunningAverage {
  private RunningAverage() {}

  /// Shows the averages.
  static void main() {
    EventLoop.run(() -> averages(List.of(10.0, 30.0, 5.0), Duration.ofMillis(20)))
        .forEach(average -> System.out.println("the average is " + average));
  }

  /// Called in a task.
  ///
  /// @param pause how long the generator takes for each
  static List<Double> averages(List<Double> values, Duration pause) {
    var averages = new ArrayList<Double>();
    try (var average = average(pause)) {
      average.next();
      for (var value : values) {
        averages.add(average.send(value));
      }
    }
    return averages;
  }

  private static Generator<Double, Double> average(Duration pause) {
    return Generator.of(self -> {
      double sum = 0;
      int count = 0;
      var value = self.emit(Double.NaN);
      while (value != null) {
        Tasks.sleep(pause);
        sum += value;
        count++;
        value = self.emit(sum / count);
      }
    });
  }
}

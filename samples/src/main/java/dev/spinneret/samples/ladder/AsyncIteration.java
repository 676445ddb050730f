package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.sync.Channel;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Iteration over what is not there yet: an ordinary `for`, whose every step may suspend the task.
///
/// Other languages need an `async for` here. A task needs nothing new, because what suspends is an
/// ordinary call.
public final class AsyncIteration {
  private AsyncIteration() {}

  /// Shows the readings of a thermometer as they come.
  static void main() {
    EventLoop.run(() -> {
      for (var reading : thermometer(5, Duration.ofMillis(50))) {
        System.out.println("it is " + reading + " degrees");
      }
      return true;
    });
  }

  /// A task that sends, and the end of it that receives. Called in a task.
  static Iterable<Integer> thermometer(int readings, Duration pause) {
    var channel = new Channel<Integer>(0);
    EventLoop.current()
        .createTask(
            "thermometer",
            () -> {
              for (int i = 0; i < readings; i++) {
                Tasks.sleep(pause);
                channel.send(18 + i);
              }
              channel.close();
              return true;
            });
    return channel;
  }

  /// Everything that an iteration gives. Called in a task.
  static List<Integer> all(Iterable<Integer> readings) {
    var all = new ArrayList<Integer>();
    for (var reading : readings) {
      all.add(reading);
    }
    return all;
  }
}

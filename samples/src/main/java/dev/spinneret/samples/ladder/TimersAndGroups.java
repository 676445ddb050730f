package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.loop.TaskGroupFailure;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Timers, timeouts, and tasks that belong together: when one of a group fails, the others end, and
/// nobody is left behind.
public final class TimersAndGroups {
  private final List<String> log = new ArrayList<>();

  private TimersAndGroups() {}

  /// Shows what happens, in order.
  static void main() {
    EventLoop.run(() -> run(Duration.ofMillis(50))).forEach(System.out::println);
  }

  /// Called in a task.
  ///
  /// @param beat the time that everything else is counted in
  /// @return what happened, in order
  static List<String> run(Duration beat) {
    var show = new TimersAndGroups();
    show.callLater(beat);
    show.timeout(beat);
    show.group(beat);
    return show.log;
  }

  private void callLater(Duration beat) {
    var loop = EventLoop.current();
    loop.callLater(beat, () -> log.add("a timer has called"));
    var never = loop.callLater(beat, () -> log.add("a cancelled timer has called"));
    never.cancel();
    Tasks.sleep(beat.multipliedBy(2));
  }

  private void timeout(Duration beat) {
    try {
      Tasks.timeout(
          beat,
          _ -> {
            Tasks.sleep(beat.multipliedBy(100));
            return log.add("slept on");
          });
    } catch (TimeoutException _) {
      log.add("a timeout has ended a sleep");
    }
  }

  private void group(Duration beat) {
    try {
      TaskGroup.run(group -> {
        group.createTask(() -> {
          try {
            Tasks.sleep(beat.multipliedBy(100));
            return log.add("the patient one slept on");
          } finally {
            log.add("the patient one was cancelled and cleaned up");
          }
        });
        group.createTask(() -> {
          Tasks.sleep(beat);
          throw new IllegalStateException("no more patience");
        });
        return true;
      });
    } catch (TaskGroupFailure e) {
      log.add("the group has failed: " + e.failures().getFirst().getMessage());
    }
  }
}

package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.VirtualTime;
import java.time.Duration;

/// An hour of a program's life in no time: the clock of the loop jumps to the next timer whenever
/// every task waits.
///
/// So a test of something that happens once an hour neither takes an hour nor guesses.
public final class VirtualHour {
  /// The first one also loads the classes.
  private static final int HOURS = 10;

  private VirtualHour() {}

  /// Shows hours pass.
  static void main() {
    for (int hour = 1; hour <= HOURS; hour++) {
      long startNanos = System.nanoTime();
      var time = new VirtualTime();
      int ticks = ticksOfAnHour(time);
      var real = Duration.ofNanos(System.nanoTime() - startNanos);
      System.out.printf(
          "%s and %d ticks have passed in %.1f ms%n", time.elapsed(), ticks, real.toNanos() / 1e6);
    }
  }

  /// Has a task tick every minute while another sleeps for an hour.
  ///
  /// @return how many ticks there were
  static int ticksOfAnHour(VirtualTime time) {
    var ticks = new int[1];
    try (var loop = time.newLoop()) {
      loop.runUntilComplete(() -> {
        var clock =
            EventLoop.current()
                .createTask(
                    "clock",
                    () -> {
                      while (true) {
                        Tasks.sleep(Duration.ofMinutes(1));
                        ticks[0]++;
                      }
                    });
        Tasks.sleep(Duration.ofHours(1));
        return clock.cancel();
      });
    }
    return ticks[0];
  }
}

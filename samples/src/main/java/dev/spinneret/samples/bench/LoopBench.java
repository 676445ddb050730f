package dev.spinneret.samples.bench;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Measures the event loop itself: what a callback, a timer, a task, a switch, a queue and an echo
/// cost, and how much memory a waiting task takes.
///
/// Each measurement has a loop of its own. Runs on the calling platform thread.
public final class LoopBench {
  private static final int MANY = 10_000;

  private static final int WAITING_TASK_BYTES = 4000;

  private final LoopOptions options;
  private final Meter meter;
  private final int waitingTasks;

  /// Creates a benchmark.
  ///
  /// @param options poller and clock of the loops
  /// @param sample how much CPU time one sample takes at least; there are five for each figure,
  ///   after the time of four to warm up
  /// @param waitingTasks how many tasks wait at once for the figure of memory: a million needs a
  ///   heap of 4 GB
  public LoopBench(LoopOptions options, Duration sample, int waitingTasks) {
    this.options = options;
    this.meter = new Meter(sample.multipliedBy(4), sample, 5);
    this.waitingTasks = waitingTasks;
  }

  /// As many waiting tasks as the heap of this process allows, a million at most. One takes less
  /// than 1 KB of it where the JVM optimises and more than 2 KB where it only interprets.
  ///
  /// @return how many
  public static int affordableWaitingTasks() {
    return (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / WAITING_TASK_BYTES);
  }

  /// Takes all measurements, in half a minute of CPU time with samples of 300 ms.
  ///
  /// @param progress receives each figure as it is measured
  /// @return the figures in a fixed order
  public List<Measure> run(Consumer<Measure> progress) {
    var measures = new ArrayList<Measure>();
    for (var load : loads()) {
      try (var loop = EventLoop.create(options)) {
        double value = loop.runUntilComplete(() -> load.body().measure(loop, meter));
        var measure = new Measure(load.name(), value, load.unit());
        measures.add(measure);
        progress.accept(measure);
      }
    }
    return measures;
  }

  private List<Load> loads() {
    return List.of(
        new Load("call_soon", "ns", CallbackLoads::callSoon),
        new Load("call_soon_threadsafe", "ns", CallbackLoads::callSoonThreadsafe),
        new Load("timer_set_cancel", "ns", CallbackLoads::timerSetCancel),
        new Load("task_create_finish", "ns", TaskLoads::createFinish),
        new Load("switch_1", "ns", (_, m) -> TaskLoads.switchOne(m)),
        new Load("switch_10k", "ns", (loop, m) -> TaskLoads.switchMany(loop, m, MANY)),
        new Load("queue_ping_pong", "ns", TaskLoads::queuePingPong),
        new Load("echo_1", "ns", (loop, m) -> EchoLoad.measure(loop, m, 1)),
        new Load("echo_100", "ns", (loop, m) -> EchoLoad.measure(loop, m, 100)),
        new Load(
            "waiting_task_bytes",
            "bytes",
            (loop, _) -> TaskLoads.waitingTaskBytes(loop, waitingTasks)));
  }

  private record Load(String name, String unit, Body body) {}

  @FunctionalInterface
  private interface Body {
    /// Called in the main task of a loop of its own.
    double measure(EventLoop loop, Meter meter) throws Exception;
  }
}

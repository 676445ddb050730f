package dev.spinneret.samples.bench;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The small operations of the loop, driven by hand a turn at a time: what `spinneret bench loop`
/// measures in CPU time, here in wall time and with JMH's care.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LoopBenchmark {
  private static final int BATCH = 1000;
  private static final Duration DELAY = Duration.ofSeconds(30);

  private final EventLoop loop = EventLoop.create();
  private final EventLoop switching = EventLoop.create();
  private int ran;

  /// How many other timers are set.
  @Param({"0", "10000"})
  public int timers;

  /// JMH creates it.
  public LoopBenchmark() {}

  /// Sets the timers, and starts the tasks that take turns.
  @Setup
  public void setUp() {
    for (int i = 0; i < timers; i++) {
      loop.callLater(Duration.ofHours(1 + i % 7), this::count);
    }
    for (int i = 0; i < BATCH; i++) {
      switching.createTask(
          "",
          () -> {
            while (true) {
              Tasks.yieldNow();
            }
          });
    }
  }

  /// Ends the loops.
  @TearDown
  public void tearDown() {
    loop.close();
    switching.close();
  }

  /// A callback put on the ready queue and run.
  ///
  /// @return how many have run
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int callSoon() {
    for (int i = 0; i < BATCH; i++) {
      loop.callSoon(this::count);
    }
    loop.runOnce();
    return ran;
  }

  /// A timer set and cancelled.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void timerSetCancel() {
    for (int i = 0; i < BATCH; i++) {
      loop.callLater(DELAY, this::count).cancel();
    }
  }

  /// A task created, run and ended.
  ///
  /// @return how many have run
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int taskCreateFinish() {
    for (int i = 0; i < BATCH; i++) {
      loop.createTask("", () -> ran++);
    }
    loop.runOnce();
    return ran;
  }

  /// A switch among a thousand tasks that take turns.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void taskSwitch() {
    switching.runOnce();
  }

  private void count() {
    ran++;
  }
}

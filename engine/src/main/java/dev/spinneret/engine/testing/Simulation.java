package dev.spinneret.engine.testing;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// An event loop in virtual time: an hour of it passes as fast as the tasks can run.
///
/// The clock stands still while anything is ready, and jumps to the next deadline when every task
/// waits. With a seed, the tasks that are ready in one turn run in an order drawn from it. So a run
/// is a pure function of its seed, as long as no other thread takes part; a run that fails says the
/// seed and the last steps.
///
/// ```java
/// Simulation.run(seed, () -> {
///   Tasks.sleep(Duration.ofHours(1));
///   return null;
/// });
/// ```
///
/// To drive the loop by hand: create a simulation, give [#loop] its tasks, and call
/// [EventLoop#runOnce]; a turn that finds nothing ready moves the clock.
public final class Simulation implements AutoCloseable {
  private final @Nullable Long seed;
  private final VirtualTime time = new VirtualTime();
  private final Schedule schedule;
  private final EventLoop loop;

  private Simulation(@Nullable Long seed) {
    this.seed = seed;
    this.schedule = new Schedule(time, seed == null ? null : new Random(seed));
    this.loop = time.newLoop(LoopOptions.DEFAULT.withTaskOrder(schedule));
  }

  /// Creates a simulation in which ready tasks run in an order drawn from a seed.
  ///
  /// @param seed decides the order
  /// @return a simulation to be closed
  public static Simulation seeded(long seed) {
    return new Simulation(seed);
  }

  /// Creates a simulation in which ready tasks run in the order in which they became ready.
  ///
  /// @return a simulation to be closed
  public static Simulation inOrder() {
    return new Simulation(null);
  }

  /// Runs `main` as a task in a simulation of its own.
  ///
  /// @param seed decides the order of ready tasks
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public static <T extends @Nullable Object> T run(long seed, Callable<? extends T> main) {
    try (var simulation = seeded(seed)) {
      return simulation.run(main);
    }
  }

  /// Runs `main` as a task until it ends.
  ///
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public <T extends @Nullable Object> T run(Callable<? extends T> main) {
    try {
      return loop.runUntilComplete(main);
    } catch (Throwable t) {
      t.addSuppressed(new SimulationNote(describe()));
      throw t;
    }
  }

  /// The loop, to create tasks before a run or to drive it by hand.
  ///
  /// @return the loop, which the simulation closes
  public EventLoop loop() {
    return loop;
  }

  /// The time that passes in the simulation.
  ///
  /// @return 0 when it begins
  public VirtualTime time() {
    return time;
  }

  /// The last steps that were taken, one a line: instant in nanoseconds and name of the task.
  ///
  /// @return empty before the first step
  public String trace() {
    return schedule.trace();
  }

  /// Cancels the tasks that are left, runs their clean-up, and ends the loop.
  @Override
  public void close() {
    loop.close();
  }

  private String describe() {
    return (seed == null ? "tasks in order" : "seed " + seed)
        + ", "
        + loop.statistics()
        + "; the last steps:\n"
        + trace();
  }
}

package dev.spinneret.engine.loop;

import dev.spinneret.engine.poll.Poller;
import dev.spinneret.engine.poll.PollerKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How an event loop is built.
///
/// Not an option but one for the whole process: where the system property `jdk.pollerMode` is not
/// set, the first loop sets it to 1, which debug mode reports. Otherwise virtual threads that wait
/// in the JDK's own sockets would depend on whichever loop first had a task wait in one. A value
/// that was given with `-Djdk.pollerMode` stays.
///
/// @param poller makes the poller; the loop closes it
/// @param clock the loop's only source of time
/// @param taskOrder in which order ready tasks run; null for first come, first served
/// @param debug what debug mode watches; null for no debug mode
public record LoopOptions(
    Supplier<? extends Poller> poller,
    Clock clock,
    @Nullable TaskOrder taskOrder,
    @Nullable DebugOptions debug) {
  /// The best poller of this machine and its clock.
  public static final LoopOptions DEFAULT = new LoopOptions(PollerKind.AUTO, Clock.SYSTEM);

  /// Options with a poller and a clock.
  ///
  /// @param poller makes the poller; the loop closes it
  /// @param clock the loop's only source of time
  public LoopOptions(Supplier<? extends Poller> poller, Clock clock) {
    this(poller, clock, null, null);
  }

  /// The same options with another poller.
  ///
  /// @param newPoller makes the poller; the loop closes it
  /// @return a copy
  public LoopOptions withPoller(Supplier<? extends Poller> newPoller) {
    return new LoopOptions(newPoller, clock, taskOrder, debug);
  }

  /// The same options with another clock.
  ///
  /// @param newClock the loop's only source of time
  /// @return a copy
  public LoopOptions withClock(Clock newClock) {
    return new LoopOptions(poller, newClock, taskOrder, debug);
  }

  /// The same options with an order of tasks.
  ///
  /// @param newTaskOrder in which order ready tasks run
  /// @return a copy
  public LoopOptions withTaskOrder(TaskOrder newTaskOrder) {
    return new LoopOptions(poller, clock, newTaskOrder, debug);
  }

  /// The same options in debug mode: slow steps are told with their line, calls from wrong threads
  /// and waits that cannot suspend are refused, and a run with nothing to do is told.
  ///
  /// @param newDebug what to watch
  /// @return a copy
  public LoopOptions withDebug(DebugOptions newDebug) {
    return new LoopOptions(poller, clock, taskOrder, newDebug);
  }
}

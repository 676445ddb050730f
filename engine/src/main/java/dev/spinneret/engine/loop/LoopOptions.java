package dev.spinneret.engine.loop;

import dev.spinneret.engine.poll.Poller;
import dev.spinneret.engine.poll.PollerKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The options of an event loop.
///
/// One setting applies to the whole process: if the system property `jdk.pollerMode` is not set,
/// the first loop sets it to 1, which debug mode reports. Otherwise, virtual threads that wait on
/// the JDK's own sockets would depend on the first loop whose task waited on one. A value that was
/// given with `-Djdk.pollerMode` is kept.
///
/// @param poller creates the poller, which the loop closes
/// @param clock the loop's only source of time
/// @param taskOrder the order in which ready tasks run; null for that in which they became ready
/// @param debug what debug mode reports; null for no debug mode
public record LoopOptions(
    Supplier<? extends Poller> poller,
    Clock clock,
    @Nullable TaskOrder taskOrder,
    @Nullable DebugOptions debug) {
  /// The best poller for this machine, and the system clock.
  public static final LoopOptions DEFAULT = new LoopOptions(PollerKind.AUTO, Clock.SYSTEM);

  /// Options with a poller and a clock.
  ///
  /// @param poller creates the poller, which the loop closes
  /// @param clock the loop's only source of time
  public LoopOptions(Supplier<? extends Poller> poller, Clock clock) {
    this(poller, clock, null, null);
  }

  /// The same options with another poller.
  ///
  /// @param newPoller creates the poller, which the loop closes
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
  /// @param newTaskOrder the order in which ready tasks run
  /// @return a copy
  public LoopOptions withTaskOrder(TaskOrder newTaskOrder) {
    return new LoopOptions(poller, clock, newTaskOrder, debug);
  }

  /// The same options in debug mode, which logs slow steps with their line and runs that have
  /// nothing to do, and refuses calls from the wrong thread.
  ///
  /// @param newDebug what to report
  /// @return a copy
  public LoopOptions withDebug(DebugOptions newDebug) {
    return new LoopOptions(poller, clock, taskOrder, newDebug);
  }
}

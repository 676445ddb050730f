package dev.spinneret.engine.loop;

import java.util.function.Supplier;

/// How an event loop is built.
///
/// @param poller makes the poller; the loop closes it
/// @param clock the loop's only source of time
public record LoopOptions(Supplier<? extends Poller> poller, Clock clock) {
  /// A selector of java.nio and the machine's clock.
  public static final LoopOptions DEFAULT = new LoopOptions(NioPoller::open, Clock.SYSTEM);
}

package dev.spinneret.engine.crawl.shared;

import java.util.function.LongSupplier;

/// A clock that goes on while the process is stopped or the machine suspended: the larger of what
/// the monotonic clock, which may stand still in a suspended machine, and the wall clock, which may
/// be set back, say has passed.
public final class SteadyClock implements LongSupplier {
  private static final long NANOS_OF_MILLI = 1_000_000;

  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();

  /// Starts the clock at 0.
  public SteadyClock() {}

  @Override
  public long getAsLong() {
    return Math.max(
        System.nanoTime() - startNanos,
        (System.currentTimeMillis() - startMillis) * NANOS_OF_MILLI);
  }
}

package dev.spinneret.fetch.cookies;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The time of day as it goes on from the start of the process: whoever sets the clock meanwhile
/// ends no cookie, and keeps none. Thread-safe.
public final class SteadyInstants implements InstantSource {
  private final Instant start;
  private final LongSupplier nanos;
  private final long startNanos;

  SteadyInstants(InstantSource wallClock, LongSupplier nanos) {
    this.start = wallClock.instant();
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /// Starts at the system's time.
  ///
  /// @return goes on with the monotonic clock
  public static SteadyInstants ofSystem() {
    return new SteadyInstants(InstantSource.system(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - startNanos);
  }
}

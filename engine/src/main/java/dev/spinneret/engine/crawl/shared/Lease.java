package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.sync.Event;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A crawler's lease on its domains, by its own clock.
///
/// The database counts from the end of a transaction, the crawler from its beginning and only to
/// nine tenths: so it stops before any other crawler may take its domains over. On the loop's
/// thread, except [#isOver()].
final class Lease {
  private final long safeNanos;
  private final LongSupplier clock;
  private final Event extended = new Event();
  private volatile boolean isHeld;
  private volatile long heldUntilNanos;

  /// Creates a lease that is not held yet.
  ///
  /// @param duration how long the database leaves the domains to a crawler that is silent
  /// @param clock nanoseconds that pass while the process is stopped, too
  Lease(Duration duration, LongSupplier clock) {
    this.safeNanos = duration.toNanos() / 10 * 9;
    this.clock = clock;
  }

  /// The time by the lease's clock.
  long nowNanos() {
    return clock.getAsLong();
  }

  /// Extends the lease.
  ///
  /// @param begunNanos when the transaction that extended it began
  void extendedAt(long begunNanos) {
    heldUntilNanos = begunNanos + safeNanos;
    isHeld = true;
    extended.set();
  }

  /// Suspends the calling task until the lease is held.
  void await() {
    while (isOver()) {
      extended.clear();
      extended.await();
    }
  }

  /// Whether the domains may be another crawler's by now. May be called from any thread.
  boolean isOver() {
    return !isHeld || clock.getAsLong() - heldUntilNanos >= 0;
  }
}

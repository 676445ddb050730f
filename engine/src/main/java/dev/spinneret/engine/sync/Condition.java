package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.CancelScope;
import dev.spinneret.engine.loop.Cancelled;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Tasks that hold a lock in turns and wait for each other's changes to what it guards.
///
/// First come, first served. A signal that reaches a task which is cancelled at that moment goes on
/// to the next.
public final class Condition {
  private final Lock lock;
  private final WaitLine<@Nullable Void> line = new WaitLine<>(this);

  /// Creates a condition with a lock of its own.
  public Condition() {
    this(new Lock());
  }

  /// Creates a condition of a lock.
  ///
  /// @param lock may serve several conditions
  public Condition(Lock lock) {
    this.lock = lock;
  }

  /// The lock that a task must hold to wait and to signal.
  ///
  /// @return the lock given, or its own
  public Lock lock() {
    return lock;
  }

  /// Releases the lock, suspends the current task until it is signalled, and takes the lock again,
  /// also when it is cancelled.
  ///
  /// @throws IllegalStateException if nobody holds the lock
  /// @throws Cancelled if the task is cancelled while it waits; it holds the lock then
  public void await() {
    lock.checkHeld("be waited on");
    var place = line.join();
    lock.release();
    Cancelled cancelled = null;
    try {
      place.await();
    } catch (Cancelled e) {
      cancelled = e;
    }
    while (true) {
      try {
        CancelScope.runShielded(lock::acquire);
        break;
      } catch (Cancelled e) {
        cancelled = e;
      }
    }
    if (cancelled != null) {
      if (place.isGiven()) {
        signal(1);
      }
      throw cancelled;
    }
  }

  /// Waits as [#await] does, as often as it takes.
  ///
  /// @param predicate what to wait for; called with the lock held
  /// @throws Cancelled if the task is cancelled while it waits; it holds the lock then
  public void awaitUntil(BooleanSupplier predicate) {
    while (!predicate.getAsBoolean()) {
      await();
    }
  }

  /// Wakes the first tasks that wait. They go on when the caller has released the lock.
  ///
  /// @param count how many at most
  /// @throws IllegalStateException if nobody holds the lock
  public void signal(int count) {
    lock.checkHeld("be signalled on");
    for (int left = count; left > 0 && line.wakeFirst(null); left--) {
      // Each call wakes one.
    }
  }

  /// Wakes every task that waits.
  ///
  /// @throws IllegalStateException if nobody holds the lock
  public void signalAll() {
    signal(line.size());
  }

  @Override
  public String toString() {
    return "Condition[waiting=" + line.size() + "]";
  }
}

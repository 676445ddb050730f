package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.CancelScope;
import dev.spinneret.engine.loop.Cancelled;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets tasks that share a lock wait for each other's changes to the state that it guards.
///
/// Tasks are woken in order of arrival. A signal for a task that is cancelled at that moment passes
/// to the next.
public final class Condition {
  private final Lock lock;
  private final WaitLine<@Nullable Void> line = new WaitLine<>(this);

  /// Creates a condition with a new lock.
  public Condition() {
    this(new Lock());
  }

  /// Creates a condition for a lock.
  ///
  /// @param lock may serve several conditions
  public Condition(Lock lock) {
    this.lock = lock;
  }

  /// The lock that a task must hold to wait and to signal.
  ///
  /// @return the lock of this condition
  public Lock lock() {
    return lock;
  }

  /// Releases the lock, suspends the current task until it is signalled, and acquires the lock
  /// again, even if the task is cancelled.
  ///
  /// @throws IllegalStateException if the lock is not held
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

  /// Waits as [#await] does until a condition holds.
  ///
  /// @param predicate the condition, evaluated with the lock held
  /// @throws Cancelled if the task is cancelled while it waits; it holds the lock then
  public void awaitUntil(BooleanSupplier predicate) {
    while (!predicate.getAsBoolean()) {
      await();
    }
  }

  /// Wakes the tasks that have waited longest. They continue once the caller has released the lock.
  ///
  /// @param count how many at most
  /// @throws IllegalStateException if the lock is not held
  public void signal(int count) {
    lock.checkHeld("be signalled on");
    for (int left = count; left > 0 && line.wakeFirst(null); left--) {
      // Each call wakes one.
    }
  }

  /// Wakes all waiting tasks.
  ///
  /// @throws IllegalStateException if the lock is not held
  public void signalAll() {
    signal(line.size());
  }

  @Override
  public String toString() {
    return "Condition[waiting=" + line.size() + "]";
  }
}

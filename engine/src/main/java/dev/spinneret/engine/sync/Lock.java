package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.Task;
import org.jspecify.annotations.Nullable;

/// Mutual exclusion between tasks across suspensions. Not reentrant.
///
/// Tasks acquire it in order of arrival. Used on the loop's thread only; code that does not suspend
/// while it holds a lock does not need one.
public final class Lock {
  private final Permits permits = new Permits(this, 1);
  private final Hold hold = this::release;
  private @Nullable Task<?> owner;

  /// Creates a free lock.
  public Lock() {}

  /// Acquires the lock; suspends the current task until it is free.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   does not hold the lock
  public void acquire() {
    permits.acquire();
    owner = Task.current();
  }

  /// Acquires the lock if it is free. Never suspends.
  ///
  /// @return false if it is held
  public boolean tryAcquire() {
    if (!permits.tryAcquire()) {
      return false;
    }
    owner = Task.current();
    return true;
  }

  /// Passes the lock to the first waiting task, or frees it. Never suspends; may be called by
  /// another task than the one that acquired it.
  ///
  /// @throws IllegalStateException if the lock is free
  public void release() {
    checkHeld("be released");
    owner = null;
    permits.release();
  }

  /// Acquires the lock as [#acquire] does, for a `try` block.
  ///
  /// @return its `close` releases the lock
  public Hold hold() {
    acquire();
    return hold;
  }

  /// Whether the lock is held.
  ///
  /// @return false if it is free
  public boolean isHeld() {
    return permits.available() == 0;
  }

  /// The task that holds the lock.
  ///
  /// @return null if it is free, about to pass to the next task, or held by a callback
  public @Nullable Task<?> owner() {
    return owner;
  }

  void checkHeld(String purpose) {
    if (!isHeld()) {
      throw new IllegalStateException("a lock that is not held cannot " + purpose);
    }
  }

  @Override
  public String toString() {
    var task = owner;
    return isHeld()
        ? "Lock[held by " + (task == null ? "no task yet" : task.name()) + "]"
        : "Lock[]";
  }
}

package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.Task;
import org.jspecify.annotations.Nullable;

/// Mutual exclusion between tasks across suspensions. Not reentrant.
///
/// First come, first served. Used on the loop's thread only; code that does not suspend while it
/// holds a lock needs none.
public final class Lock {
  private final Permits permits = new Permits(this, 1);
  private final Hold hold = this::release;
  private @Nullable Task<?> owner;

  /// Creates a free lock.
  public Lock() {}

  /// Takes the lock; suspends the current task until it is free.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   does not hold the lock
  public void acquire() {
    permits.acquire();
    owner = Task.current();
  }

  /// Takes the lock if it is free. Never suspends.
  ///
  /// @return false when it is held
  public boolean tryAcquire() {
    if (!permits.tryAcquire()) {
      return false;
    }
    owner = Task.current();
    return true;
  }

  /// Gives the lock to the first task in line, or frees it. Never suspends; another task than the
  /// one that took it may call it.
  ///
  /// @throws IllegalStateException if the lock is free
  public void release() {
    checkHeld("be released");
    owner = null;
    permits.release();
  }

  /// Takes the lock as [#acquire] does, for a `try` block.
  ///
  /// @return its `close` releases the lock
  public Hold hold() {
    acquire();
    return hold;
  }

  /// Whether the lock is held.
  ///
  /// @return false when it is free
  public boolean isHeld() {
    return permits.available() == 0;
  }

  /// The task that took the lock.
  ///
  /// @return null when it is free, on its way to the next in line, or was taken by a callback
  public @Nullable Task<?> owner() {
    return owner;
  }

  void checkHeld(String purpose) {
    if (!isHeld()) {
      throw new IllegalStateException("a lock that nobody holds cannot " + purpose);
    }
  }

  @Override
  public String toString() {
    var task = owner;
    return isHeld()
        ? "Lock[held by " + (task == null ? "nobody yet" : task.name()) + "]"
        : "Lock[]";
  }
}

package dev.spinneret.engine.sync;

/// A number of permits that tasks acquire and release; a task waits while there is none.
///
/// Strictly fair: a permit that is released while tasks wait belongs to the first of them, and no
/// later task can acquire it. Used on the loop's thread only.
public final class Semaphore {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Permits permits;
  private final int bound;
  private final Hold hold = this::release;

  private Semaphore(int permits, int bound) {
    if (permits < 0) {
      throw new IllegalArgumentException("a semaphore has 0 permits or more: " + permits);
    }
    this.permits = new Permits(this, permits);
    this.bound = bound;
  }

  /// Creates a semaphore that may be released more often than it was acquired.
  ///
  /// @param permits the initial number, 0 or more
  public Semaphore(int permits) {
    this(permits, UNBOUNDED);
  }

  /// Creates a semaphore that never has more permits than initially.
  ///
  /// @param permits the initial number, which is the maximum
  /// @return a semaphore whose [#release] throws if that would be exceeded
  public static Semaphore bounded(int permits) {
    return new Semaphore(permits, permits);
  }

  /// Acquires a permit; suspends the current task until there is one.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   holds no permit
  public void acquire() {
    permits.acquire();
  }

  /// Acquires a permit if one is available. Never suspends; callbacks may call it, too.
  ///
  /// @return false if there is none
  public boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /// Releases a permit. Never suspends; callbacks may call it, too.
  ///
  /// @throws IllegalStateException if the semaphore is bounded and no permit is held
  public void release() {
    if (permits.available() >= bound) {
      throw new IllegalStateException("released more often than acquired: " + this);
    }
    permits.release();
  }

  /// Acquires a permit as [#acquire] does, for a `try` block.
  ///
  /// @return its `close` releases the permit
  public Hold hold() {
    acquire();
    return hold;
  }

  /// How many permits are available.
  ///
  /// @return 0 or more; 0 if tasks wait
  public int availableCount() {
    return permits.available();
  }

  /// How many tasks wait for a permit.
  ///
  /// @return 0 or more
  public int waitingCount() {
    return permits.waitingCount();
  }

  @Override
  public String toString() {
    return "Semaphore[available="
        + permits.available()
        + ", waiting="
        + permits.waitingCount()
        + "]";
  }
}

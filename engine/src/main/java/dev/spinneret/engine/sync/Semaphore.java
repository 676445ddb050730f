package dev.spinneret.engine.sync;

/// A number of permits that tasks take and give back; a task waits while there is none.
///
/// First come, first served, strictly: a permit that is released while tasks wait goes to the first
/// of them, and no late comer can take it. Used on the loop's thread only.
public final class Semaphore {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Permits permits;
  private final int bound;
  private final Hold hold = this::release;

  private Semaphore(int permits, int bound) {
    if (permits < 0) {
      throw new IllegalArgumentException("a semaphore begins with 0 or more permits: " + permits);
    }
    this.permits = new Permits(this, permits);
    this.bound = bound;
  }

  /// Creates a semaphore that may be released more often than it was acquired.
  ///
  /// @param permits how many there are at first, 0 or more
  public Semaphore(int permits) {
    this(permits, UNBOUNDED);
  }

  /// Creates a semaphore that never holds more permits than at first.
  ///
  /// @param permits how many there are at first and at most
  /// @return a semaphore whose [#release] refuses to go beyond
  public static Semaphore bounded(int permits) {
    return new Semaphore(permits, permits);
  }

  /// Takes a permit; suspends the current task until there is one.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   holds no permit
  public void acquire() {
    permits.acquire();
  }

  /// Takes a permit if one is free. Never suspends; callable from callbacks too.
  ///
  /// @return false when there is none
  public boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /// Gives a permit back. Never suspends; callable from callbacks too.
  ///
  /// @throws IllegalStateException if the semaphore is bounded and nobody holds a permit
  public void release() {
    if (permits.available() >= bound) {
      throw new IllegalStateException("released more often than acquired: " + this);
    }
    permits.release();
  }

  /// Takes a permit as [#acquire] does, for a `try` block.
  ///
  /// @return its `close` gives the permit back
  public Hold hold() {
    acquire();
    return hold;
  }

  /// How many permits are free.
  ///
  /// @return 0 or more; 0 when tasks wait
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

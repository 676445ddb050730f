package dev.spinneret.engine.sync;

import java.util.concurrent.BrokenBarrierException;

/// A point where a fixed number of tasks wait for each other.
///
/// Can be used repeatedly: a task that arrives while the previous group is still leaving waits
/// until the barrier is free.
///
/// ```
///   FILLING ──the last arrives──▶ DRAINING ──all have left──▶ FILLING
///      │ reset                        ▲
///      └───────────▶ RESETTING ───────┘ (as DRAINING, but waiting tasks fail)
///   any ──abort──▶ BROKEN ──reset──▶ FILLING
/// ```
public final class Barrier {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final int parties;
  private final Condition condition = new Condition();
  private State state = State.FILLING;
  private int count;

  /// Creates a barrier.
  ///
  /// @param parties how many tasks wait for each other, 1 or more
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier has 1 party or more: " + parties);
    }
    this.parties = parties;
  }

  /// Suspends the current task until all parties have arrived.
  ///
  /// @return the index of its arrival, from 0
  /// @throws BrokenBarrierException if the barrier is broken, or is reset or aborted meanwhile
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   no longer counts as arrived
  public int await() throws BrokenBarrierException {
    try (var _ = condition.lock().hold()) {
      condition.awaitUntil(() -> state == State.FILLING || state == State.BROKEN);
      if (state == State.BROKEN) {
        throw new BrokenBarrierException("the barrier is broken");
      }
      int index = count++;
      try {
        if (count == parties) {
          state = State.DRAINING;
          condition.signalAll();
        } else {
          condition.awaitUntil(() -> state != State.FILLING);
          if (state != State.DRAINING) {
            throw new BrokenBarrierException("the barrier was reset or aborted");
          }
        }
        return index;
      } finally {
        leave();
      }
    }
  }

  /// Resets the barrier: waiting tasks fail, and it can be used again.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits for the
  ///   barrier's lock
  public void reset() {
    try (var _ = condition.lock().hold()) {
      state = count > 0 ? State.RESETTING : State.FILLING;
      condition.signalAll();
    }
  }

  /// Breaks the barrier: tasks that wait or arrive fail, until it is reset.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits for the
  ///   barrier's lock
  public void abort() {
    try (var _ = condition.lock().hold()) {
      state = State.BROKEN;
      condition.signalAll();
    }
  }

  /// How many tasks wait for each other.
  ///
  /// @return 1 or more
  public int parties() {
    return parties;
  }

  /// How many tasks have arrived and wait for the others.
  ///
  /// @return less than [#parties]
  public int waitingCount() {
    return state == State.FILLING ? count : 0;
  }

  /// Whether the barrier was aborted and has not been reset.
  ///
  /// @return true if waiting fails
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  private void leave() {
    count--;
    if (count == 0) {
      if (state == State.RESETTING || state == State.DRAINING) {
        state = State.FILLING;
      }
      condition.signalAll();
    }
  }
}

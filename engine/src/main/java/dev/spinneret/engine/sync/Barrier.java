package dev.spinneret.engine.sync;

import java.util.concurrent.BrokenBarrierException;

/// A place where tasks wait for each other until a fixed number of them has come.
///
/// Serves one crowd after another: who comes while the last crowd is still leaving waits outside
/// until the barrier is free.
///
/// ```
///   FILLING ──the last one comes──▶ DRAINING ──all have left──▶ FILLING
///      │ reset                          ▲
///      └────────────▶ RESETTING ────────┘ (as DRAINING, but who waits fails)
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
  /// @param parties how many tasks make a crowd, 1 or more
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs 1 party or more: " + parties);
    }
    this.parties = parties;
  }

  /// Suspends the current task until its crowd is complete.
  ///
  /// @return which of its crowd it is, from 0 in order of arrival
  /// @throws BrokenBarrierException if the barrier is broken, or is reset or aborted meanwhile
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits; it then
  ///   no longer counts
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

  /// Empties the barrier: who waits fails, and the next crowd can come.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits for the
  ///   barrier's lock
  public void reset() {
    try (var _ = condition.lock().hold()) {
      state = count > 0 ? State.RESETTING : State.FILLING;
      condition.signalAll();
    }
  }

  /// Breaks the barrier: who waits or comes fails, until it is reset.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it waits for the
  ///   barrier's lock
  public void abort() {
    try (var _ = condition.lock().hold()) {
      state = State.BROKEN;
      condition.signalAll();
    }
  }

  /// How many tasks make a crowd.
  ///
  /// @return 1 or more
  public int parties() {
    return parties;
  }

  /// How many tasks of an incomplete crowd wait.
  ///
  /// @return less than [#parties]
  public int waitingCount() {
    return state == State.FILLING ? count : 0;
  }

  /// Whether the barrier was aborted and not reset since.
  ///
  /// @return true when it lets nobody wait
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

package dev.spinneret.engine.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// What other threads hand to the loop, and the wake-up that tells it: at most one for each time
/// that the loop sleeps, however much arrives.
final class Inbox {
  private final ConcurrentLinkedQueue<Handle> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Poller poller;

  Inbox(Poller poller) {
    this.poller = poller;
  }

  /// Hands over one handle. Called from any thread.
  void put(Handle handle) {
    arrived.add(handle);
    wake();
  }

  /// Wakes the loop if it sleeps. Called from any thread.
  void wake() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      poller.wakeup();
    }
  }

  /// Says that the loop is about to sleep: from here on `put` wakes it.
  ///
  /// @return false when something has arrived, so that it must not sleep
  boolean beginSleep() {
    sleeping.set(true);
    if (arrived.isEmpty()) {
      return true;
    }
    sleeping.set(false);
    return false;
  }

  void endSleep() {
    sleeping.set(false);
  }

  /// Moves what has arrived to the ready queue, in order.
  void drainTo(ArrayDeque<Handle> ready) {
    for (Handle handle = arrived.poll(); handle != null; handle = arrived.poll()) {
      ready.add(handle);
    }
  }
}

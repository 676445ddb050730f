package dev.spinneret.engine.loop;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

/// What other threads hand to the loop, and the wake-up that tells it: at most one for each time
/// that the loop sleeps, however much arrives.
///
/// After the loop is closed, what arrives no longer reaches it: steps of virtual threads that its
/// tasks started and that outlive it go on in the common pool, submissions are refused, all else is
/// dropped.
final class Inbox {
  private final ConcurrentLinkedQueue<Handle> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Poller poller;
  private volatile boolean closed;

  Inbox(Poller poller) {
    this.poller = poller;
  }

  /// Hands over one handle. Called from any thread.
  void put(Handle handle) {
    arrived.add(handle);
    // Looked at after the add, as close looks at the queue after it has set the flag: one of the
    // two finds the handle.
    if (closed) {
      sendOn();
    } else {
      wake();
    }
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
  void drainTo(ReadyQueue ready) {
    for (Handle handle = arrived.poll(); handle != null; handle = arrived.poll()) {
      ready.add(handle);
    }
  }

  boolean isEmpty() {
    return arrived.isEmpty();
  }

  boolean isClosed() {
    return closed;
  }

  /// Ends the way to the loop. Called on the loop's thread, which hands back what it did not run.
  void close(ReadyQueue ready) {
    while (!ready.isEmpty()) {
      arrived.add(ready.remove());
    }
    closed = true;
    sendOn();
  }

  private void sendOn() {
    for (Handle handle = arrived.poll(); handle != null; handle = arrived.poll()) {
      switch (handle) {
        case ForeignStep step -> ForkJoinPool.commonPool().execute(step::run);
        case Submission submission -> submission.refuse();
        default -> {}
      }
    }
  }
}

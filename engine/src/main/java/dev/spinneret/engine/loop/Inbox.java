package dev.spinneret.engine.loop;

import dev.spinneret.engine.poll.Poller;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What other threads hand to the loop, and the wake-up that tells it: at most one for each time
/// that the loop sleeps, however much arrives.
///
/// After the loop is closed, what arrives no longer reaches it: steps of virtual threads that its
/// tasks started and that outlive it go on in the common pool, submissions are refused, all else is
/// dropped.
final class Inbox {
  /// The handle that arrived last; null when there is none. The loop takes the whole chain with one
  /// exchange, and so contends once a turn with those who send, and not once for each handle.
  private final AtomicReference<@Nullable Arrived> latest = new AtomicReference<>();

  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Poller poller;
  private volatile boolean closed;

  /// A handle, and its neighbour: what arrived before it.
  private static final class Arrived {
    final Handle handle;
    @Nullable Arrived neighbour;

    Arrived(Handle handle) {
      this.handle = handle;
    }
  }

  Inbox(Poller poller) {
    this.poller = poller;
  }

  /// Hands over one handle. Called from any thread.
  void put(Handle handle) {
    push(handle);
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
    if (isEmpty()) {
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
    for (var next = takeAll(); next != null; next = next.neighbour) {
      ready.add(next.handle);
    }
  }

  boolean isEmpty() {
    return latest.get() == null;
  }

  boolean isClosed() {
    return closed;
  }

  /// Ends the way to the loop. Called on the loop's thread, which hands back what it did not run.
  void close(ReadyQueue ready) {
    while (!ready.isEmpty()) {
      push(ready.remove());
    }
    closed = true;
    sendOn();
  }

  private void push(Handle handle) {
    var arrived = new Arrived(handle);
    do {
      arrived.neighbour = latest.get();
    } while (!latest.compareAndSet(arrived.neighbour, arrived));
  }

  /// Takes all that has arrived, turned round: each one's neighbour is now what arrived after it.
  private @Nullable Arrived takeAll() {
    if (latest.get() == null) {
      return null;
    }
    Arrived first = null;
    for (var next = latest.getAndSet(null); next != null; ) {
      var before = next.neighbour;
      next.neighbour = first;
      first = next;
      next = before;
    }
    return first;
  }

  private void sendOn() {
    for (var next = takeAll(); next != null; next = next.neighbour) {
      switch (next.handle) {
        case ForeignStep step -> ForkJoinPool.commonPool().execute(step::fire);
        case Submission submission -> submission.refuse();
        default -> {}
      }
    }
  }
}

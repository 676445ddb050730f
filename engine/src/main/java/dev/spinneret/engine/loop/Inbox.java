package dev.spinneret.engine.loop;

import dev.spinneret.engine.poll.Poller;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The handles that other threads send to the loop, and its wake-up: however many arrive while the
/// loop sleeps, it is woken once.
///
/// After the loop is closed, steps of virtual threads that its tasks started and that outlive it
/// continue in the common pool, submissions are refused, and everything else is dropped.
final class Inbox {
  /// The handle that arrived last; null if there is none. The loop takes the whole chain with one
  /// exchange, so it contends with the senders once per turn and not once per handle.
  private final AtomicReference<@Nullable Arrived> latest = new AtomicReference<>();

  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Poller poller;
  private volatile boolean closed;

  /// A handle, and the one that arrived before it.
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

  /// Adds a handle. Called from any thread.
  void put(Handle handle) {
    push(handle);
    // Checked after the push, as close checks the queue after it has set the flag: one of the two
    // finds the handle.
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

  /// Announces that the loop is about to sleep: from now on `put` wakes it.
  ///
  /// @return false if something has arrived, so that the loop must not sleep
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

  /// Moves the handles that have arrived to the ready queue, in order.
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

  /// Closes the inbox. Called on the loop's thread.
  ///
  /// @param ready the handles that the loop has not run, which are treated as if they arrived now
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

  /// Takes all handles and reverses the chain: the neighbour of each is now the one that arrived
  /// after it.
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

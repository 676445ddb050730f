package dev.spinneret.engine.sync;

import dev.spinneret.engine.loop.Cancelled;
import org.jspecify.annotations.Nullable;

/// A number of permits and the line of tasks that wait for one: the core of semaphore, lock and
/// queue.
///
/// Invariant: while a permit is available, the line is empty. A permit that is released while a
/// task is in line belongs to that task from then on; a task that is cancelled after that passes it
/// on.
final class Permits {
  private final WaitLine<@Nullable Void> line;
  private int available;
  private @Nullable RuntimeException closed;

  Permits(Object owner, int available) {
    this.line = new WaitLine<>(owner);
    this.available = available;
  }

  int available() {
    return available;
  }

  int waitingCount() {
    return line.size();
  }

  boolean tryAcquire() {
    if (available == 0) {
      return false;
    }
    available--;
    return true;
  }

  void acquire() {
    if (tryAcquire()) {
      return;
    }
    if (closed != null) {
      throw closed;
    }
    var place = line.join();
    try {
      place.await();
    } catch (Cancelled e) {
      if (place.isGiven()) {
        release();
      }
      throw e;
    }
  }

  void release() {
    if (!line.wakeFirst(null)) {
      available++;
    }
  }

  /// Ends the waiting: tasks that are in line, or would have to join it, fail.
  void close(RuntimeException reason) {
    closed = reason;
    line.failAll(reason);
  }
}

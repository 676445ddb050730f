package dev.spinneret.engine.crawl;

import dev.spinneret.engine.loop.Tasks;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The memory that the bodies in flight share.
///
/// A body takes what it needs for the bytes that have come; while more is taken than there is, it
/// is not read on. One body at a time may go on nevertheless, so that not all of them wait for one
/// another for ever: what is in memory exceeds the limit by one whole body and by what came with
/// the reads that crossed it.
///
/// Safe on any thread.
public final class BodyMemory {
  /// Bodies up to that size are not held up.
  private static final long SMALL_BYTES = 16 * 1024;

  /// What a fetch takes before it is known how large its body is.
  static final long EACH_BYTES = 64 * 1024;

  private final long maxBytes;
  private final AtomicLong takenBytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private boolean lent;

  /// Creates an empty account.
  ///
  /// @param maxBytes how much the bodies may take together
  public BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// What one fetch takes.
  ///
  /// @return the share of a new fetch, empty; whoever asked for it closes it when the body is no
  ///   longer used
  public Share share() {
    return new Share();
  }

  /// Whether no new fetch should begin.
  boolean isTight() {
    return takenBytes.get() > maxBytes - maxBytes / 4;
  }

  /// How many fetches may be under way at a time.
  int mostFetches() {
    return Math.clamp(maxBytes / EACH_BYTES, 1, Integer.MAX_VALUE);
  }

  /// The part of one fetch. Of one thread at a time.
  public final class Share implements AutoCloseable {
    private long heldBytes;
    private boolean borrows;

    private Share() {}

    /// Takes memory for bytes that have come.
    ///
    /// @param bytes how many more
    public void take(long bytes) {
      heldBytes += bytes;
      takenBytes.addAndGet(bytes);
    }

    /// Whether the body has to wait before it is read on.
    ///
    /// @return false while there is room, and for small bodies
    public boolean mustWait() {
      return !borrows && heldBytes > SMALL_BYTES && takenBytes.get() > maxBytes;
    }

    /// Waits until the body may be read on. Suspends a task, and only it.
    ///
    /// @throws InterruptedException when the thread is interrupted
    public void await() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (mustWait()) {
          if (!lent) {
            lent = true;
            borrows = true;
          } else {
            room.await();
          }
        }
      } finally {
        lock.unlock();
      }
    }

    /// Gives a part back, which is less than a body.
    ///
    /// @param bytes how many of those taken
    void give(long bytes) {
      heldBytes -= bytes;
      takenBytes.addAndGet(-bytes);
      signal();
    }

    /// Takes memory when there is room for it. Suspends the current task until then.
    ///
    /// @param bytes how many more
    void awaitRoomFor(long bytes) {
      try {
        lock.lockInterruptibly();
        try {
          while (!borrows && takenBytes.get() + bytes > maxBytes) {
            if (!lent) {
              lent = true;
              borrows = true;
            } else {
              room.await();
            }
          }
          take(bytes);
        } finally {
          lock.unlock();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        Tasks.yieldNow(); // where a cancelled task ends
        throw new IllegalStateException("interrupted while waiting for memory", e);
      }
    }

    private void signal() {
      lock.lock();
      try {
        room.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// Gives everything back.
    @Override
    public void close() {
      if (heldBytes == 0) {
        return;
      }
      long before = takenBytes.getAndAdd(-heldBytes);
      heldBytes = 0;
      if (borrows || before > maxBytes) {
        lock.lock();
        try {
          lent &= !borrows;
          borrows = false;
          room.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }
  }
}

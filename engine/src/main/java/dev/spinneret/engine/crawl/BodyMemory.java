package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.BodyShare;
import dev.spinneret.engine.task.Tasks;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The memory that the bodies in flight share.
///
/// A body takes memory for the bytes that have arrived; while more is taken than the limit, reading
/// is suspended. The bodies of one host may take half, and [#MAX_HOST_BYTES] at most, so that a
/// host that sends large bodies does not delay the others: slow bodies would use up the memory, and
/// many bodies the processor, through garbage collection. One body in total, and one of each host,
/// may always continue, so that bodies cannot wait for one another forever: memory use exceeds a
/// limit by at most one whole body and by the reads that crossed the limit.
///
/// Safe on any thread.
public final class BodyMemory {
  /// Bodies up to this size are never suspended.
  private static final long SMALL_BYTES = 16 * 1024;

  /// What a fetch takes before the size of its body is known.
  static final long EACH_BYTES = 64 * 1024;

  /// What the bodies of one host may take, however much memory there is: six bodies of the default
  /// maximum size.
  static final long MAX_HOST_BYTES = 64L << 20;

  private final Account all = new Account();
  private final long maxBytes;
  private final long maxHostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();

  /// Creates an empty account.
  ///
  /// @param maxBytes how much the bodies may take together
  public BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
    this.maxHostBytes = Math.min(maxBytes / 2, MAX_HOST_BYTES);
  }

  /// What one fetch takes.
  ///
  /// @param host what the bodies of its host take
  /// @return the share of a new fetch, empty; the caller closes it when the body is no longer used
  public Share share(Account host) {
    return new Share(host);
  }

  /// Whether no new fetch should begin.
  boolean isTight() {
    return all.takenBytes.get() > maxBytes - maxBytes / 4;
  }

  /// How many fetches may be in flight at a time.
  int maxFetches() {
    return Math.clamp(maxBytes / EACH_BYTES, 1, Integer.MAX_VALUE);
  }

  /// What several bodies take together.
  public static final class Account {
    private final AtomicLong takenBytes = new AtomicLong();

    /// The body that may continue although too much is taken. Written under the lock.
    private volatile @Nullable Share borrower;

    /// Creates an empty account.
    public Account() {}

    private void add(long bytes) {
      takenBytes.addAndGet(bytes);
    }
  }

  /// The part of one fetch.
  public final class Share implements BodyShare {
    private final Account host;
    private long heldBytes;

    private Share(Account host) {
      this.host = host;
    }

    @Override
    public void take(long bytes) {
      heldBytes += bytes;
      host.add(bytes);
      all.add(bytes);
    }

    @Override
    public boolean mustWait() {
      return heldBytes > SMALL_BYTES && fullAccount(0) != null;
    }

    @Override
    public void await() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        if (mustWait()) {
          awaitRoom(0);
        }
      } finally {
        lock.unlock();
      }
    }

    /// Gives a part back, which is less than a body.
    ///
    /// @param bytes how many of those taken
    void give(long bytes) {
      take(-bytes);
      signal();
    }

    /// Takes memory, suspending the current task until there is room.
    ///
    /// @param bytes how many more
    void awaitRoomFor(long bytes) {
      try {
        lock.lockInterruptibly();
        try {
          awaitRoom(bytes);
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

    /// The account that has no room for so many more bytes; null if both have room, or this body
    /// may continue anyway. The body that may continue in total never waits for its host's account,
    /// or it and the body of its host would wait for each other.
    private @Nullable Account fullAccount(long bytes) {
      if (all.borrower == this) {
        return null;
      }
      if (all.takenBytes.get() + bytes > maxBytes) {
        return all;
      }
      return host.borrower != this && host.takenBytes.get() + bytes > maxHostBytes ? host : null;
    }

    /// Waits until both accounts have room, or this body may continue anyway. Under the lock.
    private void awaitRoom(long bytes) throws InterruptedException {
      for (var full = fullAccount(bytes); full != null; full = fullAccount(bytes)) {
        if (full.borrower == null) {
          full.borrower = this;
        } else {
          room.await();
        }
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

    @Override
    public void close() {
      if (heldBytes == 0) {
        return;
      }
      boolean full = all.takenBytes.get() > maxBytes || host.takenBytes.get() > maxHostBytes;
      take(-heldBytes);
      if (full || all.borrower == this || host.borrower == this) {
        lock.lock();
        try {
          all.borrower = all.borrower == this ? null : all.borrower;
          host.borrower = host.borrower == this ? null : host.borrower;
          room.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }
  }
}

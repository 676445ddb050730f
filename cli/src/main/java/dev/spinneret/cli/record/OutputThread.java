package dev.spinneret.cli.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An output stream whose target is written by a thread of its own, so that a slow disk or reader
/// never stops the loop.
///
/// [#write(byte[], int, int)] copies its bytes into a lock-free queue and never suspends: a task
/// that waited for a lock there would let another task change what it was about to write. The first
/// bytes after a pause are written at once; under load a write waits for [#LARGE] bytes or 20 ms,
/// whichever comes first. A caller that can wait calls [#awaitRoom] between records: so a slow
/// reader slows the crawl down, and memory stays bounded.
///
/// Each write reaches the target whole and in order. A failed one is thrown at the next call, and
/// at [#close].
public final class OutputThread extends OutputStream {
  /// As many waiting bytes are written without waiting for more.
  private static final int LARGE = 64 << 10;

  /// With more than this many waiting bytes there is no room.
  private static final int BOUND = 1 << 20;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final OutputStream target;
  private final Runnable onFailure;
  private final Thread thread;
  private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong acceptedBytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile @Nullable IOException failure;

  /// Starts the thread.
  ///
  /// @param name for thread dumps
  /// @param target closed by [#close]
  /// @param onFailure runs once, on the output's thread, after the first failed write
  public OutputThread(String name, OutputStream target, Runnable onFailure) {
    this.target = target;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name("output " + name).daemon().unstarted(this::run);
    thread.start();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    throwFailure();
    if (length == 0) {
      return;
    }
    queue.add(Arrays.copyOfRange(bytes, from, from + length));
    // In this order, so that the difference of the two never says more than was written.
    var waiting = waitingBytes.addAndGet(length);
    acceptedBytes.addAndGet(length);
    if (idle || (waiting >= LARGE && waiting - length < LARGE)) {
      LockSupport.unpark(thread);
    }
  }

  /// Does nothing: the thread decides when to write. See [#sync].
  @Override
  public void flush() {}

  /// How much was written to this stream so far; [#sync] brings it to the target.
  ///
  /// @return bytes
  public long acceptedBytes() {
    return acceptedBytes.get();
  }

  /// How much of it has not reached the target.
  ///
  /// @return bytes
  public long waitingBytes() {
    return waitingBytes.get();
  }

  /// Whether [#awaitRoom] would return at once.
  ///
  /// @return false while more than a megabyte waits to be written
  public boolean hasRoom() {
    return waitingBytes.get() <= BOUND && failure == null;
  }

  /// Waits until less than a megabyte waits to be written. Suspends a task, and only it.
  ///
  /// @throws IOException when a write failed
  public void awaitRoom() throws IOException {
    if (waitingBytes.get() > BOUND) {
      await(() -> waitingBytes.get() <= BOUND);
    }
  }

  /// Waits until all that was written before has reached the target. Suspends a task.
  ///
  /// @throws IOException when a write failed
  public void sync() throws IOException {
    var goal = acceptedBytes.get();
    await(() -> acceptedBytes.get() - waitingBytes.get() >= goal);
  }

  private void await(BooleanSupplier reached) throws IOException {
    lock.lock();
    try {
      while (!reached.getAsBoolean() && failure == null) {
        written.await();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
    throwFailure();
  }

  /// Waits until everything is written, and closes the target.
  @Override
  public void close() throws IOException {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    target.close();
    throwFailure();
  }

  private void throwFailure() throws IOException {
    var thrown = failure;
    if (thrown != null) {
      throw new IOException(thrown.getMessage(), thrown);
    }
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    var thrown = new InterruptedIOException("interrupted while waiting for the output");
    thrown.initCause(cause);
    return thrown;
  }

  private void run() {
    var chunk = new Chunk();
    try {
      while (true) {
        for (var bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
          chunk.add(bytes);
          if (chunk.size() >= LARGE) {
            break;
          }
        }
        if (chunk.size() > 0) {
          write(chunk);
        } else if (closing) {
          return;
        } else {
          idle = true;
          if (queue.isEmpty() && !closing) {
            LockSupport.park(this);
          }
          idle = false;
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e instanceof IOException failed ? failed : new IOException(e.toString(), e);
      signal();
      onFailure.run();
    }
  }

  private void write(Chunk chunk) throws IOException {
    var length = chunk.size();
    chunk.drainTo(target);
    target.flush();
    waitingBytes.addAndGet(-length);
    signal();
    var until = System.nanoTime() + PAUSE_NANOS;
    for (var left = PAUSE_NANOS;
        left > 0 && waitingBytes.get() < LARGE && !closing;
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void signal() {
    lock.lock();
    try {
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What goes to the target in one write.
  private static final class Chunk extends ByteArrayOutputStream {
    Chunk() {
      super(LARGE * 2);
    }

    void add(byte[] bytes) {
      write(bytes, 0, bytes.length);
    }

    void drainTo(OutputStream out) throws IOException {
      out.write(buf, 0, count);
      reset();
      if (buf.length > BOUND) {
        buf = new byte[LARGE * 2];
      }
    }
  }
}

package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An output stream whose target is written by a thread of its own, which also compresses, so that
/// neither a slow disk or reader nor a slow compression stops the loop.
///
/// [#write(byte[], int, int)] copies its bytes into a lock-free queue and never suspends: a task
/// that waited for a lock there would let another task change what it was about to write. The first
/// bytes after a pause are written at once; under load a write waits for [#LARGE] bytes or for a
/// pause that depends on the [Packing], whichever comes first. A caller that can wait calls
/// [#awaitRoom] between records: so a slow reader slows the crawl down, and memory stays bounded.
///
/// Each write reaches the target whole and in order. With compression, what the target gets at once
/// ends with a gzip member or zstd frame, and so with a whole record. A failed write is thrown at
/// the next call, and at [#close].
public final class OutputThread extends OutputStream {
  /// As many waiting bytes are written without waiting for more.
  private static final int LARGE = 64 << 10;

  /// With more than this many waiting bytes there is no room.
  private static final int BOUND = 1 << 20;

  /// What waits: bytes, or a mark behind them.
  private sealed interface Entry permits Bytes, Place {}

  private record Place(Mark mark) implements Entry {}

  private static final class Bytes implements Entry {
    final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /// A place between two writes, from [#mark].
  public static final class Mark {
    private static final long NOT_REACHED = -1;

    private volatile long targetBytes = NOT_REACHED;

    private Mark() {}
  }

  private final OutputStream target;
  private final Packing packing;
  private final Runnable onFailure;
  private final Thread thread;
  private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicInteger waitingMarks = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private long targetBytes;
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable IOException failure;

  /// Starts the thread, for a target that gets the bytes as they are.
  ///
  /// @param name for thread dumps
  /// @param target closed by [#close]
  /// @param onFailure runs once, on the output's thread, after the first failed write
  public OutputThread(String name, OutputStream target, Runnable onFailure) {
    this(name, target, Packing.NONE, onFailure);
  }

  /// Starts the thread.
  ///
  /// @param name for thread dumps
  /// @param target closed by [#close]
  /// @param packing how writes become the target's bytes; its compression must be available
  /// @param onFailure runs once, on the output's thread, after the first failed write
  public OutputThread(String name, OutputStream target, Packing packing, Runnable onFailure) {
    this.target = target;
    this.packing = packing;
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
    queue.add(new Bytes(Arrays.copyOfRange(bytes, from, from + length)));
    var waiting = waitingBytes.addAndGet(length);
    if (idle || (waiting >= LARGE && waiting - length < LARGE)) {
      LockSupport.unpark(thread);
    }
  }

  /// Does nothing: the thread decides when to write. See [#await(Mark)].
  @Override
  public void flush() {}

  /// How much of what was written has not reached the target.
  ///
  /// @return bytes, as written
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
  /// @throws IOException if a write failed
  public void awaitRoom() throws IOException {
    if (waitingBytes.get() > BOUND) {
      await(() -> waitingBytes.get() <= BOUND);
    }
  }

  /// Marks the current end of the output, and requests that everything before it be written without
  /// delay. Never suspends.
  ///
  /// @return the mark, for [#await(Mark)]
  /// @throws IOException if a write failed
  public Mark mark() throws IOException {
    throwFailure();
    var mark = new Mark();
    waitingMarks.incrementAndGet();
    queue.add(new Place(mark));
    LockSupport.unpark(thread);
    return mark;
  }

  /// Waits until all that was written before a mark has reached the target. Suspends a task.
  ///
  /// @param mark from [#mark]
  /// @return how many bytes the target has got up to there
  /// @throws IOException if a write failed
  public long await(Mark mark) throws IOException {
    await(() -> mark.targetBytes != Mark.NOT_REACHED);
    return mark.targetBytes;
  }

  private void await(BooleanSupplier reached) throws IOException {
    lock.lock();
    try {
      while (!reached.getAsBoolean() && !ended) {
        written.await();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
    throwFailure();
    if (!reached.getAsBoolean()) {
      throw new IOException("the output is closed");
    }
  }

  /// Waits until everything is written, and closes the target.
  @Override
  public void close() throws IOException {
    closing = true;
    LockSupport.unpark(thread);
    try (target) {
      thread.join();
      throwFailure();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
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
    try (var chunk = new Chunk(packing)) {
      writeAll(chunk);
    } catch (IOException | RuntimeException | Error e) {
      failure = e instanceof IOException failed ? failed : new IOException(e.toString(), e);
    }
    ended = true;
    signal();
    if (failure != null) {
      onFailure.run();
    }
  }

  private void writeAll(Chunk chunk) throws IOException {
    while (true) {
      var isLast = closing; // read first: what was written before the end is in the queue then
      var mark = fill(chunk);
      var isEmpty = chunk.plainBytes() == 0;
      if (!isEmpty) {
        write(chunk);
      }
      if (mark != null) {
        reach(mark);
      } else if (!isEmpty) {
        pause();
      } else if (isLast) {
        return;
      } else {
        park();
      }
    }
  }

  /// Takes what waits, until that is enough for a write.
  ///
  /// @return the mark that ends it; null when none does
  private @Nullable Mark fill(Chunk chunk) {
    while (chunk.plainBytes() < LARGE) {
      switch (queue.poll()) {
        case Bytes piece -> chunk.add(piece.bytes);
        case Place(var mark) -> {
          return mark;
        }
        case null -> {
          return null;
        }
      }
    }
    return null;
  }

  private void write(Chunk chunk) throws IOException {
    var length = chunk.plainBytes();
    targetBytes += chunk.drainTo(target);
    target.flush();
    waitingBytes.addAndGet(-length);
    signal();
  }

  private void reach(Mark mark) {
    mark.targetBytes = targetBytes;
    waitingMarks.decrementAndGet();
    signal();
  }

  private void park() {
    idle = true;
    if (queue.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    idle = false;
  }

  /// Lets more bytes come before the next write.
  private void pause() {
    var until = System.nanoTime() + packing.pauseNanos();
    for (var left = packing.pauseNanos();
        left > 0 && waitingBytes.get() < LARGE && waitingMarks.get() == 0 && !closing;
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
}

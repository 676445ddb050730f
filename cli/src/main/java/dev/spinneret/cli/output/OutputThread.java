package dev.spinneret.cli.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An output stream whose target is written by a thread of its own, so that a slow disk or reader
/// never stops the loop.
///
/// Two buffers change places: while the thread writes one, tasks fill the other. The first bytes
/// after a pause are written at once; under load a write waits for [#LARGE] bytes or 5 ms,
/// whichever comes first. When [#BOUND] bytes wait, writers wait too (a task suspends, the loop
/// goes on): a slow reader slows the crawl down.
///
/// Each call of [#write(byte[], int, int)] reaches the target whole and in order. A failed write is
/// thrown at the next call, and at [#close].
public final class OutputThread extends OutputStream {
  /// As many waiting bytes are written without waiting for more.
  private static final int LARGE = 32 << 10;

  /// More than this many waiting bytes make the writer wait.
  private static final int BOUND = 1 << 20;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final OutputStream target;
  private final Runnable onFailure;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();

  private byte[] filling = new byte[LARGE * 2];
  private int filled;
  private boolean closing;
  private boolean idle;
  private long acceptedBytes;
  private long writtenBytes;
  private @Nullable IOException failure;

  /// Starts the thread.
  ///
  /// @param name for thread dumps
  /// @param target closed by [#close]
  /// @param onFailure runs once, on the output's thread, after the first failed write
  public OutputThread(String name, OutputStream target, Runnable onFailure) {
    this.target = target;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name("output " + name).daemon().start(this::run);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    lock.lock();
    try {
      throwFailure();
      if (filling.length - filled < length) {
        filling = Arrays.copyOf(filling, Math.max(filling.length * 2, filled + length));
      }
      System.arraycopy(bytes, from, filling, filled, length);
      var before = filled;
      filled += length;
      acceptedBytes += length;
      if (idle || (before < LARGE && filled >= LARGE)) {
        changed.signal();
      }
      while (filled > BOUND && failure == null) {
        drained.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /// Does nothing: the thread decides when to write. See [#sync].
  @Override
  public void flush() {}

  /// Waits until all that was written before has reached the target.
  ///
  /// @return how many bytes the target has got in all
  /// @throws IOException when a write failed
  public long sync() throws IOException {
    lock.lock();
    try {
      var goal = acceptedBytes;
      while (writtenBytes < goal && failure == null) {
        drained.await();
      }
      throwFailure();
      return writtenBytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything is written, and closes the target.
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    target.close();
    lock.lock();
    try {
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() throws IOException {
    var thrown = failure;
    if (thrown != null) {
      throw new IOException(thrown.getMessage(), thrown);
    }
  }

  private static IOException interrupted(InterruptedException cause) {
    var thrown = new InterruptedIOException("interrupted while waiting for the output");
    thrown.initCause(cause);
    return thrown;
  }

  private void run() {
    var spare = new byte[LARGE * 2];
    try {
      for (var length = await(); length > 0; length = await()) {
        byte[] full;
        lock.lock();
        try {
          full = filling;
          length = filled;
          filling = spare;
          filled = 0;
          drained.signalAll();
        } finally {
          lock.unlock();
        }
        target.write(full, 0, length);
        target.flush();
        spare = full.length > BOUND ? new byte[LARGE * 2] : full;
        note(length);
      }
    } catch (IOException e) {
      fail(e);
      onFailure.run();
    }
  }

  /// Waits until there is something to write, and until it is worth it; 0 at the end.
  private int await() {
    lock.lock();
    try {
      var pause = writtenBytes == 0 ? 0 : PAUSE_NANOS;
      if (filled == 0) {
        // Quiet until now: the next bytes are written at once.
        while (pause > 0 && filled == 0 && !closing) {
          pause = changed.awaitNanos(pause);
        }
        idle = true;
        while (filled == 0 && !closing) {
          changed.awaitUninterruptibly();
        }
        idle = false;
      }
      while (pause > 0 && filled < LARGE && !closing) {
        pause = changed.awaitNanos(pause);
      }
      return filled;
    } catch (InterruptedException _) {
      return filled; // nobody interrupts this thread; if so, write what there is
    } finally {
      lock.unlock();
    }
  }

  private void note(int length) {
    lock.lock();
    try {
      writtenBytes += length;
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException thrown) {
    lock.lock();
    try {
      failure = thrown;
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

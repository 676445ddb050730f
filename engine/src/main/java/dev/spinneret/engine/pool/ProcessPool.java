package dev.spinneret.engine.pool;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopLocal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Java processes beside this one, for work that computes for long, needs a heap of its own, or may
/// take the whole process down.
///
/// Work and result go there and back as serialised objects, so the work must not count on anything
/// that it shares with this process. Each process runs one piece of work at a time, and is used
/// again; it has the Java, the class path, the module path and the JVM flags of this process,
/// `-Xmx` included. Its standard error is this process's, and what it prints goes there.
///
/// A process starts when work finds none that is free, up to the limit; beyond that, work waits,
/// first come, first served. When one dies, its work fails with [WorkerDied], and the next work
/// gets a new one. Cancelling work kills the process that runs it. All end when the pool is closed,
/// and when this process ends, however that happens: a worker whose standard input ends is gone.
///
/// Used on the loop's thread. A start takes some tenths of a second, of which no more than the
/// system's `fork` is spent here; work is serialised on the loop's thread.
public final class ProcessPool implements AutoCloseable {
  /// The pools of a loop that are not closed: it closes them when it is closed.
  private static final LoopLocal<Set<ProcessPool>> OPEN =
      LoopLocal.of(_ -> new HashSet<>(), pools -> List.copyOf(pools).forEach(ProcessPool::close));

  private static final LoopLocal<ProcessPool> SHARED =
      LoopLocal.of(loop -> create(loop, ProcessPoolOptions.DEFAULT));

  private final EventLoop loop;
  private final ProcessPoolOptions options;
  private final List<String> command;
  private final List<ProcessWorker> workers = new ArrayList<>();

  /// Jobs that have no outcome yet. Used on the loop's thread.
  private final Set<ProcessJob<?>> open = new HashSet<>();

  // Shared with the threads of the workers, under this object's monitor.
  private final ArrayDeque<ProcessJob<?>> waiting = new ArrayDeque<>();
  private int idleCount;
  private boolean closed;

  private ProcessPool(EventLoop loop, ProcessPoolOptions options) {
    this.loop = loop;
    this.options = options;
    this.command = WorkerCommand.of(options);
  }

  /// Creates a pool. Starts no process yet.
  ///
  /// @param loop whose tasks use it
  /// @param options how many processes at most, and their flags
  /// @return the pool, which ends with the loop if it is not closed before
  /// @throws IllegalStateException if the loop is closed
  public static ProcessPool create(EventLoop loop, ProcessPoolOptions options) {
    if (loop.isClosed()) {
      throw new IllegalStateException("the event loop is closed");
    }
    var pool = new ProcessPool(loop, options);
    OPEN.get(loop).add(pool);
    return pool;
  }

  /// The pool that all tasks of a loop share, with [ProcessPoolOptions#DEFAULT].
  ///
  /// @param loop whose tasks use it
  /// @return always the same for a loop
  /// @throws IllegalStateException if the loop is closed
  public static ProcessPool of(EventLoop loop) {
    return SHARED.get(loop);
  }

  /// Runs work in another process.
  ///
  /// @param work is serialised now
  /// @param <T> the type of its result
  /// @return ends with what the work returns, or fails with what it throws, of the same type and
  ///   with its stack trace; with [WorkerFailure] where that cannot be serialised, with
  ///   [WorkerDied] if the process dies, and with
  ///   [NotSerializableException][java.io.NotSerializableException] if work or result cannot be
  ///   serialised
  /// @throws IllegalStateException if the pool is closed
  public <T extends @Nullable Object> Future<T> run(ProcessWork<? extends T> work) {
    checkOpen();
    Future<T> outcome = loop.createFuture();
    byte[] request;
    try {
      request = ObjectBytes.write(work);
    } catch (IOException e) {
      outcome.setException(e);
      return outcome;
    }
    var job = new ProcessJob<>(outcome, request);
    outcome.addDoneCallback(done -> {
      open.remove(job);
      if (done.isCancelled()) {
        discard(job);
      }
    });
    open.add(job);
    submit(job);
    return outcome;
  }

  /// Kills every process, waits until it has ended, and cancels the work that is left. A second
  /// call does nothing.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
      notifyAll();
    }
    var doomed = workers.stream().map(ProcessWorker::kill).toList();
    List.copyOf(open).forEach(ProcessJob::drop);
    open.clear();
    for (var process : doomed) {
      if (process != null) {
        // Nothing that it does can delay the end of a process that is killed.
        process.onExit().join();
      }
    }
    workers.clear();
    OPEN.get(loop).remove(this);
  }

  /// The next job for a worker's thread, which waits for it.
  ///
  /// @return null when the pool is closed
  synchronized @Nullable ProcessJob<?> take() {
    idleCount++;
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      return waiting.poll();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a worker's thread", e);
    } finally {
      idleCount--;
    }
  }

  private synchronized void submit(ProcessJob<?> job) {
    waiting.add(job);
    if (waiting.size() > idleCount && workers.size() < options.maxWorkers()) {
      workers.add(new ProcessWorker(this, command));
    }
    notify();
  }

  /// Takes a job back that nobody wants any more.
  private void discard(ProcessJob<?> job) {
    synchronized (this) {
      waiting.remove(job);
    }
    job.abandon();
  }

  private synchronized void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the pool of processes is closed");
    }
  }
}

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

/// A pool of worker processes, for work that computes for a long time, needs a separate heap, or
/// may crash the process.
///
/// Work and results are serialised, so the work must not rely on state that it shares with this
/// process. Each worker runs one piece of work at a time and is reused; it has the Java
/// installation, class path, module path and JVM flags of this process, including `-Xmx`. What it
/// prints goes to the standard error of this process.
///
/// A worker is started when work finds none idle, up to the limit; further work waits in order of
/// arrival. If a worker dies, its work fails with [WorkerDied], and the next work gets a new
/// worker. Cancelling work kills its worker. All workers end when the pool is closed, and when this
/// process ends, for whatever reason: a worker exits when its standard input ends.
///
/// Used on the loop's thread. Starting a worker takes some tenths of a second, on another thread;
/// work is serialised on the loop's thread.
public final class ProcessPool implements AutoCloseable {
  /// The open pools of a loop, which are closed with it.
  private static final LoopLocal<Set<ProcessPool>> OPEN =
      LoopLocal.of(_ -> new HashSet<>(), pools -> List.copyOf(pools).forEach(ProcessPool::close));

  private static final LoopLocal<ProcessPool> SHARED =
      LoopLocal.of(loop -> create(loop, ProcessPoolOptions.DEFAULT));

  private final EventLoop loop;
  private final ProcessPoolOptions options;
  private final List<String> command;
  private final List<ProcessWorker> workers = new ArrayList<>();

  /// Jobs without an outcome. Used on the loop's thread.
  private final Set<ProcessJob<?>> open = new HashSet<>();

  // Shared with the threads of the workers; guarded by this object's monitor.
  private final ArrayDeque<ProcessJob<?>> waiting = new ArrayDeque<>();
  private int idleCount;
  private boolean closed;

  private ProcessPool(EventLoop loop, ProcessPoolOptions options) {
    this.loop = loop;
    this.options = options;
    this.command = WorkerCommand.of(options);
  }

  /// Creates a pool. Does not start a process.
  ///
  /// @param loop the loop whose tasks use it
  /// @param options the maximum number of processes, and their flags
  /// @return the pool, which is closed with the loop if not before
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
  /// @param loop the loop
  /// @return always the same for a loop
  /// @throws IllegalStateException if the loop is closed
  public static ProcessPool of(EventLoop loop) {
    return SHARED.get(loop);
  }

  /// Runs work in another process.
  ///
  /// @param work serialised by this call
  /// @param <T> the type of its result
  /// @return a future of the result. It fails with the exception of the work, of the same type and
  ///   with its stack trace, or [WorkerFailure] if that cannot be serialised; with [WorkerDied] if
  ///   the process dies; with [NotSerializableException][java.io.NotSerializableException] if the
  ///   work or its result cannot be serialised
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

  /// Kills all processes, waits until they have ended, and cancels the remaining work. A second
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
        // A process that is killed cannot delay its end.
        process.onExit().join();
      }
    }
    workers.clear();
    OPEN.get(loop).remove(this);
  }

  /// Waits for the next job. Called on a worker's thread.
  ///
  /// @return null if the pool is closed
  synchronized @Nullable ProcessJob<?> take() {
    idleCount++;
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      return waiting.poll();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the thread of a worker was interrupted", e);
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

  /// Withdraws a job whose future was cancelled.
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

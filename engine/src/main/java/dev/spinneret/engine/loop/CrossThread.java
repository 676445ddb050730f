package dev.spinneret.engine.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Passes work between the loop and other threads, and its outcome back.
final class CrossThread {
  private static final long IDLE_SECONDS = 10;

  /// Starts virtual threads that do not inherit a loop as their scheduler, since no task starts
  /// them.
  private static final Executor STARTER = starter();

  private CrossThread() {}

  private static Executor starter() {
    var threads =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("virtual-thread-starter").factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  static <T extends @Nullable Object> Future<T> run(
      EventLoop loop, Executor executor, Callable<? extends T> work) {
    loop.core.checkHere();
    Future<T> outcome = loop.createFuture();
    Runnable job =
        () -> {
          Runnable completion;
          try {
            T result = work.call();
            completion = () -> outcome.finishIfPending(result, null);
          } catch (Throwable t) {
            completion = () -> outcome.finishIfPending(null, t);
          }
          loop.core.send(new Handle(completion));
        };
    var caller = Thread.currentThread();
    executor.execute(() -> runBesideLoops(job, caller));
    return outcome;
  }

  /// Runs a job on the executor's thread, unless that is the thread of a loop: then the job runs on
  /// a virtual thread of the JDK's scheduler. A virtual thread of the executor waits for it, so
  /// that the executor's limits and its shutdown still apply.
  @SuppressWarnings("ReferenceEquality") // Threads are compared by identity.
  private static void runBesideLoops(Runnable job, Thread caller) {
    if (RunningLoops.here() == null) {
      job.run();
      return;
    }
    var worker = new CompletableFuture<Thread>();
    var done = new CountDownLatch(1);
    STARTER.execute(() ->
        Thread.ofVirtual()
            .start(() -> {
              worker.complete(Thread.currentThread());
              job.run();
              done.countDown();
            }));
    var current = Thread.currentThread();
    if (current != caller && current.isVirtual() && Task.current() == null) {
      try {
        done.await();
      } catch (InterruptedException _) {
        // As when the executor is shut down at once.
        var _ = worker.thenAccept(Thread::interrupt);
      }
    }
  }

  /// Runs `body` as a task of `target`; returns a future of `loop`.
  static <T extends @Nullable Object> Future<T> handOver(
      EventLoop loop, EventLoop target, Callable<? extends T> body) {
    Future<T> outcome = loop.createFuture();
    CompletableFuture<T> remote = target.runThreadsafe(body);
    outcome.addDoneCallback(done -> {
      if (done.isCancelled()) {
        remote.cancel(false);
      }
    });
    var _ =
        remote.whenComplete((value, failure) -> {
          Runnable completion =
              failure instanceof CancellationException
                  ? outcome::cancel
                  : () -> outcome.finishIfPending(value, failure);
          loop.core.send(new Handle(completion));
        });
    return outcome;
  }

  static <T extends @Nullable Object> CompletableFuture<T> submit(
      EventLoop loop, Callable<? extends T> body) {
    loop.core.checkOpen();
    var outcome = new CompletableFuture<T>();
    Runnable refusal =
        () ->
            outcome.completeExceptionally(
                new IllegalStateException("the event loop was closed before the task began"));
    loop.core.send(new Submission(() -> start(loop, body, outcome), refusal));
    return outcome;
  }

  private static <T extends @Nullable Object> void start(
      EventLoop loop, Callable<? extends T> body, CompletableFuture<T> outcome) {
    Task<T> task = loop.createTask(body);
    task.addDoneCallback(done -> {
      if (done.isCancelled()) {
        outcome.cancel(false);
        return;
      }
      var failure = done.exception();
      if (failure == null) {
        outcome.complete(done.result());
      } else {
        outcome.completeExceptionally(failure);
      }
    });
    var _ =
        outcome.whenComplete((_, failure) -> {
          if (failure instanceof CancellationException && !loop.isClosed()) {
            loop.callSoonThreadsafe(task::cancel);
          }
        });
  }
}

package dev.spinneret.engine.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Work that goes from the loop to another thread and comes back, or the other way round.
final class CrossThread {
  private CrossThread() {}

  static <T extends @Nullable Object> Future<T> run(
      EventLoop loop, Executor executor, Callable<? extends T> work) {
    Future<T> outcome = loop.createFuture();
    executor.execute(() -> {
      Runnable completion;
      try {
        T result = work.call();
        completion = () -> outcome.finishIfPending(result, null);
      } catch (Throwable t) {
        completion = () -> outcome.finishIfPending(null, t);
      }
      loop.turns().send(new Handle(completion));
    });
    return outcome;
  }

  /// Runs `body` as a task of `target`, for `loop` to await.
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
          loop.turns().send(new Handle(completion));
        });
    return outcome;
  }

  static <T extends @Nullable Object> CompletableFuture<T> submit(
      EventLoop loop, Callable<? extends T> body) {
    loop.turns().checkOpen();
    var outcome = new CompletableFuture<T>();
    Runnable refusal =
        () ->
            outcome.completeExceptionally(
                new IllegalStateException("the event loop was closed before the task began"));
    loop.turns().send(new Submission(() -> start(loop, body, outcome), refusal));
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

package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.Timeout;
import dev.spinneret.engine.pool.ProcessPool;
import dev.spinneret.engine.pool.ProcessWork;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What a task does while it waits. Every method is called inside a task and suspends it.
public final class Tasks {
  private Tasks() {}

  /// Creates a task on the current loop, which begins in the next turn. Does not suspend; callbacks
  /// may call it, too.
  ///
  /// @param body what it does
  /// @param <T> the type of what it returns
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException where no loop runs
  public static <T extends @Nullable Object> Task<T> spawn(Callable<? extends T> body) {
    return EventLoop.current().createTask(body);
  }

  /// Creates a task with a name on the current loop, as [#spawn(Callable)] does.
  ///
  /// @param name for people: dumps and logs show it
  /// @param body what it does
  /// @param <T> the type of what it returns
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException where no loop runs
  public static <T extends @Nullable Object> Task<T> spawn(
      String name, Callable<? extends T> body) {
    return EventLoop.current().createTask(name, body);
  }

  /// Suspends the current task for a time.
  ///
  /// @param time how long at least; zero or less lets every other ready task run once, and more
  ///   than a century counts as one
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it sleeps
  public static void sleep(Duration time) {
    if (time.isPositive()) {
      sleepUntil(EventLoop.current().deadlineAfter(time));
    } else {
      yieldNow();
    }
  }

  /// Suspends the current task for a time.
  ///
  /// @param nanos how long at least, in nanoseconds; 0 or less lets every other ready task run once
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it sleeps
  public static void sleepNanos(long nanos) {
    if (nanos <= 0) {
      yieldNow();
      return;
    }
    sleepUntil(EventLoop.current().timeNanos() + nanos);
  }

  private static void sleepUntil(long whenNanos) {
    var loop = EventLoop.current();
    Future<Boolean> over = loop.createFuture();
    var timer =
        loop.callAt(
            whenNanos,
            () -> {
              if (!over.isDone()) {
                over.setResult(true);
              }
            });
    try {
      var _ = over.await();
    } finally {
      timer.cancel();
    }
  }

  /// Lets every other ready task run once.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled
  public static void yieldNow() {
    Task.yieldNow();
  }

  /// Runs `body` in the current task and interrupts it when the time is over. Nests.
  ///
  /// Code that never suspends is not interrupted, even with a limit of 0.
  ///
  /// @param limit how long it may take; 0 or less interrupts the first suspension
  /// @param body gets the timeout, with which it can move the deadline
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the time was over and that ended `body`
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled by someone else
  public static <T extends @Nullable Object, X extends Exception> T timeout(
      Duration limit, Timeout.Body<T, X> body) throws X, TimeoutException {
    return Timeout.runFor(limit, body);
  }

  /// Runs `body` as [#timeout] does, with an instant for a limit.
  ///
  /// @param whenNanos an instant of [EventLoop#timeNanos], or [Timeout#NEVER]
  /// @param body gets the timeout, with which it can move the deadline
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the time was over and that ended `body`
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled by someone else
  public static <T extends @Nullable Object, X extends Exception> T timeoutAt(
      long whenNanos, Timeout.Body<T, X> body) throws X, TimeoutException {
    return Timeout.runUntil(whenNanos, body);
  }

  /// Awaits a future for a limited time, then cancels it and waits for its clean-up.
  ///
  /// @param future is cancelled when the time is over, or when the current task is; [#shield] it if
  ///   it should not be
  /// @param limit how long to wait
  /// @param <T> the type of its value
  /// @param <X> the checked exception that the caller catches or declares, as for [Future#await]
  /// @return its value
  /// @throws TimeoutException if the time was over and the future ended cancelled
  /// @throws dev.spinneret.engine.loop.Cancelled if the future or the current task was cancelled by
  ///   someone else
  /// @throws X what the future failed with, as [Future#await] throws it
  public static <T extends @Nullable Object, X extends Exception> T waitFor(
      Future<T> future, Duration limit) throws X, TimeoutException {
    if (future.isDone()) {
      return future.<X>result();
    }
    if (limit.isPositive()) {
      return Tasks.<T, X>timeout(limit, _ -> future.<X>await());
    }
    future.cancel();
    wait(List.of(future), WaitUntil.ALL_COMPLETED);
    if (future.isCancelled()) {
      throw new TimeoutException("the time is over");
    }
    return future.<X>result();
  }

  /// The future of the results of several futures. Does not suspend: await what it returns.
  ///
  /// Fails as soon as one of them fails or is cancelled, and the others go on. Cancelling it
  /// cancels each of them once.
  ///
  /// @param futures of the same loop; one that is given twice has its result twice
  /// @param <T> the type of their values
  /// @return the future of their values, in the order given
  /// @throws IllegalArgumentException if they belong to different loops
  public static <T extends @Nullable Object> Future<List<T>> gather(
      List<? extends Future<? extends T>> futures) {
    return Gathering.<T, T>of(futures, true, Future::result);
  }

  /// The future of the results of several futures, as [#gather(List)].
  ///
  /// @param futures of the same loop; one that is given twice has its result twice
  /// @param <T> the type of their values
  /// @return the future of their values, in the order given
  /// @throws IllegalArgumentException if they belong to different loops
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only copied.
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Future<? extends T>... futures) {
    return gather(List.of(futures));
  }

  /// The future of the outcomes of several futures. Does not suspend: await what it returns.
  ///
  /// Ends when all of them have ended, in whatever way. Cancelling it cancels each of them once,
  /// and it then fails with [Cancelled][dev.spinneret.engine.loop.Cancelled].
  ///
  /// @param futures of the same loop; one that is given twice has its outcome twice
  /// @param <T> the type of their values
  /// @return the future of their outcomes, in the order given
  /// @throws IllegalArgumentException if they belong to different loops
  public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
      List<? extends Future<? extends T>> futures) {
    return Gathering.<T, Outcome<T>>of(futures, false, Outcome::of);
  }

  /// Suspends the current task until enough of the futures are done. Cancels none of them, also
  /// when the current task is cancelled.
  ///
  /// @param futures at least one; duplicates count once
  /// @param until what is enough
  /// @param <F> the type of the futures
  /// @return which are done and which are not
  /// @throws IllegalArgumentException if there are no futures
  public static <F extends Future<?>> Waited<F> wait(
      Collection<? extends F> futures, WaitUntil until) {
    return new Wait<F>(EventLoop.current(), futures, until).run(Timeout.NEVER);
  }

  /// Waits as [#wait(Collection, WaitUntil)] does, for a limited time; that it is over is no error.
  ///
  /// @param futures at least one; duplicates count once
  /// @param until what is enough
  /// @param limit how long to wait
  /// @param <F> the type of the futures
  /// @return which are done and which are not
  /// @throws IllegalArgumentException if there are no futures
  public static <F extends Future<?>> Waited<F> wait(
      Collection<? extends F> futures, WaitUntil until, Duration limit) {
    var loop = EventLoop.current();
    return new Wait<F>(loop, futures, until)
        .run(limit.isPositive() ? loop.deadlineAfter(limit) : loop.timeNanos());
  }

  /// A future that ends as `inner` does, and whose cancellation does not reach `inner`.
  ///
  /// @param inner goes on when the task that awaits the shield is cancelled
  /// @param <T> the type of its value
  /// @return `inner` itself if it is done
  public static <T extends @Nullable Object> Future<T> shield(Future<T> inner) {
    return Shield.of(inner);
  }

  /// The futures in the order in which they end.
  ///
  /// ```java
  /// for (var done : Tasks.asCompleted(tasks)) { … done.result() … }
  /// ```
  ///
  /// @param futures duplicates are given once
  /// @param <F> the type of the futures
  /// @return can be iterated over once; each step suspends the current task until one more is done
  public static <F extends Future<?>> Iterable<F> asCompleted(Collection<? extends F> futures) {
    var iterator = new AsCompleted<F>(futures);
    return () -> iterator;
  }

  /// Runs blocking work on one of the loop's own platform threads, beside the loop. Does not
  /// suspend: await what it returns.
  ///
  /// For what a task cannot wait for without stopping the loop: native code, files, long
  /// computations. There are as many threads as processors and four more, 32 at most; more work
  /// than that waits. Closing the loop drops what waits and interrupts the threads.
  ///
  /// @param work may block
  /// @param <T> the type of its result
  /// @return the future of its result; cancelling it does not interrupt the work
  public static <T extends @Nullable Object> Future<T> toThread(Callable<? extends T> work) {
    return EventLoop.current().runInExecutor(null, work);
  }

  /// Runs work in another Java process, of which the loop keeps one for each processor at most.
  /// Does not suspend: await what it returns.
  ///
  /// @param work is serialised with what it captures, as is its result
  /// @param <T> the type of its result
  /// @return the future of its result, see [ProcessPool#run]; cancelling it kills the process
  public static <T extends @Nullable Object> Future<T> runInProcess(ProcessWork<? extends T> work) {
    return ProcessPool.of(EventLoop.current()).run(work);
  }
}

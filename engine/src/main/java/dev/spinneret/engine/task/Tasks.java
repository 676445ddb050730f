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

/// The operations of tasks: sleep, wait, gather, time out, and run work elsewhere. Called inside a
/// task; each method says whether it suspends.
public final class Tasks {
  private Tasks() {}

  /// Creates a task on the current loop, which starts in the next turn. Does not suspend; callbacks
  /// may call it, too.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException if no loop is running on this thread
  public static <T extends @Nullable Object> Task<T> spawn(Callable<? extends T> body) {
    return EventLoop.current().createTask(body);
  }

  /// Suspends the current task for at least a time.
  ///
  /// @param time how long; zero or less lets every other ready task run once; capped at a century
  /// @throws dev.spinneret.engine.loop.Cancelled if the task is cancelled while it sleeps
  public static void sleep(Duration time) {
    if (time.isPositive()) {
      sleepUntil(EventLoop.current().deadlineAfter(time));
    } else {
      yieldNow();
    }
  }

  /// Suspends the current task for at least a time.
  ///
  /// @param nanos how long, in nanoseconds; 0 or less lets every other ready task run once
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

  /// Suspends the current task until every other ready task has run once.
  ///
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled
  public static void yieldNow() {
    Task.yieldNow();
  }

  /// Runs `body` in the current task with a time limit. Timeouts can be nested.
  ///
  /// Code that never suspends is not interrupted, even with a limit of 0.
  ///
  /// @param limit how long it may take; 0 or less interrupts the first suspension
  /// @param body gets the timeout, for moving the deadline
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the deadline passed and that ended `body`
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled for another reason
  public static <T extends @Nullable Object, X extends Exception> T timeout(
      Duration limit, Timeout.Body<T, X> body) throws X, TimeoutException {
    return Timeout.runFor(limit, body);
  }

  /// Runs `body` as [#timeout] does, with a deadline.
  ///
  /// @param whenNanos an instant of [EventLoop#timeNanos], or [Timeout#NEVER]
  /// @param body gets the timeout, for moving the deadline
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the deadline passed and that ended `body`
  /// @throws dev.spinneret.engine.loop.Cancelled if the task was cancelled for another reason
  public static <T extends @Nullable Object, X extends Exception> T timeoutAt(
      long whenNanos, Timeout.Body<T, X> body) throws X, TimeoutException {
    return Timeout.runUntil(whenNanos, body);
  }

  /// Awaits a future for a limited time, then cancels it and waits for its clean-up. Suspends the
  /// current task.
  ///
  /// @param future cancelled at the deadline, or if the current task is; [#shield] it to prevent
  ///   that
  /// @param limit how long to wait
  /// @param <T> the type of its value
  /// @param <X> the checked exception that the caller catches or declares, as for [Future#await]
  /// @return its value
  /// @throws TimeoutException if the deadline passed and the future was cancelled
  /// @throws dev.spinneret.engine.loop.Cancelled if the future or the current task was cancelled
  ///   for another reason
  /// @throws X the failure of the future, as thrown by [Future#await]
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

  /// Returns a future of the results of several futures. Does not suspend.
  ///
  /// It fails as soon as one of them fails or is cancelled; the others continue. Cancelling it
  /// cancels each of them once.
  ///
  /// @param futures futures of the same loop; duplicates have their result at each position
  /// @param <T> the type of their values
  /// @return a future of their values, in the order of the argument
  /// @throws IllegalArgumentException if they belong to different loops
  public static <T extends @Nullable Object> Future<List<T>> gather(
      List<? extends Future<? extends T>> futures) {
    return Gathering.<T, T>of(futures, true, Future::result);
  }

  /// Returns a future of the results of several futures, as [#gather(List)] does.
  ///
  /// @param futures futures of the same loop; duplicates have their result at each position
  /// @param <T> the type of their values
  /// @return a future of their values, in the order of the argument
  /// @throws IllegalArgumentException if they belong to different loops
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only copied.
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Future<? extends T>... futures) {
    return gather(List.of(futures));
  }

  /// Returns a future of the outcomes of several futures. Does not suspend.
  ///
  /// It completes when all of them have, whether they failed or not. Cancelling it cancels each of
  /// them once, and it then fails with [Cancelled][dev.spinneret.engine.loop.Cancelled].
  ///
  /// @param futures futures of the same loop; duplicates have their outcome at each position
  /// @param <T> the type of their values
  /// @return a future of their outcomes, in the order of the argument
  /// @throws IllegalArgumentException if they belong to different loops
  public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
      List<? extends Future<? extends T>> futures) {
    return Gathering.<T, Outcome<T>>of(futures, false, Outcome::of);
  }

  /// Suspends the current task until enough of the futures have completed. Cancels none of them,
  /// even if the current task is cancelled.
  ///
  /// @param futures at least one; duplicates count once
  /// @param until when to return
  /// @param <F> the type of the futures
  /// @return which have completed and which have not
  /// @throws IllegalArgumentException if there are no futures
  public static <F extends Future<?>> Waited<F> wait(
      Collection<? extends F> futures, WaitUntil until) {
    return new Wait<F>(EventLoop.current(), futures, until).run(Timeout.NEVER);
  }

  /// Waits as [#wait(Collection, WaitUntil)] does, for a limited time. Returns normally when the
  /// time has elapsed.
  ///
  /// @param futures at least one; duplicates count once
  /// @param until when to return
  /// @param limit how long to wait at most
  /// @param <F> the type of the futures
  /// @return which have completed and which have not
  /// @throws IllegalArgumentException if there are no futures
  public static <F extends Future<?>> Waited<F> wait(
      Collection<? extends F> futures, WaitUntil until, Duration limit) {
    var loop = EventLoop.current();
    return new Wait<F>(loop, futures, until)
        .run(limit.isPositive() ? loop.deadlineAfter(limit) : loop.timeNanos());
  }

  /// Returns a future that completes as `inner` does, and whose cancellation does not reach
  /// `inner`. Does not suspend.
  ///
  /// @param inner continues if the task that awaits the shield is cancelled
  /// @param <T> the type of its value
  /// @return `inner` itself if it has completed
  public static <T extends @Nullable Object> Future<T> shield(Future<T> inner) {
    return Shield.of(inner);
  }

  /// Returns the futures in the order in which they complete.
  ///
  /// ```java
  /// for (var done : Tasks.asCompleted(tasks)) { … done.result() … }
  /// ```
  ///
  /// @param futures the futures; duplicates are returned once
  /// @param <F> the type of the futures
  /// @return can be iterated over once; each step suspends the current task until the next has
  ///   completed
  public static <F extends Future<?>> Iterable<F> asCompleted(Collection<? extends F> futures) {
    var iterator = new AsCompleted<F>(futures);
    return () -> iterator;
  }

  /// Runs blocking work on one of the loop's platform threads. Does not suspend.
  ///
  /// For work that would block the loop: native code, files, long computations. There are four more
  /// threads than processors, 32 at most; further work waits. Closing the loop drops waiting work
  /// and interrupts the threads.
  ///
  /// @param work the work, which may block
  /// @param <T> the type of its result
  /// @return a future of its result; cancelling it does not interrupt the work
  public static <T extends @Nullable Object> Future<T> toThread(Callable<? extends T> work) {
    return EventLoop.current().runInExecutor(null, work);
  }

  /// Runs work in another Java process, of which the loop has one per processor at most. Does not
  /// suspend.
  ///
  /// @param work serialised with what it captures, as is its result
  /// @param <T> the type of its result
  /// @return a future of its result, see [ProcessPool#run]; cancelling it kills the process
  public static <T extends @Nullable Object> Future<T> runInProcess(ProcessWork<? extends T> work) {
    return ProcessPool.of(EventLoop.current()).run(work);
  }
}

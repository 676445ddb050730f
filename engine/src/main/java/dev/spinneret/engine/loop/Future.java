package dev.spinneret.engine.loop;

import static java.util.Objects.requireNonNull;

import dev.spinneret.engine.jdk.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A value that becomes available later: pending at first, then done, failed or cancelled for good.
///
/// Belongs to one loop and is used on that loop's thread only; from another thread, use
/// [EventLoop#callSoonThreadsafe]. Tasks and callbacks that wait for it never run inside the call
/// that completes it: they are scheduled, in the order in which they were added.
///
/// @param <T> the type of the value
public sealed class Future<T extends @Nullable Object> permits Task, CompositeFuture {
  private enum State {
    PENDING,
    DONE,
    FAILED,
    CANCELLED
  }

  final EventLoop loop;
  private State state = State.PENDING;

  /// The value if done, otherwise the failure or what cancelled it: one field for both keeps
  /// waiting tasks small.
  private @Nullable Object outcome;

  private Failures.@Nullable Unseen unseen;

  /// The first task or callback that waits for this future; most futures have no second.
  private @Nullable Object firstWaiter;

  private @Nullable List<Object> moreWaiters;

  Future(EventLoop loop) {
    this.loop = loop;
  }

  /// The loop that this future belongs to.
  ///
  /// @return its loop
  public final EventLoop loop() {
    return loop;
  }

  /// Whether the future has completed.
  ///
  /// @return true if done, failed or cancelled
  public final boolean isDone() {
    return state != State.PENDING;
  }

  /// Whether it was cancelled.
  ///
  /// @return true if cancelled
  public final boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /// Suspends the current task until the future has completed. Does not suspend if it already has.
  ///
  /// A failure is thrown unchanged, with the stack of the waiting task added as suppressed. The
  /// compiler assumes that it is unchecked; to catch a checked exception, name its type:
  ///
  /// ```java
  /// try {
  ///   page = task.<IOException>await();
  /// } catch (IOException e) { … }
  /// ```
  ///
  /// @param <X> the checked exception that the caller catches or declares; not checked at run time
  /// @return the value
  /// @throws X the failure of the future, whatever its type
  /// @throws Cancelled if the future or the waiting task was cancelled; if the future is a task,
  ///   the one that ended it
  /// @throws IllegalStateException outside a task of this loop, or if a task awaits itself
  public final <X extends Exception> T await() throws X {
    if (state == State.PENDING) {
      Task.running(loop, this).waitFor(this);
    }
    if (state == State.FAILED) {
      AwaitedHere.addTo(failure());
    }
    return this.<X>result();
  }

  /// The value of a future that has completed.
  ///
  /// @param <X> as in [#await]
  /// @return the value
  /// @throws X its failure, whatever its type
  /// @throws IllegalStateException if it is still pending
  /// @throws Cancelled if it was cancelled
  public final <X extends Exception> T result() throws X {
    return switch (state) {
      case PENDING -> throw new IllegalStateException("the future is still pending");
      case DONE -> value();
      case CANCELLED -> throw cancellation();
      case FAILED -> throw Thrown.<X>as(retrieve());
    };
  }

  /// The failure of a future that has completed.
  ///
  /// @return the failure; null if it has a value
  /// @throws IllegalStateException if it is still pending
  /// @throws Cancelled if it was cancelled
  public final @Nullable Throwable exception() {
    return switch (state) {
      case PENDING -> throw new IllegalStateException("the future is still pending");
      case CANCELLED -> throw cancellation();
      case DONE -> null;
      case FAILED -> retrieve();
    };
  }

  /// What [#await] and [#result] throw if the future was cancelled.
  ///
  /// @return the one that ended the task, or a new one
  /// @throws IllegalStateException if it was not cancelled
  public final Cancelled cancellation() {
    if (state != State.CANCELLED) {
      throw new IllegalStateException("the future was not cancelled: " + state);
    }
    return outcome instanceof Cancelled cancelled ? cancelled : new Cancelled();
  }

  /// The failure, which from now on counts as retrieved.
  private Throwable retrieve() {
    if (unseen != null) {
      unseen.retrieve();
      unseen = null;
    }
    return failure();
  }

  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // A future that is done holds a T, which may be null.
  private T value() {
    return (T) outcome;
  }

  private Throwable failure() {
    return (Throwable) requireNonNull(outcome);
  }

  /// Completes the future with a value.
  ///
  /// @param value the value
  /// @throws IllegalStateException if it has completed, if it is a task, or in debug mode if called
  ///   on another thread than the loop's
  public void setResult(T value) {
    complete(State.DONE, value);
  }

  /// Completes the future with a failure.
  ///
  /// @param failure the failure
  /// @throws IllegalStateException if it has completed, if it is a task, or in debug mode if called
  ///   on another thread than the loop's
  public void setException(Throwable failure) {
    complete(State.FAILED, requireNonNull(failure));
  }

  /// Cancels the future.
  ///
  /// @return false if it has already completed
  /// @throws IllegalStateException in debug mode, if called on another thread than the loop's
  public boolean cancel() {
    checkThread();
    if (state != State.PENDING) {
      return false;
    }
    complete(State.CANCELLED, null);
    return true;
  }

  /// Schedules `callback` once the future has completed, or now if it already has.
  ///
  /// @param callback gets this future
  public final void addDoneCallback(Consumer<? super Future<T>> callback) {
    checkThread();
    if (state == State.PENDING) {
      addWaiter(callback);
    } else {
      loop.callSoon(() -> callback.accept(this));
    }
  }

  /// Removes a callback that is not scheduled yet, as often as it was added.
  ///
  /// @param callback the callback
  /// @return how many were removed
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    return removeWaiter(callback);
  }

  /// The futures that this one depends on, for dumps.
  List<? extends Future<?>> waitsFor() {
    return List.of();
  }

  final boolean hasFailed() {
    return state == State.FAILED;
  }

  final void addWaiter(Object waiter) {
    if (firstWaiter == null) {
      firstWaiter = waiter;
    } else {
      var more = moreWaiters;
      if (more == null) {
        more = new ArrayList<>(2);
        moreWaiters = more;
      }
      more.add(waiter);
    }
  }

  final int removeWaiter(Object waiter) {
    int count = 0;
    var more = moreWaiters;
    if (more != null) {
      int before = more.size();
      more.removeIf(waiter::equals);
      count = before - more.size();
    }
    if (waiter.equals(firstWaiter)) {
      firstWaiter = more == null || more.isEmpty() ? null : more.removeFirst();
      count++;
    }
    return count;
  }

  @Override
  public String toString() {
    return "a future";
  }

  final void finishDone(T result) {
    finish(State.DONE, result);
  }

  final void finishFailed(Throwable cause) {
    finish(State.FAILED, cause);
  }

  /// Completes it as cancelled.
  ///
  /// @param cancelled thrown to tasks that await it
  final void finishCancelled(Cancelled cancelled) {
    finish(State.CANCELLED, cancelled);
  }

  /// Throws, in debug mode, if called on another thread than the loop's while the loop is running.
  final void checkThread() {
    loop.core.checkThread();
  }

  /// Completes a future, unless it has completed, for example because it was cancelled.
  final void finishIfPending(@Nullable T result, @Nullable Throwable cause) {
    if (state == State.PENDING) {
      if (cause == null) {
        finish(State.DONE, result);
      } else {
        finish(State.FAILED, cause);
      }
    }
  }

  private void complete(State end, @Nullable Object result) {
    checkThread();
    if (state != State.PENDING) {
      throw new IllegalStateException("the future has already completed: " + state);
    }
    finish(end, result);
  }

  private void finish(State end, @Nullable Object result) {
    state = end;
    outcome = result;
    if (end == State.FAILED) {
      unseen = loop.failures.watch(this, failure());
    }
    var first = firstWaiter;
    var more = moreWaiters;
    firstWaiter = null;
    moreWaiters = null;
    if (first != null) {
      schedule(first);
    }
    if (more != null) {
      more.forEach(this::schedule);
    }
  }

  @SuppressWarnings(
      "unchecked") // Waiters are tasks, and callbacks that were added by addDoneCallback.
  private void schedule(Object waiter) {
    if (waiter instanceof Task<?> task) {
      task.wake();
    } else {
      var callback = (Consumer<? super Future<T>>) waiter;
      loop.callSoon(() -> callback.accept(this));
    }
  }
}

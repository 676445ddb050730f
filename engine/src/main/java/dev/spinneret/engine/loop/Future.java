package dev.spinneret.engine.loop;

import static java.util.Objects.requireNonNull;

import dev.spinneret.engine.jdk.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A value that will be there later: pending, and then for ever done, failed or cancelled.
///
/// Belongs to one loop and is used on that loop's thread only; from another thread go through
/// [EventLoop#callSoonThreadsafe]. What waits for it never runs inside the call that completes it,
/// but in a later step of the ready queue, in the order in which it came.
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

  /// The value when done, else what it failed with or was cancelled by: one field for both, since a
  /// task that waits should be small.
  private @Nullable Object outcome;

  private Failures.@Nullable Unseen unseen;

  /// Tasks that await this future and callbacks of others, in order; the first stands apart because
  /// most futures have no second.
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

  /// Whether there is nothing more to wait for.
  ///
  /// @return true when done, failed or cancelled
  public final boolean isDone() {
    return state != State.PENDING;
  }

  /// Whether it was cancelled.
  ///
  /// @return true when cancelled
  public final boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /// Waits in the current task until the future is done. Does not suspend when it is done already.
  ///
  /// A failure is thrown as it is, with the stack of the waiting task suppressed in it. The
  /// compiler takes it for unchecked; where a checked one is to be caught, say which:
  ///
  /// ```java
  /// try {
  ///   page = task.<IOException>await();
  /// } catch (IOException e) { … }
  /// ```
  ///
  /// @param <X> the checked exception that the caller catches or declares; not checked at run time
  /// @return the value
  /// @throws X what the future failed with, whatever its type
  /// @throws Cancelled if the future or the waiting task was cancelled; the one that ended the
  ///   future, if it is a task
  /// @throws IllegalStateException outside a task of this loop, or by a task that awaits itself
  public final <X extends Exception> T await() throws X {
    if (state == State.PENDING) {
      Task.running(loop, this).waitFor(this);
    }
    if (state == State.FAILED) {
      AwaitedHere.addTo(failure());
    }
    return this.<X>result();
  }

  /// The value of a future that is done.
  ///
  /// @param <X> as in [#await]
  /// @return the value
  /// @throws X what it failed with, whatever its type
  /// @throws IllegalStateException if it is still pending
  /// @throws Cancelled if it was cancelled
  public final <X extends Exception> T result() throws X {
    return switch (state) {
      case PENDING -> throw new IllegalStateException("the future is still pending");
      case DONE -> value();
      case CANCELLED -> throw cancellation();
      case FAILED -> throw Thrown.<X>as(look());
    };
  }

  /// The failure of a future that is done.
  ///
  /// @return what it failed with; null if it has a value
  /// @throws IllegalStateException if it is still pending
  /// @throws Cancelled if it was cancelled
  public final @Nullable Throwable exception() {
    return switch (state) {
      case PENDING -> throw new IllegalStateException("the future is still pending");
      case CANCELLED -> throw cancellation();
      case DONE -> null;
      case FAILED -> look();
    };
  }

  /// What whoever awaits a cancelled future gets: what ended the task, or a new one.
  ///
  /// @return thrown by [#result]
  /// @throws IllegalStateException if it was not cancelled
  public final Cancelled cancellation() {
    if (state != State.CANCELLED) {
      throw new IllegalStateException("the future was not cancelled: " + state);
    }
    return outcome instanceof Cancelled cancelled ? cancelled : new Cancelled();
  }

  /// The failure, which from here on counts as seen.
  private Throwable look() {
    if (unseen != null) {
      unseen.look();
      unseen = null;
    }
    return failure();
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // A done future holds a T, which may be null itself.
  private T value() {
    return (T) outcome;
  }

  private Throwable failure() {
    return (Throwable) requireNonNull(outcome);
  }

  /// Completes the future with a value.
  ///
  /// @param value the value
  /// @throws IllegalStateException if it is done already, if it is a task, or in debug mode on
  ///   another thread than the loop's
  public void setResult(T value) {
    complete(State.DONE, value);
  }

  /// Completes the future with a failure.
  ///
  /// @param failure what went wrong
  /// @throws IllegalStateException if it is done already, if it is a task, or in debug mode on
  ///   another thread than the loop's
  public void setException(Throwable failure) {
    complete(State.FAILED, requireNonNull(failure));
  }

  /// Asks the future to end without a value.
  ///
  /// @return false if it is done already
  /// @throws IllegalStateException in debug mode, on another thread than the loop's
  public boolean cancel() {
    checkThread();
    if (state != State.PENDING) {
      return false;
    }
    complete(State.CANCELLED, null);
    return true;
  }

  /// Has `callback` called through the ready queue once the future is done, also when it is
  /// already.
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

  /// Removes a callback as often as it was added and has not been put on the ready queue.
  ///
  /// @param callback as it was added
  /// @return how many were removed
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    return removeWaiter(callback);
  }

  /// The futures that this one stands for or waits for, as dumps tell it.
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

  /// Ends it as cancelled.
  ///
  /// @param cancelled is what whoever awaits it gets
  final void finishCancelled(Cancelled cancelled) {
    finish(State.CANCELLED, cancelled);
  }

  /// Refuses, in debug mode, another thread than the loop's while the loop runs.
  final void checkThread() {
    loop.core.checkThread();
  }

  /// Completes a future that may have been cancelled meanwhile, in which case nothing happens.
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
      throw new IllegalStateException("the future is done already: " + state);
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

  @SuppressWarnings("unchecked") // Waiters are tasks and the callbacks that addDoneCallback took.
  private void schedule(Object waiter) {
    if (waiter instanceof Task<?> task) {
      task.wake();
    } else {
      var callback = (Consumer<? super Future<T>>) waiter;
      loop.callSoon(() -> callback.accept(this));
    }
  }
}

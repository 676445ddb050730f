package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.TaskEvent;
import dev.spinneret.engine.jdk.Interruption;
import dev.spinneret.engine.jdk.VirtualThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Code that waits for futures: a virtual thread that the loop schedules, and the future of its
/// result.
///
/// # Theory of operation
///
/// The loop is the scheduler of the task's thread. Whenever that thread can continue, for whatever
/// reason, the JDK submits its next step to [Step#execute], which adds the step to the loop's ready
/// queue (or, from another thread, to its inbox). The loop's turn runs the step on its own thread
/// until the task parks again. So a task that waits for a future parks, and the future unparks it;
/// and a task that calls blocking code of the JDK parks as well, and does not block the loop.
///
/// ```
///            wake, yield, unpark
///   ready  ◀─────────────────────  waiting for exactly one thing
///     │ turn                            ▲
///     ▼                                 │ await, park
///  running ─────────────────────────────┘
///     │ body returns or throws
///     ▼
///   done, failed, cancelled
/// ```
///
/// Invariant: a task that is not done is running, or its step is on the ready queue, or it waits
/// for exactly one thing.
///
/// # Cancellation
///
/// [#cancel] cancels what the task waits for, which then wakes the task with [Cancelled]; if that
/// is not possible (the task is runnable, or has not started), the request is recorded and
/// delivered when the task is resumed. Requests are counted, see [#cancelling].
///
/// A task that is blocked in code of the JDK is interrupted, so that it resumes; one that was about
/// to resume when the request came is interrupted when it blocks there again. The JDK then throws
/// an [Interruption] (InterruptedException, ClosedByInterruptException, "Closed by interrupt").
/// Where that leaves the task, a timeout, a group or a scope, it becomes a [Cancelled] with the
/// JDK's exception as cause, and the interrupt status is cleared. Code that catches the JDK's
/// exception itself gets `Cancelled` when it next waits for the loop. A socket that the JDK closed
/// because of the interrupt stays closed.
///
/// # Virtual threads that a task starts
///
/// A virtual thread that a task starts inherits the loop as its scheduler: its code runs on the
/// loop's thread and must not compute for long. It is not a task: it cannot await, it continues
/// when the task is cancelled, and it continues in the common pool when the loop is closed. For
/// work on other threads, use [EventLoop#runInExecutor].
///
/// @param <T> the type of its result
// Threads and steps are compared by identity; yielding is the loop's own scheduling, not a hint.
@SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"})
public final class Task<T extends @Nullable Object> extends Future<T> {
  private final String name;
  private final Callable<? extends T> body;
  private final Thread thread;
  private final Step step;

  private @Nullable Future<?> waitingFor;
  private boolean woken;
  private boolean mustCancel;
  private boolean passingOnCancel;

  /// Whether the thread was interrupted because of a request, so that its interrupt status may be
  /// set: some calls of the JDK clear it while they wait and restore it when they return.
  private boolean interruptSent;

  /// Whether there is a request for which the thread has not been interrupted yet.
  private boolean interruptDue;

  private int cancelRequestCount;

  /// The innermost scope that its code runs in.
  @Nullable CancelScope scope;

  /// Neighbours in the loop's list of live tasks.
  @Nullable Task<?> previous;

  @Nullable Task<?> next;

  Task(EventLoop loop, String name, Callable<? extends T> body) {
    super(loop);
    this.name = name;
    this.body = body;
    this.step = new Step(this);
    this.thread = VirtualThreads.create(step, name, step);
  }

  /// The task whose code is running on the current thread.
  ///
  /// @return null in a callback, or if no loop is running on this thread
  public static @Nullable Task<?> current() {
    var loop = RunningLoops.here();
    var task = loop == null ? null : loop.runningTask;
    return task != null && task.thread == Thread.currentThread() ? task : null;
  }

  /// The running task of `loop`, which is about to wait for `target`.
  static Task<?> running(EventLoop loop, @Nullable Future<?> target) {
    var task = loop.runningTask;
    if (task == null || task.thread != Thread.currentThread()) {
      throw new IllegalStateException(
          current() == null
              ? "a task can wait, a callback or a thread cannot: call this inside a task"
              : "the future belongs to another event loop");
    }
    if (task == target) {
      throw new IllegalStateException("task " + task.name + " cannot await itself");
    }
    return task;
  }

  /// The name of the task.
  ///
  /// @return the name
  public String name() {
    return name;
  }

  /// Requests that the task end: [Cancelled] is thrown where it waits, or at its next suspension
  /// point. The task may clean up, and may even continue.
  ///
  /// @return false if it has already completed
  /// @throws IllegalStateException in debug mode, if called on another thread than the loop's
  @Override
  public boolean cancel() {
    checkThread();
    if (isDone()) {
      return false;
    }
    if (passingOnCancel) {
      breakCircle();
      return true;
    }
    cancelRequestCount++;
    passingOnCancel = true;
    boolean passedOn = waitingFor != null && waitingFor.cancel();
    passingOnCancel = false;
    if (!passedOn) {
      mustCancel = true;
      interruptDue = true;
      interruptIfBlocked();
    }
    return true;
  }

  /// Wakes a task whose request has come back through what it waits for: tasks that wait for each
  /// other in a circle would pass it on forever.
  private void breakCircle() {
    mustCancel = true;
    if (waitingFor != null && waitingFor.removeWaiter(this) > 0) {
      wake();
    }
  }

  /// Ends the wait of a task whose scope was cancelled.
  void interruptWait() {
    if (!isDone() && (waitingFor == null || !waitingFor.cancel())) {
      interruptIfBlocked();
    }
  }

  /// Called after a step: if a request came while the JDK was about to resume the task, its new
  /// wait is interrupted.
  void afterStep() {
    if (isToBeInterrupted() && (interruptDue || !interruptSent || isBlockedAnewInScope())) {
      interruptIfBlocked();
    }
  }

  /// Whether the code has swallowed the interrupt of a cancelled scope, which interrupts each wait.
  private boolean isBlockedAnewInScope() {
    return scope != null
        && scope.isEffective()
        && waitingFor == null
        && step.isParked()
        && !thread.isInterrupted()
        && !Interruption.isRefusedBy(thread.getStackTrace());
  }

  /// Interrupts the wait of a task that is blocked in code of the JDK.
  private void interruptIfBlocked() {
    if (waitingFor == null && loop.runningTask != this && step.isParked() && !isDone()) {
      interruptSent = true;
      interruptDue = false;
      thread.interrupt();
    }
  }

  /// How many requests to cancel are pending: calls of [#cancel] minus calls of [#uncancel].
  ///
  /// @return 0 or more
  public int cancelling() {
    return cancelRequestCount;
  }

  /// How many requests were delivered and not withdrawn. Code that starts now is not their target.
  int deliveredCancelling() {
    return mustCancel ? cancelRequestCount - 1 : cancelRequestCount;
  }

  /// Withdraws one request, for code that made it and has handled the [Cancelled].
  ///
  /// @return how many requests are left
  public int uncancel() {
    if (cancelRequestCount > 0) {
      cancelRequestCount--;
      if (cancelRequestCount == 0) {
        mustCancel = false;
        dropInterrupt();
      }
    }
    return cancelRequestCount;
  }

  /// The stack of a suspended task, innermost frame first.
  ///
  /// @return empty if it has ended or has not started
  public StackTraceElement[] stackTrace() {
    return thread.getStackTrace();
  }

  /// Not supported: the result is what the body returns.
  @Override
  public void setResult(T value) {
    throw new IllegalStateException("task " + name + " sets its own result");
  }

  /// Not supported: the failure is what the body throws.
  @Override
  public void setException(Throwable failure) {
    throw new IllegalStateException("task " + name + " sets its own failure");
  }

  @Override
  public String toString() {
    return "Task " + name;
  }

  Step step() {
    return step;
  }

  /// The future that it awaits; null also if it is blocked in code of the JDK.
  @Nullable Future<?> waitingFor() {
    return waitingFor;
  }

  Thread.State threadState() {
    return thread.getState();
  }

  void start() {
    thread.start();
  }

  /// Suspends the running task until `target` is done. Called by the task itself.
  void waitFor(Future<?> target) {
    forgetInterrupt();
    waitingFor = target;
    woken = false;
    target.addWaiter(this);
    if (isToBeInterrupted() && target.cancel()) {
      delivered();
    }
    try {
      if (woken) {
        Thread.yield();
      } else {
        parkUntilWoken();
      }
    } finally {
      waitingFor = null;
    }
    deliverCancellation();
  }

  /// Lets every other ready task run once, as `Tasks.yieldNow` does, which programs call.
  public static void yieldNow() {
    var task = running(EventLoop.current(), null);
    Thread.yield();
    task.deliverCancellation();
  }

  /// Called on the loop's thread by the future that the task awaits, when it has completed.
  void wake() {
    woken = true;
    if (loop.runningTask != this) {
      LockSupport.unpark(thread);
    }
  }

  private void parkUntilWoken() {
    boolean interrupted = false;
    while (!woken) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverCancellation() {
    if (isToBeInterrupted()) {
      delivered();
      throw new Cancelled();
    }
  }

  private void delivered() {
    mustCancel = false;
    interruptDue = false;
    forgetInterrupt();
  }

  private boolean isToBeInterrupted() {
    return mustCancel || (scope != null && scope.isEffective());
  }

  /// Clears the interrupt status that a request has set, which only the task itself can do.
  private void forgetInterrupt() {
    if (interruptSent && thread == Thread.currentThread()) {
      interruptSent = false;
      var _ = Thread.interrupted();
    }
  }

  /// Clears the interrupt status if its request was withdrawn.
  void dropInterrupt() {
    if (!isToBeInterrupted()) {
      interruptDue = false;
      forgetInterrupt();
    }
  }

  /// The exception to throw where one leaves a part of the task's code: [Cancelled] if the JDK
  /// threw it because a request interrupted its wait, which delivers that request; the failure of a
  /// group for a `Cancelled` that has passed its `close`; otherwise the exception itself. Called by
  /// the task.
  Throwable leaving(Throwable thrown) {
    if (thrown instanceof Cancelled cancelled) {
      var ofGroup = TaskGroupFailure.behind(cancelled);
      return ofGroup == null ? cancelled : ofGroup;
    }
    boolean isEcho =
        isToBeInterrupted()
            && (interruptSent
                ? Interruption.isBehind(thrown)
                : thrown instanceof InterruptedException);
    if (!isEcho) {
      return thrown;
    }
    delivered();
    return new Cancelled(thrown);
  }

  void runBody() {
    var event = loop.core.isRecording() ? new TaskEvent() : null;
    if (event != null) {
      event.begin();
    }
    try {
      deliverCancellation();
      T result = body.call();
      if (mustCancel) {
        finishCancelled(new Cancelled());
      } else {
        finishDone(result);
      }
    } catch (Throwable t) {
      endWith(t);
    } finally {
      loop.tasks.remove(this);
      if (event != null) {
        event.end(name, isCancelled() ? "cancelled" : hasFailed() ? "failed" : "done");
      }
    }
  }

  private void endWith(Throwable thrown) {
    var leaving = leaving(thrown);
    if (leaving instanceof Cancelled cancelled) {
      finishCancelled(cancelled);
      return;
    }
    finishFailed(leaving);
    if (leaving instanceof Error error) {
      // Counts as retrieved, since it ends the run.
      var _ = exception();
      loop.core.fail(error);
    }
  }
}

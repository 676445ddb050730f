package dev.spinneret.engine.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Tasks that run and end together: none outlives the block that opened the group, and the failure
/// of one cancels the others.
///
/// There are two forms. [#run] passes the group to a body and then waits for the tasks:
///
/// ```java
/// TaskGroup.run(group -> {
///   for (var url : urls) {
///     group.createTask(() -> fetch(url));
///   }
///   return null;
/// });
/// ```
///
/// With `try`, the block ends with [#join]; if it is left without `join`, it has failed, and
/// [#close] cancels the tasks and waits for their clean-up:
///
/// ```java
/// try (var group = TaskGroup.open()) {
///   var a = group.createTask(() -> first());
///   var b = group.createTask(() -> second());
///   group.join();
///   return a.result() + b.result();
/// }
/// ```
///
/// If a task fails, the others are cancelled, and so is the task that opened the group, once, if it
/// is still inside the block; the group withdraws that request when it ends. A request from outside
/// ends the block with [Cancelled], or, if a task has failed, stays pending until the next
/// suspension.
public final class TaskGroup implements AutoCloseable {
  private final EventLoop loop;
  private final Task<?> parent;
  private final @Nullable CancelScope scope;
  private final LinkedHashSet<Task<?>> tasks = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean ending;
  private boolean aborting;
  private boolean closed;
  private boolean parentCancelRequested;
  private @Nullable Future<@Nullable Void> allDone;

  /// Code that runs inside a group.
  ///
  /// @param <T> the type of what it returns
  /// @param <X> what it may throw
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, X extends Exception> {
    /// Starts tasks and does other work.
    ///
    /// @param group the group, for starting tasks
    /// @return the result of the block
    /// @throws X if it fails, which cancels the tasks
    T call(TaskGroup group) throws X;
  }

  private TaskGroup(EventLoop loop, Task<?> parent) {
    this.loop = loop;
    this.parent = parent;
    this.scope = parent.scope;
  }

  /// Opens a group in the current task, to be closed by the same task.
  ///
  /// @return a group without tasks
  public static TaskGroup open() {
    var loop = EventLoop.current();
    return new TaskGroup(loop, Task.running(loop, null));
  }

  /// Opens a group, runs `body` in the current task, and waits for the tasks of the group.
  ///
  /// @param body starts the tasks; if it throws, they are cancelled
  /// @param <T> the type of its result
  /// @param <X> what it may throw, wrapped in a [TaskGroupFailure]
  /// @return what `body` returned, after all tasks have ended
  /// @throws TaskGroupFailure with the failures of all tasks and of the body, if there are any
  /// @throws Cancelled if the current task was cancelled and nothing failed
  public static <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) {
    var group = open();
    T result;
    try {
      result = body.call(group);
    } catch (Throwable t) {
      throw group.end(group.parent.leaving(t));
    }
    group.join();
    return result;
  }

  /// Starts a task in the group.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return the task, which starts in the next turn
  /// @throws IllegalStateException if the group has ended or is shutting down
  public <T extends @Nullable Object> Task<T> createTask(Callable<? extends T> body) {
    checkOpen();
    return adopt(loop.createTask(body));
  }

  /// Starts a task with a name in the group.
  ///
  /// @param name its name in dumps and logs
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return the task, which starts in the next turn
  /// @throws IllegalStateException if the group has ended or is shutting down
  public <T extends @Nullable Object> Task<T> createTask(String name, Callable<? extends T> body) {
    checkOpen();
    return adopt(loop.createTask(name, body));
  }

  /// Suspends the current task until every task of the group has ended.
  ///
  /// @throws TaskGroupFailure with the failures of all tasks, if one failed
  /// @throws Cancelled if the current task was cancelled and no task failed
  public void join() {
    if (closed) {
      throw new IllegalStateException("the task group has ended");
    }
    var outcome = end(null);
    if (outcome != null) {
      throw outcome;
    }
  }

  /// Ends a block that was left without [#join]: cancels the tasks and suspends until they have
  /// ended. Does nothing after `join`.
  ///
  /// @throws TaskGroupFailure if a task failed
  @Override
  public void close() {
    if (closed) {
      return;
    }
    abort();
    join();
  }

  /// Cancels every task of the group. No more tasks can be started in it.
  public void abort() {
    aborting = true;
    for (var task : List.copyOf(tasks)) {
      task.cancel();
    }
  }

  /// How many tasks have not ended.
  ///
  /// @return 0 or more
  public int size() {
    return tasks.size();
  }

  /// Waits for the tasks.
  ///
  /// @param thrown what the body threw
  /// @return the exception to throw; null if nothing failed
  private @Nullable RuntimeException end(@Nullable Throwable thrown) {
    ending = true;
    var cancelled = thrown instanceof Cancelled c ? c : null;
    if (thrown != null && !aborting) {
      abort();
    }
    while (!tasks.isEmpty()) {
      Future<@Nullable Void> waiting = CompositeFuture.of(loop, "its task group", () -> tasks);
      allDone = waiting;
      try {
        if (aborting) {
          // The tasks are cancelled already; a scope has nothing to add.
          CancelScope.runShielded(waiting::await);
        } else {
          waiting.await();
        }
      } catch (Cancelled e) {
        if (!aborting) {
          cancelled = e;
          abort();
        }
      }
    }
    allDone = null;
    closed = true;
    if (thrown instanceof Error error && cancelled == null) {
      throw error;
    }
    if (parentCancelRequested && parent.uncancel() == 0) {
      cancelled = null;
    }
    if (cancelled != null && failures.isEmpty()) {
      throw cancelled;
    }
    if (thrown != null && !(thrown instanceof Cancelled)) {
      failures.add(thrown);
    }
    if (failures.isEmpty()) {
      return null;
    }
    // A request from outside is made again, so that the next suspension delivers it.
    if (parent.cancelling() > 0) {
      parent.uncancel();
      parent.cancel();
    }
    return new TaskGroupFailure(failures);
  }

  private <T extends @Nullable Object> Task<T> adopt(Task<T> task) {
    tasks.add(task);
    if (scope != null) {
      scope.adopt(task);
    }
    task.addDoneCallback(this::onTaskDone);
    return task;
  }

  private void onTaskDone(Future<?> task) {
    tasks.remove(task);
    if (allDone != null && tasks.isEmpty() && !allDone.isDone()) {
      allDone.setResult(null);
    }
    var failure = task.isCancelled() ? null : task.exception();
    if (failure == null) {
      return;
    }
    failures.add(failure);
    if (!aborting && !parentCancelRequested) {
      abort();
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  private void checkOpen() {
    if (closed || (ending && tasks.isEmpty())) {
      throw new IllegalStateException("the task group has ended");
    }
    if (aborting) {
      throw new IllegalStateException("the task group is shutting down");
    }
  }
}

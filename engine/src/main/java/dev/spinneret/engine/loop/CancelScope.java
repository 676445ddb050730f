package dev.spinneret.engine.loop;

import dev.spinneret.engine.jdk.Thrown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A part of a task's code that can be cancelled as a whole, as in trio: after that, every
/// suspension in it is interrupted, not only the first.
///
/// [Task#cancel] is a request that is delivered once and counted; a scope is a state: code inside
/// that swallows its [Cancelled] gets another one at its next suspension. Nothing is delivered
/// between suspensions, so nothing spins. The scope catches its own `Cancelled` where it ends; a
/// cancellation from elsewhere passes through. Tasks of a [TaskGroup] that is opened inside belong
/// to the scope.
///
/// Clean-up that has to wait runs in [#shielded].
public final class CancelScope {
  private final EventLoop loop;
  private final Task<?> owner;
  private final @Nullable CancelScope parent;
  private final boolean shielded;
  private final Set<Task<?>> tasks = new LinkedHashSet<>();
  private final Set<CancelScope> inner = new LinkedHashSet<>();
  private boolean cancelled;
  private boolean caught;
  private @Nullable TimerHandle deadline;

  /// Code that runs in a scope.
  ///
  /// @param <T> the type of what it returns
  /// @param <X> what it may throw
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, X extends Exception> {
    /// Does the work.
    ///
    /// @param scope the scope, for cancelling it
    /// @return the result
    /// @throws X if the work fails
    T call(CancelScope scope) throws X;
  }

  private CancelScope(EventLoop loop, Task<?> owner, boolean shielded) {
    this.loop = loop;
    this.owner = owner;
    this.parent = owner.scope;
    this.shielded = shielded;
  }

  /// Runs `body` in the current task, in a new scope.
  ///
  /// @param body gets the scope
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns; null if the scope was cancelled and that ended it
  /// @throws X what `body` throws
  /// @throws Cancelled if it was cancelled from elsewhere
  public static <T extends @Nullable Object, X extends Exception> @Nullable T run(Body<T, X> body)
      throws X {
    return enter(false, body);
  }

  /// Runs `body` in the current task, protected from the scopes around it.
  ///
  /// @param body gets a new scope, which can be cancelled
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws Cancelled if the task itself was cancelled
  public static <T extends @Nullable Object, X extends Exception> @Nullable T shielded(
      Body<T, X> body) throws X {
    return enter(true, body);
  }

  private static <T extends @Nullable Object, X extends Exception> @Nullable T enter(
      boolean shielded, Body<T, X> body) throws X {
    var loop = EventLoop.current();
    var task = Task.running(loop, null);
    var scope = new CancelScope(loop, task, shielded);
    int cancellingBefore = task.deliveredCancelling();
    scope.open();
    try {
      return body.call(scope);
    } catch (Throwable t) {
      var leaving = task.leaving(t);
      boolean fromOutside =
          task.cancelling() > cancellingBefore
              || (scope.parent != null && scope.parent.isEffective());
      if (!(leaving instanceof Cancelled) || !scope.cancelled || fromOutside) {
        throw Thrown.as(leaving);
      }
      scope.caught = true;
      return null;
    } finally {
      scope.leave();
    }
  }

  /// Runs a wait that must complete even in a cancelled scope. For the packages of this module;
  /// programs call [#shielded].
  ///
  /// @param waiting suspends the current task
  /// @throws Cancelled if the task itself was cancelled
  public static void runShielded(Runnable waiting) {
    var task = Task.current();
    if (task == null || task.scope == null) {
      waiting.run();
    } else {
      var _ =
          enter(
              true,
              _ -> {
                waiting.run();
                return null;
              });
    }
  }

  /// Cancels the code that runs in the scope, from now on. Called on the loop's thread.
  public void cancel() {
    cancelled = true;
    notifyTasks();
  }

  /// Schedules the cancellation of the scope.
  ///
  /// @param whenNanos an instant of [EventLoop#timeNanos], or [Timeout#NEVER]; replaces an earlier
  ///   one
  public void cancelAt(long whenNanos) {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
    if (whenNanos != Timeout.NEVER) {
      deadline = loop.callAt(whenNanos, this::cancel);
    }
  }

  /// Whether [#cancel] was called.
  ///
  /// @return true from then on
  public boolean isCancelled() {
    return cancelled;
  }

  /// Whether the scope has ended because it was cancelled.
  ///
  /// @return true once it has caught its own [Cancelled]
  public boolean isCaught() {
    return caught;
  }

  /// Whether code in this scope is to be interrupted, because of this scope or one around it.
  boolean isEffective() {
    for (var scope = this; scope != null; scope = scope.parent) {
      if (scope.cancelled) {
        return true;
      }
      if (scope.shielded) {
        return false;
      }
    }
    return false;
  }

  /// Adds a task of a group that was opened in this scope.
  void adopt(Task<?> task) {
    task.scope = this;
    tasks.add(task);
    task.addDoneCallback(tasks::remove);
  }

  private void open() {
    owner.scope = this;
    tasks.add(owner);
    if (parent != null) {
      parent.inner.add(this);
    }
  }

  private void leave() {
    owner.scope = parent;
    owner.dropInterrupt();
    cancelAt(Timeout.NEVER);
    if (parent != null) {
      parent.inner.remove(this);
    }
  }

  private void notifyTasks() {
    for (var task : List.copyOf(tasks)) {
      if (Objects.requireNonNull(task.scope).isEffective()) {
        task.interruptWait();
      }
    }
    for (var scope : List.copyOf(inner)) {
      if (!scope.shielded) {
        scope.notifyTasks();
      }
    }
  }
}

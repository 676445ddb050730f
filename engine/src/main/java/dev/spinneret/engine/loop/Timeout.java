package dev.spinneret.engine.loop;

import dev.spinneret.engine.jdk.Thrown;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A deadline for a part of a task's code, see
/// [Tasks#timeout][dev.spinneret.engine.task.Tasks#timeout].
///
/// When the deadline passes, the task is cancelled once. If that request ends the code, a
/// [TimeoutException] is thrown, whose cause is the [Cancelled], or the JDK's exception if the code
/// was blocked in the JDK. A request from elsewhere stays a cancellation.
public final class Timeout {
  /// The deadline of a timeout that never expires.
  public static final long NEVER = Long.MAX_VALUE;

  private enum State {
    ENTERED,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private final EventLoop loop;
  private final Task<?> task;
  private final int cancellingBefore;
  private State state = State.ENTERED;
  private long whenNanos = NEVER;
  private @Nullable Handle timer;

  /// Code that runs under a timeout.
  ///
  /// @param <T> the type of what it returns
  /// @param <X> what it may throw
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, X extends Exception> {
    /// Does the work.
    ///
    /// @param timeout the timeout, for moving the deadline
    /// @return the result
    /// @throws X if the work fails
    T call(Timeout timeout) throws X;
  }

  private Timeout(EventLoop loop, Task<?> task) {
    this.loop = loop;
    this.task = task;
    this.cancellingBefore = task.deliveredCancelling();
  }

  /// Runs `body` with a deadline. For `Tasks.timeoutAt`, which programs call.
  ///
  /// @param whenNanos an instant of [EventLoop#timeNanos], or [#NEVER]
  /// @param body gets the timeout
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the deadline passed and that ended `body`
  public static <T extends @Nullable Object, X extends Exception> T runUntil(
      long whenNanos, Body<T, X> body) throws X, TimeoutException {
    var loop = EventLoop.current();
    return run(loop, whenNanos, whenNanos - loop.timeNanos() <= 0, body);
  }

  /// Runs `body` with a time limit. For `Tasks.timeout`, which programs call.
  ///
  /// @param limit how long it may take; 0 or less interrupts the first suspension
  /// @param body gets the timeout
  /// @param <T> the type of its result
  /// @param <X> what it may throw
  /// @return what `body` returns
  /// @throws X what `body` throws
  /// @throws TimeoutException if the deadline passed and that ended `body`
  public static <T extends @Nullable Object, X extends Exception> T runFor(
      Duration limit, Body<T, X> body) throws X, TimeoutException {
    var loop = EventLoop.current();
    return limit.isPositive()
        ? run(loop, loop.deadlineAfter(limit), false, body)
        : run(loop, loop.timeNanos(), true, body);
  }

  private static <T extends @Nullable Object, X extends Exception> T run(
      EventLoop loop, long whenNanos, boolean isDue, Body<T, X> body) throws X, TimeoutException {
    var timeout = new Timeout(loop, Task.running(loop, null));
    timeout.set(whenNanos, isDue);
    T result;
    try {
      result = body.call(timeout);
    } catch (Throwable t) {
      throw timeout.fail(t);
    }
    timeout.leave();
    return result;
  }

  /// Ends the timeout of code that has thrown an exception, and throws what the caller gets.
  ///
  /// @return never
  private RuntimeException fail(Throwable thrown) throws TimeoutException {
    var leaving = task.leaving(thrown);
    boolean isOwnRequest = leave();
    if (leaving instanceof Cancelled cancelled && isOwnRequest) {
      var expired = new TimeoutException("the time is over");
      var interruption = cancelled.getCause();
      expired.initCause(interruption == null ? cancelled : interruption);
      throw expired;
    }
    throw Thrown.as(leaving);
  }

  /// The deadline.
  ///
  /// @return an instant of [EventLoop#timeNanos], or [#NEVER]
  public long whenNanos() {
    return whenNanos;
  }

  /// Moves the deadline.
  ///
  /// @param newWhenNanos an instant of [EventLoop#timeNanos], or [#NEVER]; one in the past
  ///   interrupts the next suspension
  /// @throws IllegalStateException if the deadline has passed or the code has ended
  public void reschedule(long newWhenNanos) {
    if (state != State.ENTERED) {
      throw new IllegalStateException("the timeout cannot be moved, it has " + state);
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    set(newWhenNanos, newWhenNanos - loop.timeNanos() <= 0);
  }

  private void set(long newWhenNanos, boolean isDue) {
    whenNanos = newWhenNanos;
    if (newWhenNanos != NEVER) {
      timer = isDue ? loop.callSoon(this::expire) : loop.callAt(newWhenNanos, this::expire);
    }
  }

  /// Whether the deadline passed before the code ended.
  ///
  /// @return true once it has
  public boolean isExpired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  private void expire() {
    timer = null;
    state = State.EXPIRING;
    task.cancel();
  }

  /// Ends the timeout.
  ///
  /// @return whether its own request is the only new one, and so the reason of a [Cancelled]
  private boolean leave() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (state == State.EXPIRING) {
      state = State.EXPIRED;
      return task.uncancel() <= cancellingBefore;
    }
    state = State.EXITED;
    return false;
  }
}

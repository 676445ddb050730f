package dev.spinneret.engine.loop;

import java.time.Duration;
import java.util.function.BiConsumer;

/// Schedules callbacks: for the next turn, for an instant of the loop's clock, for the end of the
/// turn, or for a signal.
///
/// The part of an [EventLoop] that knows no tasks. Only [#callSoonThreadsafe] may be called from
/// another thread.
public sealed interface Callbacks permits EventLoop {
  /// Reads the loop's clock, which also advances within a turn.
  ///
  /// @return nanoseconds since an arbitrary origin; compare by subtraction
  long timeNanos();

  /// Schedules `callback` for the next turn, after those that are already scheduled.
  ///
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  Handle callSoon(Runnable callback);

  /// Schedules `callback` on the loop's thread. Callable from any thread; on the loop's own it is
  /// [#callSoon].
  ///
  /// @param callback what to run
  /// @return a handle, which may be cancelled on the loop's thread only
  /// @throws IllegalStateException if the loop is closed
  Handle callSoonThreadsafe(Runnable callback);

  /// Schedules `callback` to run when `delay` has elapsed.
  ///
  /// @param delay counted from [#timeNanos]
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  default TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(deadlineAfter(delay), callback);
  }

  /// Schedules `callback` to run when the loop's clock has reached an instant.
  ///
  /// @param whenNanos an instant of [#timeNanos]; capped at a century from now
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  TimerHandle callAt(long whenNanos, Runnable callback);

  /// The instant when a delay that starts now has elapsed.
  ///
  /// @param delay counted from [#timeNanos]; capped at a century
  /// @return an instant of [#timeNanos]
  /// @throws IllegalArgumentException if the delay is negative by more than a century, which can
  ///   only be a mistake
  long deadlineAfter(Duration delay);

  /// Schedules `action` to run once at the end of the current turn, before the loop computes how
  /// long it may wait. Transports use it to send all that was written in a turn at once.
  ///
  /// Called on the loop's thread. Actions that `action` adds also run before the poll.
  ///
  /// @param action must not block; exceptions are passed to the exception handler
  /// @throws IllegalStateException if the loop is closed
  void beforePoll(Runnable action);

  /// Sets the handler of failures that no caller gets, such as an exception in a callback.
  ///
  /// @param handler gets the context and the failure; called on the loop's thread
  void setExceptionHandler(BiConsumer<? super FailureContext, ? super Throwable> handler);

  /// Reports a failure that no caller gets to the exception handler.
  ///
  /// @param message a sentence that says what failed
  /// @param failure the failure
  void reportFailure(String message, Throwable failure);

  /// Runs `action` on the loop's thread when the process receives a signal.
  ///
  /// @param name the name of the signal without SIG, such as INT, TERM or HUP
  /// @param action replaces this loop's earlier action for the signal
  /// @throws IllegalArgumentException if the signal cannot be handled
  void addSignalHandler(String name, Runnable action);

  /// Restores the handler that a signal had before. Closing the loop does that, too.
  ///
  /// @param name the name of the signal without SIG
  /// @return false if this loop did not handle it
  boolean removeSignalHandler(String name);
}

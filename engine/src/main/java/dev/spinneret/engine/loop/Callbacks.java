package dev.spinneret.engine.loop;

import java.time.Duration;
import java.util.function.BiConsumer;

/// Runs callbacks: in the next turn, at an instant of its own clock, at the end of the turn, or on
/// a signal.
///
/// The part of an [EventLoop] that knows no tasks. Only [#callSoonThreadsafe] may be called from
/// another thread.
public sealed interface Callbacks permits EventLoop {
  /// The loop's clock as of now, also within a turn.
  ///
  /// @return nanoseconds since an arbitrary origin; compare by subtraction
  long timeNanos();

  /// Has `callback` run in the next turn, after those that are waiting already.
  ///
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  Handle callSoon(Runnable callback);

  /// Has `callback` run soon on the loop's thread. Callable from any thread; on the loop's own it
  /// does what [#callSoon] does.
  ///
  /// @param callback what to run
  /// @return a handle, to be cancelled on the loop's thread only
  /// @throws IllegalStateException if the loop is closed
  Handle callSoonThreadsafe(Runnable callback);

  /// Has `callback` run when `delay` has passed.
  ///
  /// @param delay counted from [#timeNanos]
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  default TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(deadlineAfter(delay), callback);
  }

  /// Has `callback` run when the loop's clock has reached an instant.
  ///
  /// @param whenNanos an instant of [#timeNanos]; what is more than a century away counts as that
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  TimerHandle callAt(long whenNanos, Runnable callback);

  /// The instant after a time from now.
  ///
  /// @param delay counted from [#timeNanos]; what is longer than a century counts as one
  /// @return an instant of [#timeNanos]
  /// @throws IllegalArgumentException if the delay lies more than a century in the past: that is no
  ///   delay but a mistake
  long deadlineAfter(Duration delay);

  /// Has `action` run once at the end of the current turn, before the loop computes how long it may
  /// wait: where a transport sends what its writes of this turn have gathered.
  ///
  /// Called on the loop's thread. What `action` adds itself runs in the same go.
  ///
  /// @param action must not block; what it throws goes to the exception handler
  /// @throws IllegalStateException if the loop is closed
  void beforePoll(Runnable action);

  /// Sets who is told of failures that nobody else sees, such as a callback that throws.
  ///
  /// @param handler is told where it happened, and the failure; called on the loop's thread
  void setExceptionHandler(BiConsumer<? super FailureContext, ? super Throwable> handler);

  /// Tells the exception handler of a failure that nobody else sees.
  ///
  /// @param message a sentence that says where it happened
  /// @param failure what happened
  void reportFailure(String message, Throwable failure);

  /// Has `action` run on the loop's thread when the process gets a signal.
  ///
  /// @param name of the signal without SIG, such as INT, TERM or HUP
  /// @param action replaces what this loop did for the signal before
  /// @throws IllegalArgumentException if the signal cannot be handled
  void addSignalHandler(String name, Runnable action);

  /// Gives a signal back to whoever handled it before this loop. Closing the loop does that too.
  ///
  /// @param name of the signal without SIG
  /// @return false if this loop did not handle it
  boolean removeSignalHandler(String name);
}

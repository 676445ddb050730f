package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.Future;
import org.jspecify.annotations.Nullable;

/// How a future completed: with a value or with a failure.
///
/// @param <T> the type of the value
public sealed interface Outcome<T extends @Nullable Object> {
  /// It has a value.
  ///
  /// @param value the value
  /// @param <T> the type of the value
  record Value<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /// It failed or was cancelled.
  ///
  /// @param failure the failure; [Cancelled][dev.spinneret.engine.loop.Cancelled] if it was
  ///   cancelled
  /// @param <T> the type of the missing value
  record Failure<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {}

  /// The outcome of a future that has completed.
  ///
  /// @param future the future
  /// @param <T> the type of its value
  /// @return its value or failure
  /// @throws IllegalStateException if it is still pending
  static <T extends @Nullable Object> Outcome<T> of(Future<T> future) {
    if (future.isCancelled()) {
      return new Failure<>(future.cancellation());
    }
    var failure = future.exception();
    return failure == null ? new Value<>(future.result()) : new Failure<>(failure);
  }
}

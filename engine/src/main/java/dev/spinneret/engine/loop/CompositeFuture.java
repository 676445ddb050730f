package dev.spinneret.engine.loop;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A future whose completion depends on other futures, or on a place in a queue of waiting tasks.
///
/// Public only for other packages of this module; programs use [EventLoop#createFuture].
///
/// @param <T> the type of the value
public abstract non-sealed class CompositeFuture<T extends @Nullable Object> extends Future<T> {
  /// Creates a pending future.
  ///
  /// @param loop the loop that it belongs to
  protected CompositeFuture(EventLoop loop) {
    super(loop);
  }

  /// Creates a future that its creator completes, and that dumps show with its parts.
  ///
  /// @param loop the loop that it belongs to
  /// @param description what a task that awaits it waits for
  /// @param parts returns the futures that it currently depends on
  /// @param <T> the type of its value
  /// @return a pending future
  public static <T extends @Nullable Object> Future<T> of(
      EventLoop loop,
      String description,
      Supplier<? extends Collection<? extends Future<?>>> parts) {
    return new CompositeFuture<>(loop) {
      @Override
      protected Collection<? extends Future<?>> parts() {
        return parts.get();
      }

      @Override
      public String toString() {
        return description;
      }
    };
  }

  /// The futures that it currently depends on, for dumps.
  ///
  /// @return empty if it depends on none
  protected abstract Collection<? extends Future<?>> parts();

  /// Completes it as cancelled.
  ///
  /// @param cancelled thrown to tasks that await it
  protected final void setCancelled(Cancelled cancelled) {
    finishCancelled(cancelled);
  }

  @Override
  final List<Future<?>> waitsFor() {
    return List.copyOf(parts());
  }
}

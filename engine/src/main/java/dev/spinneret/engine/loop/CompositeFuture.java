package dev.spinneret.engine.loop;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A future whose end depends on other futures, or on a place in a line.
///
/// Public for the packages of this module that have such futures; programs create theirs with
/// [EventLoop#createFuture].
///
/// @param <T> the type of the value
public abstract non-sealed class CompositeFuture<T extends @Nullable Object> extends Future<T> {
  /// Creates a pending future.
  ///
  /// @param loop the loop that it belongs to
  protected CompositeFuture(EventLoop loop) {
    super(loop);
  }

  /// Creates a future that whoever creates it completes, and that dumps show with its parts.
  ///
  /// @param loop the loop that it belongs to
  /// @param description what a task waits for, in words
  /// @param parts the futures that it depends on now
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

  /// The futures that its end depends on, for dumps.
  ///
  /// @return none if it depends on no future
  protected abstract Collection<? extends Future<?>> parts();

  /// Ends it as cancelled.
  ///
  /// @param cancelled is thrown to whoever awaits it
  protected final void setCancelled(Cancelled cancelled) {
    finishCancelled(cancelled);
  }

  @Override
  final List<Future<?>> waitsFor() {
    return List.copyOf(parts());
  }
}

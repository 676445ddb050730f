package dev.spinneret.engine.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// A variable with a separate value for each loop, created when it is first requested.
///
/// Usually a static field of the class whose state it holds, like a `ThreadLocal`. Used on the
/// loop's thread only.
///
/// @param <T> the type of the value
public final class LoopLocal<T> {
  private final Function<? super EventLoop, ? extends T> initial;
  private final Consumer<? super T> onClose;

  private LoopLocal(Function<? super EventLoop, ? extends T> initial, Consumer<? super T> onClose) {
    this.initial = initial;
    this.onClose = onClose;
  }

  /// Creates a variable whose values need no clean-up.
  ///
  /// @param initial creates the value of a loop
  /// @param <T> the type of the value
  /// @return a variable without values
  public static <T> LoopLocal<T> of(Function<? super EventLoop, ? extends T> initial) {
    return of(initial, _ -> {});
  }

  /// Creates a variable whose values are closed with their loop.
  ///
  /// @param initial creates the value of a loop
  /// @param onClose called when the loop is closed, after its tasks have ended
  /// @param <T> the type of the value
  /// @return a variable without values
  public static <T> LoopLocal<T> of(
      Function<? super EventLoop, ? extends T> initial, Consumer<? super T> onClose) {
    return new LoopLocal<>(initial, onClose);
  }

  /// The value of a loop.
  ///
  /// @param loop the loop
  /// @return always the same for a loop
  /// @throws IllegalStateException if the loop is closed and has no value
  public T get(EventLoop loop) {
    return loop.locals.get(this);
  }

  /// The values of one loop, in the order in which they were created.
  static final class Values {
    private final EventLoop loop;
    private final Map<LoopLocal<?>, Object> values = new LinkedHashMap<>();

    Values(EventLoop loop) {
      this.loop = loop;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T> T get(LoopLocal<T> variable) {
      var known = (T) values.get(variable);
      if (known != null) {
        return known;
      }
      loop.core.checkOpen();
      T created = variable.initial.apply(loop);
      values.put(variable, created);
      return created;
    }

    void close() {
      values.forEach(Values::close);
    }

    @SuppressWarnings("unchecked") // `get` puts a value under its own variable only.
    private static <T> void close(LoopLocal<T> variable, Object value) {
      variable.onClose.accept((T) value);
    }
  }
}

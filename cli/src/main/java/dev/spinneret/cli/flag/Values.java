package dev.spinneret.cli.flag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What was typed after the name of a command, by flag, with the defaults of what was not.
///
/// @param typed the value of each flag that was typed, a list where it may be repeated
/// @param line all words as they were typed, the name of the command first
public record Values(Map<Flag<?>, Object> typed, List<String> line) {
  /// Nothing but defaults.
  public static final Values NONE = new Values(Map.of(), List.of());

  /// Whether a flag without a value is on.
  ///
  /// @param flag without a value
  /// @return false when it was not typed
  public boolean has(Flag<Boolean> flag) {
    return Boolean.TRUE.equals(typed.get(flag));
  }

  /// The value of a flag, or its default.
  ///
  /// @param flag with a default, or a required one
  public <T> T get(Flag<T> flag) {
    var value = find(flag);
    if (value == null) {
      throw new IllegalArgumentException(flag + " has no default");
    }
    return value;
  }

  /// The value of a flag, or its default.
  ///
  /// @param flag with a value
  /// @return null when it was not typed and has no default
  @SuppressWarnings("unchecked") // only the flag's own kind makes its values
  public <T> @Nullable T find(Flag<T> flag) {
    var value = (T) typed.get(flag);
    var fallback = flag.fallback();
    return value != null || fallback == null ? value : flag.kind().read(fallback);
  }

  /// Changes options by the value of a flag, or its default.
  ///
  /// @param flag with a value
  /// @param with the method of the options that takes the value, such as `Budget::withPages`
  /// @return the same options if the flag was not typed and has no default
  public <T, O> O apply(Flag<T> flag, O options, BiFunction<O, T, O> with) {
    var value = find(flag);
    return value == null ? options : with.apply(options, value);
  }

  /// All values of a flag that may be repeated, or its default.
  ///
  /// @param flag that may be repeated
  /// @return empty when it was not typed and has no default
  @SuppressWarnings("unchecked")
  public <T> List<T> all(Flag<T> flag) {
    var values = typed.get(flag);
    var fallback = flag.fallback();
    if (values == null && fallback != null) {
      var read = new HashMap<Flag<?>, Object>();
      flag.read(fallback, read);
      values = read.get(flag);
    }
    return values == null ? List.of() : List.copyOf((List<T>) values);
  }

  /// The same with another value of a flag.
  ///
  /// @param flag that is not repeated
  public <T> Values with(Flag<T> flag, T value) {
    return withObject(flag, value);
  }

  /// The same with other values of a flag.
  ///
  /// @param flag that may be repeated
  public <T> Values withAll(Flag<T> flag, List<T> values) {
    return withObject(flag, List.copyOf(values));
  }

  private Values withObject(Flag<?> flag, Object value) {
    var copy = new HashMap<>(typed);
    copy.put(flag, value);
    return new Values(copy, line);
  }
}

package dev.spinneret.cli.flag;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A command: what may be typed, and what it does with that.
///
/// @param table what may be typed after its name
/// @param action runs it and returns the exit code
/// @param commands those below it, such as `loop` of `bench loop`
public record Command(Table table, ToIntFunction<Values> action, List<Command> commands) {
  /// A command without commands below it.
  ///
  /// @param table what may be typed after its name
  /// @param action runs it and returns the exit code
  public Command(Table table, ToIntFunction<Values> action) {
    this(table, action, List.of());
  }

  /// What is typed to choose it.
  public String name() {
    return table.name();
  }

  /// Finds a command below.
  ///
  /// @return null when there is none of that name
  @Nullable Command find(String name) {
    for (var command : commands) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    return null;
  }
}

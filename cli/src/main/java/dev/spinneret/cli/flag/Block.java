package dev.spinneret.cli.flag;

import java.util.List;
import java.util.stream.Stream;

/// Flags that belong together.
///
/// @param heading in the help, without a colon; empty for none
/// @param flags in the order of the help
public record Block(String heading, List<Flag<?>> flags) {
  /// A block.
  ///
  /// @param heading in the help, without a colon; empty for none
  /// @param flags in the order of the help
  public static Block of(String heading, Flag<?>... flags) {
    return new Block(heading, List.of(flags));
  }

  /// The same with one more flag, at the end.
  public Block with(Flag<?> flag) {
    return new Block(heading, Stream.concat(flags.stream(), Stream.of(flag)).toList());
  }
}

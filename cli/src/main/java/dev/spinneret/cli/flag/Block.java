package dev.spinneret.cli.flag;

import java.util.List;

/// Flags that belong together.
///
/// @param heading in the help, without a colon; empty for none
/// @param flags in the order of the help
public record Block(String heading, List<Flag<?>> flags) {
  /// A block.
  ///
  /// @param heading in the help, without a colon; empty for none
  /// @param flags in the order of the help
  /// @return the block
  public static Block of(String heading, Flag<?>... flags) {
    return new Block(heading, List.of(flags));
  }
}

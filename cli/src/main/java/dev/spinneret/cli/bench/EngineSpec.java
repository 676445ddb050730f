package dev.spinneret.cli.bench;

import java.util.List;

/// One contestant.
///
/// @param name such as `loop`, or `threads-50` where several pools compete
/// @param flags of `crawl` that choose it
public record EngineSpec(String name, List<String> flags) {
  /// Copies the flags.
  public EngineSpec {
    flags = List.copyOf(flags);
  }
}

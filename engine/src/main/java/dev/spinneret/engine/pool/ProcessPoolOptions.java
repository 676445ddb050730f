package dev.spinneret.engine.pool;

import java.util.List;

/// The options of a pool of processes.
///
/// @param maxWorkers how many processes at most; each has its own heap
/// @param flags JVM flags for each process, such as `-Xmx200m`; they follow those of this process,
///   and so override them
public record ProcessPoolOptions(int maxWorkers, List<String> flags) {
  /// One process per processor, with the flags of this one.
  public static final ProcessPoolOptions DEFAULT =
      new ProcessPoolOptions(Runtime.getRuntime().availableProcessors(), List.of());

  /// Checks the number and copies the list.
  ///
  /// @throws IllegalArgumentException if `maxWorkers` is less than 1
  public ProcessPoolOptions {
    if (maxWorkers < 1) {
      throw new IllegalArgumentException(maxWorkers + " workers: 1 or more is allowed");
    }
    flags = List.copyOf(flags);
  }
}

package dev.spinneret.engine.pool;

import java.util.List;

/// How a pool of processes is built.
///
/// @param maxWorkers how many processes at most; each has a heap of its own
/// @param flags for the JVM of each process, after those of this one, which they override; such as
///   `-Xmx200m`
public record ProcessPoolOptions(int maxWorkers, List<String> flags) {
  /// A process for each processor, with the flags of this one.
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

package dev.spinneret.cli;

import dev.spinneret.engine.crawl.Resources;
import org.jspecify.annotations.Nullable;

/// How much memory a crawl may take.
final class MemoryPlan {
  private MemoryPlan() {}

  /// Decides what was left open: the whole heap, whose limit the JVM takes from the machine or its
  /// container.
  ///
  /// @param typed the budget in bytes; null for none
  /// @param heapBytes the limit of the heap
  /// @return the shares of the budget
  /// @throws UsageException when it is too small
  static Resources of(@Nullable Long typed, long heapBytes) {
    if (typed != null && typed < Resources.LEAST_BYTES) {
      throw new UsageException("--max-memory %d: at least 32M are needed".formatted(typed));
    }
    long wanted = typed == null ? heapBytes : Math.min(typed, heapBytes);
    return Resources.of(Math.max(Resources.LEAST_BYTES, wanted));
  }
}

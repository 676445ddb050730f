package dev.spinneret.cli.crawl;

import dev.spinneret.engine.crawl.options.Resources;
import org.jspecify.annotations.Nullable;

/// How much memory a crawl may take.
final class MemoryPlan {
  private MemoryPlan() {}

  /// Decides what was left open: the whole heap, whose limit the JVM takes from the machine or its
  /// container.
  ///
  /// @param typed the budget in bytes; null for none
  /// @param heapBytes the limit of the heap
  static Resources of(@Nullable Long typed, long heapBytes) {
    long wanted = typed == null ? heapBytes : Math.min(typed, heapBytes);
    return Resources.of(Math.max(Resources.MIN_BYTES, wanted));
  }
}

package dev.spinneret.engine.crawl.parsing;

import dev.spinneret.engine.sync.Lock;
import org.jspecify.annotations.Nullable;

/// How costly the pages of a host are to parse, as far as is known, and its turn at [CostlyPages].
/// For tasks of one loop.
public final class HostCost {
  /// How many of its next pages are taken for costly, see [Parsing].
  int suspectPages;

  /// Held while a costly page of the host is parsed; null before the first.
  @Nullable Lock turn;

  /// Creates what is known of a host that has had no page.
  public HostCost() {}
}

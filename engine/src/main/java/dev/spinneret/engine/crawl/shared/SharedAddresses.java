package dev.spinneret.engine.crawl.shared;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The addresses that this crawler requests from, and how many crawlers request from each.
final class SharedAddresses {
  private final Set<String> own = new HashSet<>();
  private Map<String, Integer> counts = Map.of();

  /// Adds an address.
  ///
  /// @return whether it is new
  boolean add(String address) {
    return own.add(address);
  }

  /// How many crawlers request from hosts at an address, this one included.
  ///
  /// @return 1 or more
  int crawlersAt(String address) {
    return counts.getOrDefault(address, 1);
  }

  /// Replaces the counts.
  ///
  /// @param now how many crawlers, where there are others
  /// @return the addresses whose count has changed
  Set<String> update(Map<String, Integer> now) {
    var before = counts;
    counts = now;
    var changed = new HashSet<>(before.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(address -> Objects.equals(before.get(address), now.get(address)));
    return changed;
  }
}

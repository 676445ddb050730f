package dev.spinneret.fetch.tls.certificate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bounded map: the least recently used entry makes room for a new one. Safe on any thread.
///
/// @param <K> keys
/// @param <V> values
final class RecentlyUsed<K, V> {
  private final Map<K, V> entries;

  /// @param maxCount how many entries there may be
  RecentlyUsed(int maxCount) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxCount;
          }
        };
  }

  synchronized @Nullable V get(K key) {
    return entries.get(key);
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }
}

package dev.spinneret.engine.crawl.state;

import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The settings that must be the same in every run of a crawl.
public final class KeptSettings {
  private KeptSettings() {}

  /// Compares settings.
  ///
  /// @param kept those of the crawl, by name
  /// @param given those of this run
  /// @return a line for each that differs, each with a line end before it; empty when none does
  public static String differences(Map<String, String> kept, Map<String, String> given) {
    var names = new TreeSet<>(kept.keySet());
    names.addAll(given.keySet());
    var differences = new StringBuilder();
    for (var name : names) {
      var was = text(kept.get(name));
      var is = text(given.get(name));
      if (!was.equals(is)) {
        differences.append("\n  ").append(name).append(": was ").append(was);
        differences.append(", is ").append(is);
      }
    }
    return differences.toString();
  }

  private static String text(@Nullable String value) {
    return value == null || value.isEmpty() ? "not given" : value;
  }
}

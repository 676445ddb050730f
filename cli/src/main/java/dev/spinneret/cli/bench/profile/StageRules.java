package dev.spinneret.cli.bench.profile;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Which stage a method belongs to, from the table `stages.properties`.
final class StageRules {
  private static final String CALLER = "CALLER";

  private final Map<String, @Nullable Stage> byPrefix = new HashMap<>();
  private final Map<String, @Nullable Stage> known = new HashMap<>();

  private StageRules() {}

  /// Reads the table.
  static StageRules load() {
    var rules = new StageRules();
    var table = new Properties();
    try (var in =
            Objects.requireNonNull(StageRules.class.getResourceAsStream("stages.properties"));
        var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      table.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var prefix : table.stringPropertyNames()) {
      var stage = table.getProperty(prefix).strip().toUpperCase(Locale.ROOT);
      rules.byPrefix.put(prefix, stage.equals(CALLER) ? null : Stage.valueOf(stage));
    }
    return rules;
  }

  /// The names that the table knows.
  Iterable<String> prefixes() {
    return byPrefix.keySet();
  }

  /// Finds the stage of a method.
  ///
  /// @param method with its class, such as `java.lang.String.length`
  /// @return null when it belongs to its caller
  @Nullable Stage of(String method) {
    if (method.endsWith(".<clinit>")) {
      return Stage.CLASSES;
    }
    if (known.containsKey(method)) {
      return known.get(method);
    }
    var stage = longest(method);
    known.put(method, stage);
    return stage;
  }

  private @Nullable Stage longest(String method) {
    for (var length = method.length(); length > 0; length--) {
      var prefix = method.substring(0, length);
      if (byPrefix.containsKey(prefix)) {
        return byPrefix.get(prefix);
      }
    }
    return null;
  }
}

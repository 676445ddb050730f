package dev.spinneret.cli.input;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of records that commands read; a file may have others, which are skipped.
public enum RecordField {
  URL,
  STATUS,
  ERROR,
  VERDICT,
  DEPTH,
  REFERRER,
  TYPE,
  BYTES,
  CHANGE,
  REDIRECT,
  DIGEST,
  SHA256,
  STARTED,
  MS,
  LINKS,
  TITLE,
  DESCRIPTION,
  H1_COUNT,
  CANONICAL;

  private static final Map<String, RecordField> BY_LABEL = new HashMap<>();

  static {
    Arrays.stream(values()).forEach(field -> BY_LABEL.put(field.label(), field));
  }

  /// The name of the field in files.
  ///
  /// @return such as `h1_count`
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Finds a field.
  ///
  /// @param label its name in files
  /// @return null when no command reads it
  public static @Nullable RecordField of(String label) {
    return BY_LABEL.get(label);
  }

  /// This field in a set of fields.
  @SuppressWarnings("EnumOrdinal") // no mask outlives the process
  int bit() {
    return 1 << ordinal();
  }
}

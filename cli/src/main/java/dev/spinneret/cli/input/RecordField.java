package dev.spinneret.cli.input;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of records that commands read; a file may have others, which are skipped.
public enum RecordField {
  /// The URL as requested.
  URL,
  /// The HTTP status.
  STATUS,
  /// The cause of a failure.
  ERROR,
  /// What the URL ended in.
  VERDICT,
  /// The number of links from a seed.
  DEPTH,
  /// The first page that named the URL.
  REFERRER,
  /// The Content-Type.
  TYPE,
  /// The length of the body.
  BYTES,
  /// How it compares with the last run.
  CHANGE,
  /// The target of a redirect.
  REDIRECT,
  /// A digest of the body.
  DIGEST,
  /// The SHA-256 of the body.
  SHA256,
  /// When the last attempt began.
  STARTED,
  /// The times of the phases.
  MS,
  /// The links of the page.
  LINKS,
  /// The title of the page.
  TITLE,
  /// The description of the page.
  DESCRIPTION,
  /// The first heading of the page.
  H1,
  /// The number of headings `h1`.
  H1_COUNT,
  /// The canonical URL that the page names.
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
  ///
  /// @return a mask with one bit
  @SuppressWarnings("EnumOrdinal") // no mask outlives the process
  int bit() {
    return 1 << ordinal();
  }
}

package dev.spinneret.cli.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// In what a URL can differ between two crawls, in the order of the report.
enum DiffKind {
  /// Only the second crawl requested it.
  NEW("only in the second"),
  /// Only the first crawl requested it.
  GONE("only in the first"),
  /// Another status, or another cause of failure.
  STATUS("other status"),
  /// Another target of the redirect.
  REDIRECT("other target of the redirect"),
  /// Another title.
  TITLE("other title"),
  /// Another canonical URL.
  CANONICAL("other canonical URL"),
  /// Another body.
  DIGEST("other body"),
  /// Another set of links.
  LINKS("other links");

  private final String words;

  DiffKind(String words) {
    this.words = words;
  }

  /// The name for scripts.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// This kind in a set of kinds.
  @SuppressWarnings("EnumOrdinal") // no mask outlives the process
  int bit() {
    return 1 << ordinal();
  }

  /// The kind in words.
  String words() {
    return words;
  }

  /// What a URL can be compared by.
  static List<DiffKind> fields() {
    return Arrays.stream(values()).filter(kind -> kind.compareTo(STATUS) >= 0).toList();
  }
}

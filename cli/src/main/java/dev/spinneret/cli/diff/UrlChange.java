package dev.spinneret.cli.diff;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One URL that differs between two crawls.
///
/// @param key the canonical URL, after `--map`
/// @param a what the first says; null if the URL is new
/// @param b what the second says; null if the URL is gone
/// @param kinds in what they differ; at least one
/// @param links which links differ; null if none do, or the files cannot be read again
record UrlChange(
    String key,
    @Nullable DiffItem a,
    @Nullable DiffItem b,
    Set<DiffKind> kinds,
    @Nullable Links links) {

  /// Links that only one of the two has.
  ///
  /// @param gone those of the first, sorted
  /// @param added those of the second, sorted
  record Links(List<String> gone, List<String> added) {}

  /// The URL as it stands in the file that has it, the second if both do.
  String url() {
    if (b != null) {
      return b.url();
    }
    return a == null ? key : a.url();
  }

  /// Whether the second crawl has a broken URL where the first has none.
  boolean isNewlyBroken() {
    return b != null && b.isBroken() && (a == null || !a.isBroken());
  }

  /// Whether the first crawl has a broken URL where the second has a good one.
  boolean isFixed() {
    return a != null && a.isBroken() && b != null && !b.isBroken();
  }
}

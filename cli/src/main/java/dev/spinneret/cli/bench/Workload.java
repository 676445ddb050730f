package dev.spinneret.cli.bench;

import java.util.Locale;

/// What every engine does in every round.
///
/// @param origin in words: the sample web's shape, or the URL of a site of the user's own
/// @param pages of the sample web; 0 when the site is the user's own
/// @param sizeBytes of each page
/// @param latency before each answer, as typed
/// @param concurrency fetches in flight
/// @param http as typed after `--http`
public record Workload(
    String origin, int pages, long sizeBytes, String latency, int concurrency, String http) {

  /// In a few words.
  String words() {
    return String.format(Locale.ROOT, "%s; concurrency %,d, HTTP %s", origin, concurrency, http);
  }
}

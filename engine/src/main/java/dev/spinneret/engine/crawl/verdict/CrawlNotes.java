package dev.spinneret.engine.crawl.verdict;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the user should know about a run besides its numbers. Lists name the first and say how many
/// more there are.
///
/// @param seedFailures seeds that gave no page, and why
/// @param sitemapFailures sitemaps that could not be used, or only in part, and why
/// @param unusedSitemaps sitemaps that a robots.txt names and that were not read
/// @param leftAlone hosts whose URLs were left over because of what they answered, and why
/// @param traps how many URLs were left out as traps, by how they were recognised
public record CrawlNotes(
    List<String> seedFailures,
    List<String> sitemapFailures,
    List<String> unusedSitemaps,
    List<String> leftAlone,
    Map<TrapKind, Long> traps) {
  /// Copies the values.
  public CrawlNotes {
    seedFailures = List.copyOf(seedFailures);
    sitemapFailures = List.copyOf(sitemapFailures);
    unusedSitemaps = List.copyOf(unusedSitemaps);
    leftAlone = List.copyOf(leftAlone);
    traps = traps.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(traps));
  }
}

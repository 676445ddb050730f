package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.html.ReadLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much time and memory a crawl may take: the shares of one budget.
///
/// What does not fit its share waits, goes to disk, or is cut and says so. Half of the budget is
/// left to what cannot be foreseen: trees, garbage, the seen set.
///
/// @param parseTime how long the reading of one page may take; null for no limit, and then nothing
///   but [CrawlOptions#parserCount()] threads runs beside the loop
/// @param bodyBytes for bodies in flight, all together
/// @param robotsBytes for the rules of hosts
/// @param queueBytes for URLs that wait
/// @param linkBytes for the links of one page
/// @param treeChars how much of one page may become a tree
public record Resources(
    @Nullable Duration parseTime,
    long bodyBytes,
    long robotsBytes,
    long queueBytes,
    long linkBytes,
    int treeChars) {
  /// No limit at all.
  public static final Resources UNLIMITED =
      new Resources(
          null, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

  /// How long the reading of one page may take, if nothing else is said.
  public static final Duration PARSE_TIME = Duration.ofSeconds(5);

  /// The least budget that a crawl can do with.
  public static final long LEAST_BYTES = 32L << 20;

  /// The shares of a budget.
  ///
  /// @param bytes the budget, at least [#LEAST_BYTES]
  /// @return its shares
  public static Resources of(long bytes) {
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "memory " + bytes + ": at least " + LEAST_BYTES + " bytes");
    }
    return new Resources(
        PARSE_TIME,
        bytes / 5,
        bytes / 8,
        bytes / 8,
        Math.min(bytes / 32, 64L << 20),
        (int) Math.min(bytes / 96, 1 << 30));
  }

  /// How large one body may be.
  ///
  /// @return bytes
  public int mostBodyBytes() {
    return (int) Math.min(Integer.MAX_VALUE - 64, bodyBytes - bodyBytes / 3);
  }

  /// What the reading of one page may cost, time apart.
  ///
  /// @return limits that nothing cancels
  public ReadLimits readLimits() {
    return new ReadLimits(() -> false, linkBytes, treeChars);
  }
}

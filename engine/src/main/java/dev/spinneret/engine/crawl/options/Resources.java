package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.html.ReadLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much time and memory a crawl may take: the shares of one budget.
///
/// What does not fit into its share waits, is moved to disk, or is cut and reported. Half of the
/// budget is reserved for what cannot be predicted: trees, garbage, the seen set.
///
/// @param parseTime how long the reading of one page may take; null for no limit, and then nothing
///   but `parserCount` threads runs beside the loop
/// @param parserCount how many threads may parse pages beside the loop; with 0, every page is
///   parsed in the step of the task that visits it
/// @param bodyBytes for bodies in flight, all together
/// @param robotsBytes for the rules of hosts
/// @param queueBytes for URLs that wait
/// @param linkBytes for the links of one page
/// @param treeChars how much of one page may become a tree
public record Resources(
    @Nullable Duration parseTime,
    int parserCount,
    long bodyBytes,
    long robotsBytes,
    long queueBytes,
    long linkBytes,
    int treeChars) {
  /// No limit at all.
  public static final Resources UNLIMITED =
      new Resources(
          null,
          0,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE);

  /// How long the reading of one page may take by default.
  public static final Duration PARSE_TIME = Duration.ofSeconds(5);

  /// The least budget that a crawl can do with.
  public static final long MIN_BYTES = 32L << 20;

  /// Checks the number of parsers.
  ///
  /// @throws IllegalArgumentException if it is negative
  public Resources {
    if (parserCount < 0) {
      throw new IllegalArgumentException("parsers " + parserCount + ": at least 0");
    }
  }

  /// The shares of a budget, without threads that parse.
  ///
  /// @param bytes the budget, at least [#MIN_BYTES]
  /// @return its shares
  public static Resources of(long bytes) {
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException("memory " + bytes + ": at least " + MIN_BYTES + " bytes");
    }
    return new Resources(
        PARSE_TIME,
        0,
        bytes / 5,
        bytes / 8,
        bytes / 8,
        Math.min(bytes / 32, 64L << 20),
        (int) Math.min(bytes / 96, 1 << 30));
  }

  /// The same resources with another number of threads that parse.
  ///
  /// @param newParserCount how many may parse pages beside the loop
  /// @return a copy
  public Resources withParserCount(int newParserCount) {
    return new Resources(
        parseTime, newParserCount, bodyBytes, robotsBytes, queueBytes, linkBytes, treeChars);
  }

  /// The same resources with another share for the URLs that wait.
  ///
  /// @param bytes for URLs that wait
  /// @return a copy
  public Resources withQueueBytes(long bytes) {
    return new Resources(
        parseTime, parserCount, bodyBytes, robotsBytes, bytes, linkBytes, treeChars);
  }

  /// How large one body may be.
  ///
  /// @return bytes
  public int maxBodyBytes() {
    return (int) Math.min(Integer.MAX_VALUE - 64, bodyBytes - bodyBytes / 3);
  }

  /// What the reading of one page may cost, time apart.
  ///
  /// @return limits that nothing cancels
  public ReadLimits readLimits() {
    return new ReadLimits(() -> false, linkBytes, treeChars);
  }
}

package dev.spinneret.engine.crawl.options;

/// What a crawl treats as a trap.
///
/// @param urlLength longest URL in characters
/// @param pathSegmentCount most segments of a path
/// @param repeatCount how often a segment may occur in a path
/// @param staleCount after how many pages of one URL template in a row without anything new the
///   template is given up; ten times as many where pages of other templates name them
/// @param staleDepth only URLs at least that far from the seeds count for their template, as a trap
///   is endless and a wide site is not; URLs with what looks like a session id also nearer, where a
///   page with such a URL named them
/// @param hostCount how many hosts of one registrable domain links may lead to: who makes up a host
///   for each link has one domain nevertheless
/// @param chainCount how many URLs of one template may be named by pages of that template at
///   `staleDepth` or deeper, whatever they hold: a calendar whose pages always say something new
public record TrapLimits(
    int urlLength,
    int pathSegmentCount,
    int repeatCount,
    int staleCount,
    int staleDepth,
    int hostCount,
    int chainCount) {

  /// The default limits.
  public static final TrapLimits DEFAULT = new TrapLimits(8_000, 40, 4, 1_000, 40, 1_000, 10_000);

  /// No trap at all.
  public static final TrapLimits NONE =
      new TrapLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);
}

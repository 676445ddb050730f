package dev.spinneret.cli.bench;

/// What one engine did in one round.
///
/// @param pages replies
/// @param seconds of the crawl, without start-up and warm-up
/// @param cpuSeconds of the whole process in that time
/// @param peakMemoryBytes of the process, warm-up included
/// @param p50 milliseconds of a fetch
/// @param p90 milliseconds
/// @param p99 milliseconds
/// @param work digest of what it got
/// @param balanced whether its ledger balanced
/// @param leastTimeShare the least time possible, as a part of the time taken; from 0 to 1
/// @param boundBy why it could not have been faster than that
/// @param othersShare the part of the machine's CPU that others used meanwhile; from 0 to 1
record Measured(
    long pages,
    double seconds,
    double cpuSeconds,
    long peakMemoryBytes,
    double p50,
    double p90,
    double p99,
    String work,
    boolean balanced,
    double leastTimeShare,
    String boundBy,
    double othersShare) {

  /// The same, with what others used meanwhile.
  Measured whileOthersUsed(double share) {
    return new Measured(
        pages,
        seconds,
        cpuSeconds,
        peakMemoryBytes,
        p50,
        p90,
        p99,
        work,
        balanced,
        leastTimeShare,
        boundBy,
        share);
  }

  double pagesPerSecond() {
    return pages / seconds;
  }

  double cpuMicrosPerPage() {
    return cpuSeconds * 1e6 / pages;
  }

  double cores() {
    return cpuSeconds / seconds;
  }

  double peakMegabytes() {
    return peakMemoryBytes / 1e6;
  }

  double kilobytesPerPage() {
    return peakMemoryBytes / 1e3 / pages;
  }
}

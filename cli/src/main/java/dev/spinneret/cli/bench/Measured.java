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
record Measured(
    long pages,
    double seconds,
    double cpuSeconds,
    long peakMemoryBytes,
    double p50,
    double p90,
    double p99,
    String work,
    boolean balanced) {

  double pagesPerSecond() {
    return pages / seconds;
  }

  double cpuMicrosPerPage() {
    return cpuSeconds * 1e6 / pages;
  }
}

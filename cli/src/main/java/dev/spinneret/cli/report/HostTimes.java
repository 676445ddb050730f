package dev.spinneret.cli.report;

/// What the crawl met at one host.
final class HostTimes {
  private final String name;
  private long count;
  private long failedCount;
  private long nanos;

  HostTimes(String name) {
    this.name = name;
  }

  void add(boolean failed, long fetchNanos) {
    count++;
    nanos += fetchNanos;
    if (failed) {
      failedCount++;
    }
  }

  String name() {
    return name;
  }

  long count() {
    return count;
  }

  long failedCount() {
    return failedCount;
  }

  double meanMillis() {
    return count == 0 ? 0 : nanos / 1e6 / count;
  }
}

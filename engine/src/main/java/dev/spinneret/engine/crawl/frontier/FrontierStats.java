package dev.spinneret.engine.crawl.frontier;

/// What a frontier holds.
///
/// @param waitingCount URLs that wait, retries included
/// @param leasedCount URLs that are leased
/// @param hostCount hosts ever seen
/// @param activeHostCount hosts with a URL that waits or is leased
public record FrontierStats(
    long waitingCount, long leasedCount, int hostCount, int activeHostCount) {}

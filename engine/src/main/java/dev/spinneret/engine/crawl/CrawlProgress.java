package dev.spinneret.engine.crawl;

/// Where a crawl stands, for a progress line.
///
/// @param pages whole replies so far
/// @param bytes their decoded body bytes
/// @param waiting URLs that wait
/// @param inFlight fetches in flight
/// @param failed URLs that failed
/// @param hosts host queues
/// @param discovered URLs discovered
public record CrawlProgress(
    long pages, long bytes, long waiting, int inFlight, long failed, int hosts, long discovered) {}

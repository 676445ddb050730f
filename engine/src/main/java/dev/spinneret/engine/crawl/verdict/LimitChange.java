package dev.spinneret.engine.crawl.verdict;

import java.time.Duration;

/// A change of a host's limits.
///
/// @param host the host queue: its origin
/// @param limit how many requests may be in flight
/// @param interval the least time from one request to the next; zero for none
/// @param pause how long no requests are sent to it; zero if they may be sent
/// @param reason in words for a person
public record LimitChange(
    String host, int limit, Duration interval, Duration pause, String reason) {}

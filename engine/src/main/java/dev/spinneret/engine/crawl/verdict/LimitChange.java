package dev.spinneret.engine.crawl.verdict;

import java.time.Duration;

/// A change in the way a host may be asked.
///
/// @param host the host queue: its origin
/// @param limit how many requests may be in flight
/// @param interval the least time from one request to the next; zero for none
/// @param pause how long it is not asked at all; zero when it may be asked
/// @param reason in words for a person
public record LimitChange(
    String host, int limit, Duration interval, Duration pause, String reason) {}

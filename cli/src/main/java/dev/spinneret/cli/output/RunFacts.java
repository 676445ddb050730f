package dev.spinneret.cli.output;

import java.time.Duration;

/// What a summary needs to know about a run besides what the crawl itself counted.
///
/// @param concurrency how many fetches may be in flight
/// @param perHost how many of them at one host; 0 for adaptive
/// @param delay from one request to the next at a host; zero for none
/// @param usage what the process has used
public record RunFacts(int concurrency, int perHost, Duration delay, ProcessUsage usage) {}

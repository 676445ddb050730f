package dev.spinneret.cli.report;

import java.time.Duration;

/// What a summary needs to know about a run besides what the crawl itself counted.
///
/// @param concurrency how many fetches may be in flight
/// @param outputWait how long at least one page waited for an output to take its record
/// @param crawlCpu what the process used from the crawl's start to its end
/// @param usage what the process has used in all
public record RunFacts(
    int concurrency, Duration outputWait, Duration crawlCpu, ProcessUsage usage) {}

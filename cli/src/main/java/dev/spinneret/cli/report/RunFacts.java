package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.options.RequestRates;
import dev.spinneret.fetch.options.Bandwidth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a summary needs to know about a run besides what the crawl itself counted.
///
/// @param concurrency how many fetches may be in flight
/// @param rates how many requests were allowed in a second
/// @param bandwidth how many bytes could be received in a second; null for no limit
/// @param outputWait how long at least one page waited for an output to take its record
/// @param crawlCpu what the process used from the crawl's start to its end
/// @param usage what the process has used in all
public record RunFacts(
    int concurrency,
    RequestRates rates,
    @Nullable Bandwidth bandwidth,
    Duration outputWait,
    Duration crawlCpu,
    ProcessUsage usage) {}

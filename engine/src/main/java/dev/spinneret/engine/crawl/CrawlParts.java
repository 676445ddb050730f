package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;

/// What every step of a crawl works with.
///
/// @param loop runs the crawl's tasks
/// @param fetcher the network
/// @param options how to crawl
/// @param frontier the URLs that wait
/// @param politeness the hosts and their limits
/// @param recorder takes the verdicts
record CrawlParts(
    EventLoop loop,
    Fetcher fetcher,
    CrawlOptions options,
    Frontier frontier,
    Politeness politeness,
    VerdictRecorder recorder) {}

/// What the crawl needs from a fetcher, without the crawl itself.
///
/// Start at [Fetcher][dev.spinneret.engine.crawl.port.Fetcher]: it takes a
/// [FetchRequest][dev.spinneret.engine.crawl.port.FetchRequest] and returns a
/// [FetchResult][dev.spinneret.engine.crawl.port.FetchResult], which is a
/// [Reply][dev.spinneret.engine.crawl.port.Reply] or one of a closed list of
/// [causes][dev.spinneret.engine.crawl.port.FailureCause].
package dev.spinneret.engine.crawl.port;

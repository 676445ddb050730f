/// The waiting URLs, and which is next.
///
/// Start reading at [dev.spinneret.engine.crawl.frontier.Frontier], the interface that the crawl
/// uses. `MemoryFrontier` implements it: a `HostSchedule` orders the hosts by two `HostHeap`s, each
/// host is a `HostQueue`, and the URLs of a host and depth are packed in a `UrlQueue`.
package dev.spinneret.engine.crawl.frontier;

/// The crawl: from seeds to verdicts.
///
/// Start reading at [dev.spinneret.engine.crawl.Crawl]. Data flows one way, and each step is a
/// class of its own: `Admission` (seen set, scope, traps) → `Frontier` (whose turn it is) →
/// `RobotsGate` and `PageVisitor` (fetch, judge, parse) → `VerdictRecorder` (ledger and sink
/// together). Links go back to `Admission`; nothing else goes back. `Politeness` turns what hosts
/// say and how they answer into the frontier's limits.
///
/// The rooms below know nothing of this package: `options` and `scope` (what to crawl and how),
/// `frontier` and `seen` (URLs that wait, URLs that were seen), `limit` (how much a host is asked),
/// `parsing` (where pages are parsed), `verdict` (what is reported), `estimate` (how fast the crawl
/// could have been) and `port` (the network). `state` implements `CrawlStore` in a file.
///
/// All of it is on one loop, but for the parsing of pages, which `parsing` may hand to threads.
///
/// The network is behind [dev.spinneret.engine.crawl.port.Fetcher], the clock is the loop's, so a
/// whole crawl runs in a test without a socket and without waiting.
package dev.spinneret.engine.crawl;

/// The crawl: from seeds to verdicts.
///
/// Start reading at [dev.spinneret.engine.crawl.Crawl]. Data flows one way, and each step is a
/// class of its own: `Admission` (seen set, scope, traps) → `Frontier` (whose turn it is) →
/// `RobotsGate` and `PageVisitor` (fetch, judge, parse) → `VerdictRecorder` (ledger and sink
/// together). Links go back to `Admission`; nothing else goes back. `Politeness` turns what hosts
/// demand and how they answer into limits of the frontier.
///
/// The packages below do not depend on this package: `options` and `scope` (what to crawl and how),
/// `frontier` and `seen` (URLs that wait, URLs that were seen), `limit` (how many requests a host
/// gets), `parsing` (where pages are parsed), `verdict` (what is reported), `estimate` (how fast
/// the crawl could have been) and `port` (the network). `state` implements `CrawlStore` with a
/// file.
///
/// Everything runs on one loop, except the parsing of pages, which `parsing` may hand to threads.
///
/// The network is behind [dev.spinneret.engine.crawl.port.Fetcher], the clock is the loop's, so a
/// whole crawl runs in a test without a socket and without waiting.
package dev.spinneret.engine.crawl;

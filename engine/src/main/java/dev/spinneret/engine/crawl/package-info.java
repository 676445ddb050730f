/// The crawl: from seeds to verdicts.
///
/// Data flows one way: seed → scope → seen set → frontier → robots → [Fetcher] → parse → links.
/// Start reading at `Crawl`.
package dev.spinneret.engine.crawl;

/// What a crawl reports: the verdict of each URL, the record of each page, and the summary.
///
/// Start reading at [dev.spinneret.engine.crawl.verdict.Verdict]. A
/// [dev.spinneret.engine.crawl.verdict.Sink] receives the records while the crawl runs, and a
/// [dev.spinneret.engine.crawl.verdict.CrawlSummary] is what it returns.
package dev.spinneret.engine.crawl.verdict;

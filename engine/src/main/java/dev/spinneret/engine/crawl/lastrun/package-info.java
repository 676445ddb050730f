/// The last run of a crawl that is repeated: what became of its URLs, and which of them named
/// others.
///
/// Start reading at [LastRun][dev.spinneret.engine.crawl.lastrun.LastRun].
package dev.spinneret.engine.crawl.lastrun;

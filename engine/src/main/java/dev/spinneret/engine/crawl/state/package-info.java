/// The state of a crawl in one SQLite file, so that the crawl can be resumed after kill -9.
///
/// Start reading at [dev.spinneret.engine.crawl.state.SqliteState]. The loop's thread collects
/// changes (`RecordingStore`); one writer thread applies them (`StateWriter`) and commits them
/// together with the lengths of the outputs at that moment (`CommittingStore`). `DurableFrontier`
/// keeps the head of each host's queue in memory and leaves the rest in the file. A crawl that is
/// repeated reads the last run from the same file (`StoredLastRun`, `LastRunTable`).
package dev.spinneret.engine.crawl.state;

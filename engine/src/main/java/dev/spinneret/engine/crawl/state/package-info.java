/// The crawl's state in one SQLite file, so that a crawl goes on after kill -9.
///
/// Start reading at [dev.spinneret.engine.crawl.state.SqliteState]. The loop's thread collects
/// changes; one writer thread applies them, and commits them together with the lengths that the
/// outputs had at that moment. `DurableFrontier` keeps the head of each host's queue in memory and
/// leaves the rest in the file.
package dev.spinneret.engine.crawl.state;

/// One crawl that several crawlers share through a database (`--frontier`).
///
/// Each registrable domain is owned by at most one crawler at a time. Its owner alone decides which
/// URLs of it are new, requests them, and writes what became of them; what others find of it they
/// refer to the owner, through a table of the database that the owner empties. So a crawler is, for
/// the domains it owns, what a crawl with a state of its own is.
///
/// Start reading at [dev.spinneret.engine.crawl.shared.SharedState]. It commits in rounds:
/// [dev.spinneret.engine.crawl.shared.Round] is what one transaction writes, and
/// [dev.spinneret.engine.crawl.shared.RoundReply] what it returns.
/// [dev.spinneret.engine.crawl.shared.SharedDatabase] is all that a database must do.
package dev.spinneret.engine.crawl.shared;

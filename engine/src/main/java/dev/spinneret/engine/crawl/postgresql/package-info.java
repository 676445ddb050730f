/// The database of a crawl that several crawlers share: PostgreSQL.
///
/// Start reading at [PostgresCrawl][dev.spinneret.engine.crawl.postgresql.PostgresCrawl], which
/// joins a crawl at a [PostgresAddress][dev.spinneret.engine.crawl.postgresql.PostgresAddress].
/// From then on `PostgresDatabase` does what `SharedDatabase` demands, over a `PostgresConnection`
/// that connects again when it is lost: `RoundStatements` writes a round, with a class for each
/// table that most rows go to, `Takeovers` are the domains that it has claimed, and `DomainReader`
/// reads what it must know of them. `PostgresSchema` has the tables,
/// [FrontierAdmin][dev.spinneret.engine.crawl.postgresql.FrontierAdmin] the commands of people.
package dev.spinneret.engine.crawl.postgresql;

package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.Round;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/// Writes a round, all but the crawler's own row: one statement for each table. The caller commits.
final class RoundStatements {
  private final Connection connection;
  private final int crawler;
  private final InstantSource wallClock;
  private final DomainIds domains;
  private final ReferralStatements referrals;

  /// @param domains kept from round to round
  RoundStatements(
      Connection connection,
      int crawler,
      InstantSource wallClock,
      DomainIds domains,
      ReferralStatements referrals) {
    this.connection = connection;
    this.referrals = referrals;
    this.crawler = crawler;
    this.wallClock = wallClock;
    this.domains = domains;
  }

  void write(Round round) throws SQLException {
    domains.trim();
    new QueueStatements(connection, domains).write(round);
    new VerdictStatements(connection, crawler, domains).write(round);
    new HostStatements(connection, wallClock, domains).write(round);
    writeTraps(round);
    for (var held : round.scope()) {
      Sql.update(
          connection, "INSERT INTO scope(held) VALUES (?) ON CONFLICT DO NOTHING", Sql.text(held));
    }
    referrals.write(round);
    writeOutputs(round);
    for (var released : round.released()) {
      Sql.update(
          connection,
          "UPDATE domain d SET owner = NULL, waiting = ? OR EXISTS (SELECT 1 FROM inbox i WHERE"
              + " i.recipient = d.id), level = ? WHERE id = ? AND owner = ?",
          released.isOpen(),
          released.level(),
          released.domain(),
          crawler);
    }
  }

  private void writeTraps(Round round) throws SQLException {
    for (var suspect : round.suspects()) {
      var template = suspect.template();
      long domain =
          domains.of(template.substring(0, template.indexOf('/', template.indexOf("//") + 2)));
      Sql.update(
          connection,
          "INSERT INTO words VALUES (?, ?) ON CONFLICT DO NOTHING",
          domain,
          suspect.words());
      Sql.update(
          connection,
          "INSERT INTO template(domain, stale, name) VALUES (?, ?, ?) ON CONFLICT (domain, name) DO"
              + " UPDATE SET stale = excluded.stale",
          domain,
          suspect.staleCount(),
          Sql.text(template));
    }
  }

  private void writeOutputs(Round round) throws SQLException {
    for (var output : round.outputs().entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO output VALUES (?, ?, ?) ON CONFLICT (crawler, name) DO UPDATE SET bytes ="
              + " excluded.bytes",
          crawler,
          output.getKey(),
          output.getValue());
    }
    var lines = round.session();
    if (lines != null) {
      Sql.update(connection, "DELETE FROM session WHERE crawler = ?", crawler);
      var session = new Rows("INSERT INTO session SELECT * FROM ROWS", "int4", "int4", "text");
      for (int i = 0; i < lines.size(); i++) {
        session.add(crawler, i, Sql.text(lines.get(i)));
      }
      session.update(connection);
    }
    for (var address : round.addresses()) {
      Sql.update(
          connection, "INSERT INTO address VALUES (?, ?) ON CONFLICT DO NOTHING", address, crawler);
    }
  }
}

package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.state.ChainText;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes the changes of the queues of waiting URLs.
final class QueueStatements {
  private static final String KEYS =
      " AS k(domain, host, depth, ord) WHERE q.domain = k.domain"
          + " AND q.host = k.host AND q.depth = k.depth AND q.ord = k.ord";

  private final Connection connection;
  private final DomainIds domains;

  QueueStatements(Connection connection, DomainIds domains) {
    this.connection = connection;
    this.domains = domains;
  }

  void write(Round round) throws SQLException {
    var unqueued =
        new Rows("DELETE FROM queue q USING ROWS" + KEYS, "int8", "int8", "int4", "int8");
    for (var url : round.unqueued()) {
      unqueued.add(domains.of(url.host()), Domains.hostId(url.host()), url.depth(), url.order());
    }
    unqueued.update(connection);
    var queued =
        new Rows(
            "INSERT INTO queue(domain, host, ord, fp, depth, hops, attempts, private, role, href,"
                + " referrer, chain) SELECT * FROM ROWS",
            "int8",
            "int8",
            "int8",
            "int8",
            "int4",
            "int4",
            "int4",
            "bool",
            "text",
            "text",
            "text",
            "text");
    for (var url : round.queued()) {
      queued.add(
          domains.of(url.host()),
          Domains.hostId(url.host()),
          url.order(),
          url.fingerprint(),
          url.depth(),
          url.hops(),
          url.attempts(),
          url.privateAllowed(),
          url.role().name(),
          Sql.text(url.href()),
          Sql.text(url.referrer()),
          Sql.text(ChainText.of(url.via())));
    }
    queued.update(connection);
    var retried =
        new Rows(
            "UPDATE queue q SET attempts = k.attempts FROM ROWS"
                + KEYS.replace("ord)", "ord, attempts)"),
            "int8",
            "int8",
            "int4",
            "int8",
            "int4");
    for (var url : round.retried()) {
      retried.add(
          domains.of(url.host()),
          Domains.hostId(url.host()),
          url.depth(),
          url.order(),
          url.attempts());
    }
    retried.update(connection);
  }
}

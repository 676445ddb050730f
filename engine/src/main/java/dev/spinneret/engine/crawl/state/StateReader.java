package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.CrawlStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;

/// Tells a crawl what earlier runs left in the file.
final class StateReader {
  private final Connection connection;

  StateReader(Connection connection) {
    this.connection = connection;
  }

  void restore(CrawlStore.Restored into, DurableFrontier frontier) throws SQLException {
    var hosts = new HashMap<Long, String>();
    try (var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SELECT held FROM scope")) {
        while (rows.next()) {
          into.scope(rows.getString(1));
        }
      }
      try (var rows = statement.executeQuery("SELECT id, name, robots, robots_at FROM host")) {
        while (rows.next()) {
          hosts.put(rows.getLong(1), rows.getString(2));
          var robots = rows.getBytes(3);
          if (robots != null) {
            into.robots(rows.getString(2), robots, Instant.ofEpochMilli(rows.getLong(4)));
          }
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT fp, verdict, cause, host, depth, status, bytes, digest FROM url")) {
        while (rows.next()) {
          long fingerprint = rows.getLong(1);
          var verdict = rows.getString(2);
          if (verdict == null) {
            into.open(fingerprint);
          } else {
            into.ended(
                fingerprint,
                new CrawlStore.Ended(
                    verdict,
                    rows.getString(3),
                    hosts.get(rows.getLong(4)),
                    rows.getInt(5),
                    rows.getInt(6),
                    rows.getLong(7),
                    rows.getLong(8)));
          }
        }
      }
      into.order(StateFile.number(connection, "SELECT coalesce(max(id) + 1, 0) FROM url"));
      try (var rows =
          statement.executeQuery(
              "SELECT h.name, count(*) FROM url u JOIN host h ON h.id = u.host"
                  + " WHERE u.verdict IS NULL GROUP BY u.host ORDER BY min(u.id)")) {
        while (rows.next()) {
          frontier.restore(rows.getString(1), rows.getLong(2));
        }
      }
    }
  }
}

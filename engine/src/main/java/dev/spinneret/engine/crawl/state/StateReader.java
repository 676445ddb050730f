package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.CrawlStore;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Restores a crawl from what earlier runs left in the file.
final class StateReader {
  /// Committed with the first changes of the run.
  private static final String[] RETRY_FAILED = {
    "UPDATE url SET verdict = NULL, detail = NULL, cause = NULL, status = NULL, bytes = NULL,"
        + " digest = NULL, attempts = NULL, started = NULL WHERE host IS NOT NULL AND ((verdict ="
        + " 'failed' AND cause <> 'invalid_url') OR status >= 500 OR status IN (408, 425, 429) OR"
        + " verdict = 'left_over' OR (verdict = 'robots' AND detail = 'robots.txt could not be"
        + " had'))",
    "UPDATE host SET closed = NULL, closed_detail = NULL, closed_cause = NULL, ask_at = NULL"
        + " WHERE closed IN ('failed', 'left_over')",
  };

  private final Connection connection;
  private final Path file;

  StateReader(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  /// Revokes the verdicts of what failed, see [SqliteState#retryFailed].
  void retryFailed() throws SQLException {
    StateFile.execute(connection, RETRY_FAILED);
  }

  void restore(CrawlStore.Restored into, DurableFrontier frontier, int deepAt) throws SQLException {
    var hosts = new HashMap<Long, String>();
    var waiting = new LinkedHashMap<String, Long>();
    try (var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SELECT held FROM scope")) {
        while (rows.next()) {
          into.scope(rows.getString(1));
        }
      }
      try (var rows = statement.executeQuery("SELECT digest FROM words")) {
        while (rows.next()) {
          into.words(rows.getLong(1));
        }
      }
      try (var rows = statement.executeQuery("SELECT name, stale FROM template")) {
        while (rows.next()) {
          into.staleTemplate(rows.getString(1), rows.getInt(2));
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT id, name, robots, robots_at, ask_at, closed, closed_detail, closed_cause"
                  + " FROM host")) {
        while (rows.next()) {
          hosts.put(rows.getLong(1), rows.getString(2));
          var robots = rows.getBytes(3);
          if (robots != null) {
            into.robots(rows.getString(2), robots, Instant.ofEpochMilli(rows.getLong(4)));
          }
          long askAt = rows.getLong(5);
          into.host(
              rows.getString(2), askAt == 0 ? null : Instant.ofEpochMilli(askAt), closed(rows));
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT fp, verdict, cause, host, depth, status, bytes, digest, role,"
                  + " CASE WHEN ((status BETWEEN 200 AND 299 AND bytes > 0) OR received IS"
                  + " NOT NULL) AND verdict <> 'duplicate' THEN href END, received IS NOT NULL FROM"
                  + " url ORDER BY id")) {
        while (rows.next()) {
          long fingerprint = rows.getLong(1);
          var verdict = rows.getString(2);
          if (verdict == null) {
            var host = Objects.requireNonNull(hosts.get(rows.getLong(4)), "checked before");
            into.open(fingerprint, host);
            waiting.merge(host, 1L, Long::sum);
          } else {
            var cause = rows.getString(3);
            into.ended(
                fingerprint,
                new CrawlStore.Ended(
                    VerdictKind.ofLabel(verdict),
                    cause == null ? null : FailureCause.ofLabel(cause),
                    hosts.get(rows.getLong(4)),
                    CrawlUrl.Role.valueOf(rows.getString(9)),
                    rows.getInt(5),
                    rows.getInt(6),
                    rows.getLong(7),
                    rows.getLong(8),
                    rows.getBoolean(11),
                    rows.getString(10)));
          }
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT u.href, r.href FROM url u JOIN url r ON r.id = u.referrer WHERE u.depth >= "
                  + deepAt)) {
        while (rows.next()) {
          into.deepLink(rows.getString(1), rows.getString(2));
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT %s, u.detail FROM %s WHERE u.verdict = 'redirected' ORDER BY u.id"
                  .formatted(UrlRow.COLUMNS, UrlRow.TABLES))) {
        while (rows.next()) {
          var target = Verdict.Redirected.target(rows.getString(13));
          if (target != null) {
            into.redirected(UrlRow.read(rows, file, null), target);
          }
        }
      }
      into.order(StateFile.number(connection, "SELECT coalesce(max(id) + 1, 0) FROM url"));
      waiting.forEach(frontier::restore);
    }
  }

  /// Why a host is closed. A spent budget is not restored from here but computed from what was
  /// fetched, so that a later run may have a larger one.
  private static @Nullable Verdict closed(ResultSet rows) throws SQLException {
    var label = rows.getString(6);
    if (label == null) {
      return null;
    }
    var detail = rows.getString(7);
    return switch (VerdictKind.ofLabel(label)) {
      case FAILED -> new Verdict.Failed(FailureCause.ofLabel(rows.getString(8)), detail);
      case LEFT_OVER -> new Verdict.LeftOver(detail);
      case BUDGET,
          DEPTH,
          DUPLICATE,
          FETCHED,
          NOINDEX,
          OTHER_SHARD,
          OUT_OF_SCOPE,
          REDIRECTED,
          ROBOTS,
          TRAP,
          UNMODIFIED ->
          null;
    };
  }
}

package dev.spinneret.engine.crawl.state;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Gives a state file the schema of an earlier version.
final class OlderVersion {
  private static final List<String> TO_6 =
      List.of(
          "DROP INDEX last_fp",
          "DROP INDEX last_referrer",
          "ALTER TABLE last RENAME TO last_7",
          "CREATE TABLE last(fp INTEGER PRIMARY KEY, nth INTEGER NOT NULL, referrer INTEGER, href"
              + " TEXT NOT NULL, depth INTEGER NOT NULL, private INTEGER NOT NULL, role TEXT NOT"
              + " NULL, verdict TEXT, detail TEXT, cause TEXT, status INTEGER, digest INTEGER,"
              + " started INTEGER, received INTEGER, etag TEXT, modified TEXT, unmodified INTEGER)",
          "INSERT INTO last SELECT l.fp, l.id, r.fp, l.href, l.depth, l.private, l.role, l.verdict,"
              + " l.detail, l.cause, CASE WHEN l.received IS NULL THEN l.status ELSE 200 END,"
              + " l.digest, l.started, coalesce(l.received, l.started), l.etag, l.modified, u.since"
              + " FROM last_7 l LEFT JOIN last_7 r ON r.id = l.referrer LEFT JOIN unmodified u ON"
              + " u.fp = l.fp",
          "DROP TABLE last_7",
          "DROP TABLE unmodified",
          "CREATE INDEX last_referrer ON last(referrer, nth)",
          "DROP INDEX IF EXISTS url_reopened",
          "DROP INDEX IF EXISTS url_open",
          "CREATE INDEX url_reopened ON url(fp) WHERE verdict IN ('out_of_scope', 'depth')",
          "CREATE INDEX url_open ON url(host, depth, id) WHERE verdict IS NULL");

  private static final List<String> TO_5 =
      List.of(
          "DROP INDEX url_reopened",
          "CREATE UNIQUE INDEX url_fp ON url(fp)",
          "DROP INDEX last_referrer",
          "CREATE INDEX last_referrer ON last(referrer)");

  private static final List<String> TO_4 =
      List.of(
          "ALTER TABLE url DROP COLUMN received",
          "ALTER TABLE url DROP COLUMN etag",
          "ALTER TABLE url DROP COLUMN modified",
          "ALTER TABLE url DROP COLUMN change",
          "DROP TABLE last",
          "DELETE FROM meta WHERE key = 'ended'");

  private static final List<String> TO_1 =
      List.of(
          "ALTER TABLE url DROP COLUMN chain",
          "ALTER TABLE host DROP COLUMN ask_at",
          "ALTER TABLE host DROP COLUMN closed",
          "ALTER TABLE host DROP COLUMN closed_detail",
          "ALTER TABLE host DROP COLUMN closed_cause",
          "DROP TABLE words",
          "DROP TABLE template",
          "DROP TABLE session");

  private OlderVersion() {}

  /// @param version 1, 4, 5 or 6
  static void make(Path file, int version) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      var steps = List.of(TO_6, TO_5, TO_4, TO_1);
      var versions = List.of(6, 5, 4, 1);
      for (var step : steps.subList(0, versions.indexOf(version) + 1)) {
        for (var command : step) {
          statement.execute(command);
        }
      }
      statement.execute("PRAGMA user_version = " + version);
    }
  }
}

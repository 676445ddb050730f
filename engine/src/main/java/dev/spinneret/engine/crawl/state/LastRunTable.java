package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The URLs of the last run, while it is repeated: a table beside `url`, which holds this run. Both
/// identify URLs by fingerprint, since the order of discovery differs between runs. On the writer's
/// thread.
final class LastRunTable {
  /// The tables of the schema; empty unless a crawl is being repeated.
  static final String[] TABLES = {
    "CREATE TABLE last(fp INTEGER PRIMARY KEY, nth INTEGER NOT NULL, referrer INTEGER, href TEXT"
        + " NOT NULL, depth INTEGER NOT NULL, private INTEGER NOT NULL, role TEXT NOT NULL, verdict"
        + " TEXT, detail TEXT, cause TEXT, status INTEGER, digest INTEGER, started INTEGER,"
        + " received INTEGER, etag TEXT, modified TEXT, unmodified INTEGER)",
    "CREATE INDEX last_referrer ON last(referrer, nth)",
  };

  /// Moves the URLs of this run to the table of the last one. URLs of the last run that this one
  /// did not request, because a budget was spent, remain. Rows are inserted in the order of their
  /// key and indexed together at the end, which takes half the time.
  private static final String[] BEGIN = {
    "DROP INDEX last_referrer",
    "INSERT INTO last SELECT u.fp, u.id, r.fp, u.href, u.depth, u.private, u.role, u.verdict,"
        + " u.detail, u.cause, CASE WHEN u.received IS NULL THEN u.status ELSE 200 END, u.digest,"
        + " u.started, coalesce(u.received, u.started), u.etag, u.modified, NULL FROM url u LEFT"
        + " JOIN url r ON r.id = u.referrer WHERE true ORDER BY u.fp ON CONFLICT(fp) DO UPDATE SET"
        + " nth = excluded.nth, referrer = excluded.referrer, href = excluded.href, depth ="
        + " excluded.depth, private = excluded.private, role = excluded.role, verdict ="
        + " excluded.verdict, detail = excluded.detail, cause = excluded.cause, status ="
        + " excluded.status, digest = excluded.digest, started = excluded.started, received ="
        + " excluded.received, etag = excluded.etag, modified = excluded.modified WHERE"
        + " excluded.started IS NOT NULL",
    TABLES[1],
    "UPDATE last SET unmodified = NULL WHERE unmodified IS NOT NULL",
    "DELETE FROM url",
    "DELETE FROM words",
    "DELETE FROM scope",
    "DELETE FROM output",
    "UPDATE host SET robots = NULL, robots_at = NULL, ask_at = NULL, closed = NULL, closed_detail ="
        + " NULL, closed_cause = NULL",
  };

  private static final String KNOWN = "SELECT fp, href, depth, private, cause, role";

  /// Where the columns of [#VISIT] begin after those of [#KNOWN].
  private static final int VISIT_AT = 7;

  /// What is requested conditionally; sitemaps are always requested in full.
  private static final String IS_REVISITED = "role IN ('PAGE', 'REQUISITE')";

  private static final String VISIT =
      ", verdict, detail, status, digest, started, received, etag, modified, unmodified, EXISTS"
          + " (SELECT 1 FROM last n WHERE n.referrer = l.fp)";

  /// URLs of the last run that this one has not discovered, except those that are never requested,
  /// and those that no page named even then and that gave no page.
  private static final String UNDISCOVERED =
      KNOWN
          + " FROM last WHERE fp > ? AND fp NOT IN temp.discovered AND "
          + IS_REVISITED
          + " AND coalesce(verdict, '') NOT IN ('out_of_scope', 'other_shard', 'trap') AND"
          + " coalesce(cause, '') <> 'invalid_url' AND (referrer IS NOT NULL OR status BETWEEN 200"
          + " AND 299 OR verdict = 'redirected')";

  private static final String VISITED_PARENT =
      " AND (referrer IS NULL OR referrer IN temp.discovered)";

  private final Connection connection;
  private final Path file;
  private final PreparedStatement visit;
  private final PreparedStatement named;
  private final PreparedStatement note;

  private boolean anyParent;
  private boolean foundSome;
  private long afterFingerprint = Long.MIN_VALUE;

  /// The last `id` in the table `temp.discovered`, which holds the fingerprints of this run; -1 for
  /// none.
  private long discoveredTo = -1;

  LastRunTable(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    visit = connection.prepareStatement(KNOWN + VISIT + " FROM last l WHERE fp = ?");
    named =
        connection.prepareStatement(
            KNOWN
                + VISIT
                + " FROM last l WHERE referrer = ? AND "
                + IS_REVISITED
                + " ORDER BY nth");
    note = connection.prepareStatement("UPDATE last SET unmodified = ? WHERE fp = ?");
  }

  /// Whether a crawl is being repeated.
  static boolean isUsed(Connection connection) throws SQLException {
    return StateFile.number(connection, "SELECT EXISTS (SELECT 1 FROM last)") > 0;
  }

  /// Makes the finished run the last one; the caller commits.
  static void begin(Connection connection) throws SQLException {
    StateFile.execute(connection, BEGIN);
  }

  /// Deletes the last run, at the end of this one; the caller commits.
  void clear() throws SQLException {
    StateFile.execute(connection, "DELETE FROM last");
  }

  /// A URL that was discovered in a page.
  ///
  /// @param visit null if it was not requested
  record Named(LastRun.Known known, @Nullable LastVisit visit) {}

  /// Looks up the visit of a URL.
  ///
  /// @return empty if it was not requested
  Optional<LastVisit> visitOf(long fingerprint) throws SQLException {
    visit.setLong(1, fingerprint);
    try (var rows = visit.executeQuery()) {
      return rows.next() ? Optional.ofNullable(visit(rows)) : Optional.empty();
    }
  }

  private @Nullable LastVisit visit(ResultSet row) throws SQLException {
    var verdict = row.getString(VISIT_AT);
    var requested = instant(row, VISIT_AT + 4);
    if (verdict == null || requested == null) {
      return null;
    }
    var cause = row.getString(5);
    int status = row.getInt(VISIT_AT + 2);
    return new LastVisit(
        row.getLong(1),
        VerdictKind.ofLabel(verdict),
        row.getString(VISIT_AT + 1),
        cause == null ? null : FailureCause.ofLabel(cause),
        status,
        row.getLong(VISIT_AT + 3),
        requested,
        Instant.ofEpochMilli(row.getLong(VISIT_AT + 5)),
        status == 200 ? validators(row.getString(VISIT_AT + 6), row.getString(VISIT_AT + 7)) : null,
        instant(row, VISIT_AT + 8),
        row.getBoolean(VISIT_AT + 9));
  }

  private @Nullable Validators validators(@Nullable String etag, @Nullable String modified) {
    try {
      return etag == null && modified == null ? null : new Validators(etag, modified);
    } catch (IllegalArgumentException e) {
      throw new StateException(file, "damaged: " + e.getMessage());
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /// The URLs that were discovered in a page.
  List<Named> namedBy(long fingerprint) throws SQLException {
    named.setLong(1, fingerprint);
    var urls = new ArrayList<Named>();
    try (var rows = named.executeQuery()) {
      while (rows.next()) {
        urls.add(new Named(known(rows), visit(rows)));
      }
    }
    return urls;
  }

  /// The next URLs that this run has not discovered. They are searched in rounds, since the URLs
  /// found in one round may name others.
  List<LastRun.Known> undiscovered(int atMost) throws SQLException {
    updateDiscovered();
    var found = undiscoveredOfRound(atMost);
    while (found.isEmpty() && (foundSome || !anyParent)) {
      anyParent = !foundSome;
      foundSome = false;
      afterFingerprint = Long.MIN_VALUE;
      found = undiscoveredOfRound(atMost);
    }
    foundSome |= !found.isEmpty();
    return found;
  }

  /// Adds the fingerprints that were written since the last call to a table of their own: `url` has
  /// no index of them.
  private void updateDiscovered() throws SQLException {
    StateFile.execute(
        connection, "CREATE TEMP TABLE IF NOT EXISTS discovered(fp INTEGER PRIMARY KEY)");
    try (var insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO temp.discovered SELECT fp FROM url WHERE id > ? ORDER BY fp")) {
      insert.setLong(1, discoveredTo);
      insert.executeUpdate();
    }
    discoveredTo = StateFile.number(connection, "SELECT coalesce(max(id), -1) FROM url");
  }

  private List<LastRun.Known> undiscoveredOfRound(int atMost) throws SQLException {
    var sql = UNDISCOVERED + (anyParent ? "" : VISITED_PARENT) + " ORDER BY fp LIMIT ?";
    try (var query = connection.prepareStatement(sql)) {
      query.setLong(1, afterFingerprint);
      query.setInt(2, atMost);
      return known(query);
    }
  }

  private List<LastRun.Known> known(PreparedStatement query) throws SQLException {
    var known = new ArrayList<LastRun.Known>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        afterFingerprint = rows.getLong(1);
        known.add(known(rows));
      }
    }
    return known;
  }

  private static LastRun.Known known(ResultSet row) throws SQLException {
    return new LastRun.Known(
        row.getString(2),
        CrawlUrl.Role.valueOf(row.getString(6)),
        row.getInt(3),
        row.getBoolean(4),
        FailureCause.INVALID_URL.label().equals(row.getString(5)));
  }

  /// Stores when pages were last modified, according to a sitemap.
  void note(List<LastRun.Listed> pages) throws SQLException {
    for (var page : pages) {
      note.setLong(1, page.unmodifiedSince().toEpochMilli());
      note.setLong(2, page.fingerprint());
      note.addBatch();
    }
    note.executeBatch();
  }
}

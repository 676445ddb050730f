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
import org.jspecify.annotations.Nullable;

/// The URLs of the last run, while it is repeated: a table beside `url`, which holds this run. Both
/// know URLs by fingerprint, since the order of discovery is each run's own. Lives on the writer's
/// thread.
final class LastRunTable {
  /// The tables of the schema; empty unless a crawl is being repeated.
  static final String[] TABLES = {
    "CREATE TABLE last(fp INTEGER PRIMARY KEY, nth INTEGER NOT NULL, referrer INTEGER, href TEXT"
        + " NOT NULL, depth INTEGER NOT NULL, private INTEGER NOT NULL, role TEXT NOT NULL, verdict"
        + " TEXT, detail TEXT, cause TEXT, status INTEGER, digest INTEGER, started INTEGER,"
        + " received INTEGER, etag TEXT, modified TEXT, unmodified INTEGER)",
    "CREATE INDEX last_referrer ON last(referrer)",
  };

  /// Moves this run to the last one. What the last one knew and this one has not requested, because
  /// a budget was spent, stays.
  private static final String[] BEGIN = {
    "INSERT INTO last SELECT u.fp, u.id, r.fp, u.href, u.depth, u.private, u.role, u.verdict,"
        + " u.detail, u.cause, CASE WHEN u.received IS NULL THEN u.status ELSE 200 END, u.digest,"
        + " u.started, coalesce(u.received, u.started), u.etag, u.modified, NULL FROM url u LEFT"
        + " JOIN url r ON r.id = u.referrer WHERE true ON CONFLICT(fp) DO UPDATE SET nth ="
        + " excluded.nth, referrer = excluded.referrer, href = excluded.href, depth ="
        + " excluded.depth, private = excluded.private, role = excluded.role, verdict ="
        + " excluded.verdict, detail = excluded.detail, cause = excluded.cause, status ="
        + " excluded.status, digest = excluded.digest, started = excluded.started, received ="
        + " excluded.received, etag = excluded.etag, modified = excluded.modified WHERE"
        + " excluded.started IS NOT NULL",
    "UPDATE last SET unmodified = NULL WHERE unmodified IS NOT NULL",
    "DELETE FROM url",
    "DELETE FROM words",
    "DELETE FROM scope",
    "DELETE FROM output",
    "UPDATE host SET robots = NULL, robots_at = NULL, ask_at = NULL, closed = NULL, closed_detail ="
        + " NULL, closed_cause = NULL",
  };

  private static final String KNOWN = "SELECT fp, href, depth, private, cause, role FROM last";

  /// What may be requested again; sitemaps always are.
  private static final String IS_REVISITED = "role IN ('PAGE', 'REQUISITE')";

  /// URLs of the last run that this one has not discovered, but for those that are not requested in
  /// any case, and for those that nothing named then and that gave no page.
  private static final String UNDISCOVERED =
      KNOWN
          + " l WHERE fp > ? AND "
          + IS_REVISITED
          + " AND coalesce(verdict, '') NOT IN ('out_of_scope', 'other_shard', 'trap') AND"
          + " coalesce(cause, '') <> 'invalid_url' AND (referrer IS NOT NULL OR status BETWEEN 200"
          + " AND 299 OR verdict = 'redirected') AND NOT EXISTS (SELECT 1 FROM url u WHERE u.fp ="
          + " l.fp)";

  private static final String VISITED_PARENT =
      " AND (referrer IS NULL OR EXISTS (SELECT 1 FROM url r WHERE r.fp = l.referrer))";

  private final Connection connection;
  private final Path file;
  private final PreparedStatement visit;
  private final PreparedStatement named;
  private final PreparedStatement note;

  private boolean anyParent;
  private boolean foundSome;
  private long afterFingerprint = Long.MIN_VALUE;

  LastRunTable(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    visit =
        connection.prepareStatement(
            "SELECT verdict, detail, cause, status, digest, started, received, etag, modified,"
                + " unmodified, EXISTS (SELECT 1 FROM last n WHERE n.referrer = l.fp AND n."
                + IS_REVISITED
                + ") FROM last l WHERE fp = ? AND started IS NOT NULL AND verdict IS NOT NULL");
    named =
        connection.prepareStatement(
            KNOWN + " WHERE referrer = ? AND " + IS_REVISITED + " ORDER BY nth");
    note = connection.prepareStatement("UPDATE last SET unmodified = ? WHERE fp = ?");
  }

  /// Whether a crawl is being repeated.
  static boolean isUsed(Connection connection) throws SQLException {
    return StateFile.number(connection, "SELECT EXISTS (SELECT 1 FROM last)") > 0;
  }

  /// Begins to repeat a crawl; the caller commits.
  static void begin(Connection connection) throws SQLException {
    StateFile.execute(connection, BEGIN);
  }

  /// Forgets the last run, once all of this one is known; the caller commits.
  void clear() throws SQLException {
    StateFile.execute(connection, "DELETE FROM last");
  }

  /// Looks up URLs.
  ///
  /// @return one for each fingerprint; null where there is none
  List<@Nullable LastVisit> visitsOf(long[] fingerprints) throws SQLException {
    var visits = new ArrayList<@Nullable LastVisit>(fingerprints.length);
    for (long fingerprint : fingerprints) {
      visit.setLong(1, fingerprint);
      try (var rows = visit.executeQuery()) {
        visits.add(rows.next() ? visit(fingerprint, rows) : null);
      }
    }
    return visits;
  }

  private LastVisit visit(long fingerprint, ResultSet row) throws SQLException {
    var verdict = row.getString(1);
    var cause = row.getString(3);
    int status = row.getInt(4);
    return new LastVisit(
        fingerprint,
        VerdictKind.ofLabel(verdict),
        row.getString(2),
        cause == null ? null : FailureCause.ofLabel(cause),
        status,
        row.getLong(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        status == 200 ? validators(row.getString(8), row.getString(9)) : null,
        instant(row, 10),
        row.getBoolean(11));
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
  List<LastRun.Known> namedBy(long fingerprint) throws SQLException {
    named.setLong(1, fingerprint);
    return known(named);
  }

  /// The next URLs that this run has not discovered. They are looked for in rounds: what a round
  /// has found may name others, which then are no longer without a parent.
  List<LastRun.Known> undiscovered(int atMost) throws SQLException {
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
        known.add(
            new LastRun.Known(
                rows.getString(2),
                CrawlUrl.Role.valueOf(rows.getString(6)),
                rows.getInt(3),
                rows.getBoolean(4),
                FailureCause.INVALID_URL.label().equals(rows.getString(5))));
      }
    }
    return known;
  }

  /// Notes what a sitemap says of pages.
  void note(List<LastRun.Listed> pages) throws SQLException {
    for (var page : pages) {
      note.setLong(1, page.unmodifiedSince().toEpochMilli());
      note.setLong(2, page.fingerprint());
      note.addBatch();
    }
    note.executeBatch();
  }
}

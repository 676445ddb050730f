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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The URLs of the last run, while it is repeated: a table beside `url`, which holds this run. The
/// order of discovery differs between runs, so a URL is found again by its fingerprint. On the
/// writer's thread.
final class LastRunTable {
  /// What the schema has besides `last` itself, whose columns are those of `url`.
  static final String[] TABLES = {
    "CREATE TABLE unmodified(fp INTEGER PRIMARY KEY, since INTEGER NOT NULL)",
    "CREATE INDEX last_fp ON last(fp) WHERE started IS NOT NULL",
    "CREATE INDEX last_referrer ON last(referrer)",
  };

  /// Adds to this run what only the one before it requested, because a budget was spent since. `%d`
  /// is larger than every `id`.
  private static final String[] MERGE = {
    "CREATE TEMP TABLE here(fp INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
    "DELETE FROM url WHERE started IS NULL AND fp IN (SELECT fp FROM last WHERE started IS NOT"
        + " NULL)",
    "INSERT OR IGNORE INTO temp.here SELECT fp, id FROM url ORDER BY fp",
    "UPDATE last SET referrer = (SELECT coalesce(h.id, p.id + %d) FROM last p LEFT JOIN temp.here h"
        + " ON h.fp = p.fp WHERE p.id = last.referrer) WHERE referrer IS NOT NULL",
    "UPDATE last SET id = id + %d",
    "INSERT INTO url SELECT * FROM last WHERE fp NOT IN (SELECT fp FROM temp.here)",
    "DROP TABLE temp.here",
  };

  /// Makes the table of this run that of the last one.
  private static final String[] BEGIN = {
    "DROP INDEX IF EXISTS url_open",
    "DROP INDEX IF EXISTS url_reopened",
    "DROP TABLE last",
    "ALTER TABLE url RENAME TO last",
    TABLES[1],
    TABLES[2],
    StateFile.URL_TABLE,
    "DELETE FROM unmodified",
    "DELETE FROM words",
    "DELETE FROM scope",
    "DELETE FROM output",
    "UPDATE host SET robots = NULL, robots_at = NULL, ask_at = NULL, closed = NULL, closed_detail ="
        + " NULL, closed_cause = NULL",
  };

  /// What is requested conditionally; sitemaps are always requested in full.
  private static final String IS_REVISITED = "l.role IN ('PAGE', 'REQUISITE')";

  /// The columns of [#known]. To read one takes longer than to compute all that the second holds.
  private static final String KNOWN =
      "SELECT l.href, l.private + 2 * (l.role = 'REQUISITE') + 4 * (l.cause IS 'invalid_url') + 8 *"
          + " l.depth, l.fp";

  /// The columns of [#visit], which follow. A page that was not received again had status 304 in
  /// that run. Of a URL that was not requested only the first is read.
  private static final String VISIT =
      ", coalesce(l.started, -1), l.id, l.verdict, CASE WHEN l.received IS NULL THEN l.status"
          + " ELSE 200 END, l.digest, coalesce(l.received, l.started), l.etag, l.modified,"
          + " l.detail, l.cause";

  /// What may have to be requested although this run has not discovered it: all except what is
  /// never requested.
  private static final String REMAINING =
      "SELECT l.id, l.fp FROM last l WHERE l.id > ? AND "
          + IS_REVISITED
          + " AND coalesce(l.verdict, '') NOT IN ('out_of_scope', 'other_shard', 'trap', 'depth')"
          + " AND l.cause IS NOT 'invalid_url' ORDER BY l.id LIMIT ?";

  /// The page that named a URL, unless no page named it even then and it gave no page.
  private static final String UNDISCOVERED =
      KNOWN
          + ", coalesce(p.fp, 0) FROM last l LEFT JOIN last p ON p.id = l.referrer WHERE l.id = ?"
          + " AND (p.id IS NOT NULL OR l.received IS NOT NULL OR l.status BETWEEN 200 AND 299 OR"
          + " l.verdict = 'redirected')";

  private final Connection connection;
  private final Path file;

  /// Whether a sitemap may have been noted.
  private final boolean isListed;

  private final PreparedStatement visit;
  private final PreparedStatement namedFrom;
  private final PreparedStatement namedBy;
  private final PreparedStatement note;
  private @Nullable Piece latest;

  /// @param trustsLastmod whether sitemaps are noted in this run
  LastRunTable(Connection connection, Path file, boolean trustsLastmod) throws SQLException {
    this.connection = connection;
    this.file = file;
    isListed =
        trustsLastmod
            || StateFile.number(connection, "SELECT EXISTS (SELECT 1 FROM unmodified)") > 0;
    var visits =
        KNOWN
            + ", l.referrer"
            + VISIT
            + (isListed
                ? ", m.since FROM last l LEFT JOIN unmodified m ON m.fp = l.fp WHERE "
                : " FROM last l WHERE ");
    visit = connection.prepareStatement(visits + "l.fp = ? AND l.started IS NOT NULL");
    namedFrom =
        connection.prepareStatement(
            visits + "l.referrer >= ? AND " + IS_REVISITED + " ORDER BY l.referrer, l.id LIMIT ?");
    namedBy =
        connection.prepareStatement(
            visits + "l.referrer = ? AND " + IS_REVISITED + " ORDER BY l.id");
    note = connection.prepareStatement("INSERT OR REPLACE INTO unmodified VALUES (?, ?)");
  }

  /// Whether a crawl is being repeated.
  static boolean isUsed(Connection connection) throws SQLException {
    return StateFile.number(connection, "SELECT EXISTS (SELECT 1 FROM last)") > 0;
  }

  /// Makes the finished run the last one; the caller commits.
  static void begin(Connection connection) throws SQLException {
    if (isUsed(connection)) {
      long beyond =
          StateFile.number(
              connection,
              "SELECT 1 + max((SELECT max(id) FROM last), coalesce((SELECT max(id) FROM url), 0))");
      for (var command : MERGE) {
        StateFile.execute(connection, command.formatted(beyond));
      }
    }
    StateFile.execute(connection, BEGIN);
  }

  /// Deletes the last run, at the end of this one; the caller commits.
  void clear() throws SQLException {
    StateFile.execute(connection, "DELETE FROM last", "DELETE FROM unmodified");
  }

  /// A URL that was discovered in a page.
  ///
  /// @param visit null if it was not requested
  record Named(LastRun.Known known, @Nullable LastVisit visit) {}

  /// What was discovered in some pages.
  ///
  /// @param from the order of the first page
  /// @param to that of the last one
  /// @param size how many URLs were to be read
  /// @param named the URLs of those that named any, by the page's order; not to be modified
  record Piece(long from, long to, int size, Map<Long, List<Named>> named) {
    boolean covers(long page) {
      return page >= from && page <= to;
    }
  }

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
    long requested = row.getLong(5);
    var verdict = requested < 0 ? null : StateFile.text(row, 7);
    if (verdict == null) {
      return null;
    }
    var kind = VerdictKind.ofLabel(verdict);
    int status = row.getInt(8);
    return new LastVisit(
        row.getLong(3),
        row.getLong(6),
        kind,
        kind == VerdictKind.FETCHED ? "" : Objects.requireNonNull(StateFile.text(row, 13)),
        kind == VerdictKind.FAILED ? cause(row) : null,
        status,
        row.getLong(9),
        Instant.ofEpochMilli(requested),
        Instant.ofEpochMilli(row.getLong(10)),
        status == 200 ? validators(StateFile.text(row, 11), StateFile.text(row, 12)) : null,
        isListed ? since(row) : null);
  }

  private static @Nullable FailureCause cause(ResultSet row) throws SQLException {
    var label = StateFile.text(row, 14);
    return label == null ? null : FailureCause.ofLabel(label);
  }

  private static @Nullable Instant since(ResultSet row) throws SQLException {
    long millis = row.getLong(15);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private @Nullable Validators validators(@Nullable String etag, @Nullable String modified) {
    try {
      return etag == null && modified == null ? null : new Validators(etag, modified);
    } catch (IllegalArgumentException e) {
      throw new StateException(file, "damaged: " + e.getMessage());
    }
  }

  /// The URLs that were discovered in a page, and in those after it. A crawl visits pages in about
  /// the same order as the last one, so most pages need no query of their own.
  ///
  /// @param size how many URLs to read; all of the page are read anyway
  Piece namedBy(long page, int size) throws SQLException {
    if (latest == null || !latest.covers(page)) {
      latest = read(page, size);
    }
    return latest;
  }

  private Piece read(long page, int size) throws SQLException {
    namedFrom.setLong(1, page);
    namedFrom.setInt(2, size);
    var named = new HashMap<Long, List<Named>>();
    long last = read(namedFrom, named);
    if (named.values().stream().mapToInt(List::size).sum() < size) {
      return new Piece(page, Long.MAX_VALUE, size, named);
    }
    if (last > page) {
      named.remove(last); // there may be more
      return new Piece(page, last - 1, size, named);
    }
    named.clear();
    namedBy.setLong(1, page);
    read(namedBy, named);
    return new Piece(page, page, size, named);
  }

  /// @return the page of the last row; -1 for none
  private long read(PreparedStatement query, Map<Long, List<Named>> named) throws SQLException {
    long page = -1;
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        page = rows.getLong(4);
        named
            .computeIfAbsent(page, _ -> new ArrayList<>())
            .add(new Named(known(rows), visit(rows)));
      }
    }
    return page;
  }

  /// A URL that has to be requested if this run has not discovered it.
  ///
  /// @param id its place
  record Remaining(long id, long fingerprint) {}

  /// The next URLs that have to be requested if this run has not discovered them.
  ///
  /// @param after the place of the last one; -1 at first
  /// @return may be modified
  List<Remaining> remaining(long after, int atMost) throws SQLException {
    var found = new ArrayList<Remaining>();
    try (var query = connection.prepareStatement(REMAINING)) {
      query.setLong(1, after);
      query.setInt(2, atMost);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new Remaining(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
    return found;
  }

  /// A URL that this run has not discovered.
  ///
  /// @param parent the fingerprint of the page that named it; 0 for none
  record Undiscovered(LastRun.Known known, long parent) {}

  /// Reads URLs that this run has not discovered, without those that are forgotten.
  List<Undiscovered> undiscovered(List<Remaining> urls) throws SQLException {
    var found = new ArrayList<Undiscovered>(urls.size());
    try (var query = connection.prepareStatement(UNDISCOVERED)) {
      for (var url : urls) {
        query.setLong(1, url.id());
        try (var rows = query.executeQuery()) {
          if (rows.next()) {
            found.add(new Undiscovered(known(rows), rows.getLong(4)));
          }
        }
      }
    }
    return found;
  }

  private static LastRun.Known known(ResultSet row) throws SQLException {
    long bits = row.getLong(2);
    return new LastRun.Known(
        Objects.requireNonNull(StateFile.text(row, 1)),
        row.getLong(3),
        (bits & 2) == 0 ? CrawlUrl.Role.PAGE : CrawlUrl.Role.REQUISITE,
        (int) (bits >> 3),
        (bits & 1) != 0,
        (bits & 4) != 0);
  }

  /// Stores when pages were last modified, according to a sitemap.
  void note(List<LastRun.Listed> pages) throws SQLException {
    for (var page : pages) {
      note.setLong(1, page.fingerprint());
      note.setLong(2, page.unmodifiedSince().toEpochMilli());
      note.addBatch();
    }
    note.executeBatch();
    latest = null;
  }
}

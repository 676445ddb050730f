package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.port.FetchTimings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a state file contains about one URL.
///
/// @param href what is or was requested
/// @param depth links from a seed
/// @param hops redirects that led here, since the last link
/// @param referrer the page that named it first; null for a seed, and if nothing is known to name
///   it
/// @param isNamed whether it is a seed or has a referrer; otherwise a recrawl knows it from the
///   last run
/// @param outcome how it ended; null while it waits
/// @param fetch its last attempt; null if it was never requested
/// @param host its host
public record StoredUrl(
    String href,
    int depth,
    int hops,
    @Nullable String referrer,
    boolean isNamed,
    @Nullable Outcome outcome,
    @Nullable Fetch fetch,
    Host host) {

  /// How a URL ended.
  ///
  /// @param verdict the verdict's name
  /// @param detail what makes the verdict more exact, such as the rule; null if nothing does
  /// @param cause of a failure; null if there is none
  public record Outcome(String verdict, @Nullable String detail, @Nullable String cause) {}

  /// The last attempt to fetch a URL.
  ///
  /// @param status the HTTP status; 0 if there was no reply
  /// @param bytes of the body
  /// @param digest of the body
  /// @param attempts how often the URL was requested
  /// @param started when the attempt began
  /// @param timings where the time of the attempt went
  /// @param parseNanos how long the body took to parse
  /// @param change how it compares with the last run; null unless the crawl is repeated
  public record Fetch(
      int status,
      long bytes,
      long digest,
      int attempts,
      Instant started,
      FetchTimings timings,
      long parseNanos,
      @Nullable String change) {}

  /// The host of a URL.
  ///
  /// @param robotsAt when its robots.txt was fetched; null if it was not
  /// @param delayedUntil until when it was to be left alone, because it had refused; null if it
  ///   never was
  /// @param closed why nothing more is requested from it; null while it is open
  public record Host(
      @Nullable Instant robotsAt, @Nullable Instant delayedUntil, @Nullable String closed) {}

  private static final String COLUMNS =
      "u.href, u.depth, u.hops, r.href, u.verdict, u.detail, u.status, u.bytes, u.digest,"
          + " u.attempts, u.started, u.dns_ns, u.connect_ns, u.tls_ns, u.wait_ns, u.body_ns,"
          + " u.parse_ns, h.robots_at, h.ask_at, h.closed_detail, u.cause, u.referrer IS NULL OR"
          + " r.id IS NOT NULL";

  private static final String TABLES =
      " FROM url u LEFT JOIN url r ON r.id = u.referrer LEFT JOIN host h ON h.id = u.host";

  /// The query for all URLs, with the columns that [#read] expects. Files of version 4 and older
  /// have no column for changes.
  static String query(Connection connection) throws SQLException {
    boolean knowsChange = StateFile.number(connection, "PRAGMA user_version") >= 5;
    return "SELECT " + COLUMNS + (knowsChange ? ", u.change" : ", NULL") + TABLES;
  }

  /// Looks a URL up.
  ///
  /// @param file the state file
  /// @param fingerprint of the URL's canonical key, see
  ///   [dev.spinneret.engine.crawl.seen.Hash64#ofAscii]
  /// @return null when the crawl never heard of it
  /// @throws StateException if the file cannot be read or is none
  public static @Nullable StoredUrl find(Path file, long fingerprint) {
    try (var connection = StateFile.openToRead(file);
        var query = connection.prepareStatement(query(connection) + " WHERE u.fp = ?")) {
      query.setLong(1, fingerprint);
      try (var rows = query.executeQuery()) {
        return rows.next() ? read(rows) : null;
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  /// Reads the current row of a result of [#query].
  static StoredUrl read(ResultSet rows) throws SQLException {
    var verdict = rows.getString(5);
    var started = instant(rows.getLong(11));
    return new StoredUrl(
        rows.getString(1),
        rows.getInt(2),
        rows.getInt(3),
        rows.getString(4),
        rows.getBoolean(22),
        verdict == null ? null : new Outcome(verdict, rows.getString(6), rows.getString(21)),
        started == null ? null : fetch(rows, started),
        new Host(instant(rows.getLong(18)), instant(rows.getLong(19)), rows.getString(20)));
  }

  private static Fetch fetch(ResultSet rows, Instant started) throws SQLException {
    return new Fetch(
        rows.getInt(7),
        rows.getLong(8),
        rows.getLong(9),
        rows.getInt(10),
        started,
        new FetchTimings(
            rows.getLong(12),
            rows.getLong(13),
            rows.getLong(14),
            rows.getLong(15),
            rows.getLong(16)),
        rows.getLong(17),
        rows.getString(23));
  }

  private static @Nullable Instant instant(long epochMillis) {
    return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis);
  }
}

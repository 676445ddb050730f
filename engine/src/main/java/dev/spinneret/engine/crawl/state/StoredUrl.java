package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.port.FetchTimings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The story of one URL, as a state file tells it.
///
/// @param href what is or was requested
/// @param depth links from a seed
/// @param hops redirects that led here, since the last link
/// @param referrer the page that named it first; null for a seed
/// @param host its host queue; null when it never had one
/// @param verdict the verdict's name; null while it waits
/// @param detail what makes the verdict more exact, such as the rule; null while it waits
/// @param cause of a failure; null when there is none
/// @param status the HTTP status; 0 when there was no reply
/// @param bytes of the body
/// @param digest of the body
/// @param attempts how often it was asked for
/// @param started when the last attempt began; null when it was not asked for
/// @param timings where the time of the last attempt went
/// @param parseNanos how long the body took to parse
/// @param robotsAt when its host's robots.txt was fetched; null when it was not
/// @param hostDelayedUntil until when its host was to be left alone, because it had refused; null
///   when it never was
/// @param hostClosed why nothing more is asked of its host; null while it is open
public record StoredUrl(
    String href,
    int depth,
    int hops,
    @Nullable String referrer,
    @Nullable String host,
    @Nullable String verdict,
    @Nullable String detail,
    @Nullable String cause,
    int status,
    long bytes,
    long digest,
    int attempts,
    @Nullable Instant started,
    FetchTimings timings,
    long parseNanos,
    @Nullable Instant robotsAt,
    @Nullable Instant hostDelayedUntil,
    @Nullable String hostClosed) {
  /// All URLs, with what [#read] takes.
  static final String QUERY =
      "SELECT u.href, u.depth, u.hops, r.href, h.name, u.verdict, u.detail, u.status, u.bytes,"
          + " u.digest, u.attempts, u.started, u.dns_ns, u.connect_ns, u.tls_ns, u.wait_ns,"
          + " u.body_ns, u.parse_ns, h.robots_at, h.ask_at, h.closed_detail, u.cause FROM url u"
          + " LEFT JOIN url r ON r.id = u.referrer LEFT JOIN host h ON h.id = u.host";

  /// Looks a URL up.
  ///
  /// @param file the state file
  /// @param fingerprint of the URL's canonical key, see
  ///   [dev.spinneret.engine.crawl.seen.Hash64#ofAscii]
  /// @return null when the crawl never heard of it
  /// @throws StateException if the file cannot be read or is none
  public static @Nullable StoredUrl find(Path file, long fingerprint) {
    try (var connection = StateFile.openToRead(file);
        var query = connection.prepareStatement(QUERY + " WHERE u.fp = ?")) {
      query.setLong(1, fingerprint);
      try (var rows = query.executeQuery()) {
        return rows.next() ? read(rows) : null;
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  /// Reads the row that a result of [#QUERY] is at.
  static StoredUrl read(ResultSet rows) throws SQLException {
    long started = rows.getLong(12);
    long robotsAt = rows.getLong(19);
    return new StoredUrl(
        rows.getString(1),
        rows.getInt(2),
        rows.getInt(3),
        rows.getString(4),
        rows.getString(5),
        rows.getString(6),
        rows.getString(7),
        rows.getString(22),
        rows.getInt(8),
        rows.getLong(9),
        rows.getLong(10),
        rows.getInt(11),
        instant(started),
        new FetchTimings(
            rows.getLong(13),
            rows.getLong(14),
            rows.getLong(15),
            rows.getLong(16),
            rows.getLong(17)),
        rows.getLong(18),
        instant(robotsAt),
        instant(rows.getLong(20)),
        rows.getString(21));
  }

  private static @Nullable Instant instant(long epochMillis) {
    return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis);
  }
}

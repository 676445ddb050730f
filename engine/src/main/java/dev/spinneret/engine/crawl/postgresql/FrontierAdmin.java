package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.SharedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person may do with a shared crawl from outside: read its status, and change it. Each call
/// is one transaction.
public final class FrontierAdmin implements AutoCloseable {
  private static final String RUNNING = "NOT fenced AND alive_until > clock_timestamp()";

  /// As `--retry-failed` of a crawl with a state.
  private static final String FAILED =
      "(verdict = 'failed' AND cause <> 'invalid_url') OR status >= 500 OR status IN (408, 425,"
          + " 429) OR verdict = 'left_over' OR (verdict = 'robots' AND detail = 'robots.txt could"
          + " not be had')";

  private final PostgresConnection connection;
  private final PostgresAddress address;

  private FrontierAdmin(PostgresConnection connection, PostgresAddress address) {
    this.connection = connection;
    this.address = address;
  }

  /// Opens a connection to a shared crawl.
  ///
  /// @param address where it is
  /// @return closed by the caller
  /// @throws SharedException if the server cannot be reached, or there is no such crawl
  public static FrontierAdmin open(PostgresAddress address) {
    var connection = new PostgresConnection(address, Duration.ZERO);
    try {
      if (!connection.run(c -> PostgresSchema.exists(c, address.schema()))) {
        throw connection.refused("there is no such crawl");
      }
      return new FrontierAdmin(connection, address);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// The status of a crawl.
  ///
  /// @param waiting URLs that wait
  /// @param referred URLs on their way to their owners
  /// @param verdicts counts of URLs by verdict
  /// @param domains registrable domains
  /// @param ownedDomains those that a crawler owns
  /// @param pages pages with content
  /// @param bytes bytes of bodies
  /// @param crawlers all that ever took part, in the order in which they joined first
  public record Status(
      long waiting,
      long referred,
      Map<String, Long> verdicts,
      long domains,
      long ownedDomains,
      long pages,
      long bytes,
      List<Crawler> crawlers) {}

  /// The status of a crawler.
  ///
  /// @param name its name
  /// @param state `running`, `late` when its lease is over, `fenced` when others have taken its
  ///   domains over since, or `left`
  /// @param domains that it owns
  /// @param activeDomains those with URLs that wait, as of its last round
  /// @param pages pages with content that it has fetched
  /// @param bytes bytes of bodies that it has fetched
  public record Crawler(
      String name, String state, long domains, long activeDomains, long pages, long bytes) {}

  /// Returns the status of the crawl. Counts waiting URLs one by one; verdicts are sums that the
  /// crawlers keep.
  ///
  /// @return a snapshot
  public Status status() {
    return connection.run(c -> {
      Sql.execute(c, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      var verdicts = new LinkedHashMap<String, Long>();
      Sql.query(
          c,
          "SELECT name, sum(urls)::bigint FROM verdict GROUP BY name HAVING sum(urls) <> 0 ORDER BY"
              + " 2 DESC, 1",
          row -> verdicts.put(row.getString(1), row.getLong(2)));
      var crawlers = new ArrayList<Crawler>();
      Sql.query(
          c,
          "SELECT name, CASE WHEN fenced THEN 'fenced' WHEN alive_until IS NULL THEN 'left' WHEN"
              + " alive_until < clock_timestamp() THEN 'late' ELSE 'running' END, (SELECT count(*)"
              + " FROM domain d WHERE d.owner = k.id), active, pages, bytes FROM"
              + " crawler k ORDER BY id",
          row -> crawlers.add(crawler(row)));
      return new Status(
          Sql.number(c, "SELECT count(*) FROM queue"),
          Sql.number(c, "SELECT coalesce(sum(size), 0)::bigint FROM inbox"),
          verdicts,
          Sql.number(c, "SELECT count(*) FROM domain"),
          Sql.number(c, "SELECT count(*) FROM domain WHERE owner IS NOT NULL"),
          Sql.number(c, "SELECT coalesce(sum(pages), 0)::bigint FROM crawler"),
          Sql.number(c, "SELECT coalesce(sum(bytes), 0)::bigint FROM crawler"),
          crawlers);
    });
  }

  private static Crawler crawler(ResultSet row) throws SQLException {
    return new Crawler(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  /// Makes all running crawlers stop. Each does so in its next round.
  ///
  /// @return how many
  public int stop() {
    return connection.run(c -> Sql.update(c, "UPDATE crawler SET stop = true WHERE " + RUNNING));
  }

  /// Makes URLs that failed be requested again by the crawlers that join next: failures, but for
  /// references that are no URLs; statuses of 5xx, 408, 425 and 429; and what was left because a
  /// host or its robots.txt failed.
  ///
  /// @return how many URLs wait again
  /// @throws SharedException while a crawler is running: its owner would not know of it
  public int requeue() {
    return connection.run(c -> {
      refuseIfRunning(c);
      Sql.update(
          c,
          "UPDATE host SET closed = NULL, closed_detail = NULL, closed_cause = NULL, ask_at = NULL"
              + " WHERE closed IN ('failed', 'left_over')");
      Sql.execute(
          c,
          "CREATE TEMPORARY TABLE again ON COMMIT DROP AS SELECT u.domain, u.fp, u.verdict FROM url"
              + " u WHERE "
              + FAILED);
      Sql.update(
          c,
          "INSERT INTO queue(domain, host, ord, fp, depth, hops, attempts, private, role, href,"
              + " referrer, chain) SELECT u.domain, u.host, row_number() OVER (ORDER BY u.started)"
              + " + coalesce((SELECT max(q.ord) FROM queue q), 0), u.fp, u.depth, u.hops, 0,"
              + " u.private, u.role, u.href, r.href, u.chain FROM url u JOIN again a USING (domain,"
              + " fp) LEFT JOIN url r ON r.domain = coalesce(u.ref_domain, u.domain) AND r.fp ="
              + " u.ref_fp");
      Sql.update(
          c,
          "UPDATE domain SET waiting = true WHERE NOT waiting AND id IN (SELECT domain FROM"
              + " again)");
      Sql.update(
          c,
          "INSERT INTO verdict SELECT min(k.id), a.verdict, -count(*) FROM again a, (SELECT min(id)"
              + " AS id FROM crawler) k GROUP BY a.verdict ON CONFLICT (crawler, name) DO UPDATE"
              + " SET urls = verdict.urls + excluded.urls");
      return Sql.update(
          c, "DELETE FROM url u USING again a WHERE u.domain = a.domain AND u.fp = a.fp");
    });
  }

  /// Deletes the crawl with all its tables.
  ///
  /// @throws SharedException while a crawler is running
  public void drop() {
    connection.run(c -> {
      refuseIfRunning(c);
      Sql.execute(c, "DROP SCHEMA " + address.schema() + " CASCADE");
      return true;
    });
  }

  private void refuseIfRunning(Connection c) throws SQLException {
    Sql.execute(c, "LOCK TABLE crawler IN SHARE ROW EXCLUSIVE MODE");
    long count = Sql.number(c, "SELECT count(*) FROM crawler WHERE " + RUNNING);
    if (count > 0) {
      throw connection.refused(
          "%d crawlers are running; stop them first: spinneret frontier stop".formatted(count));
    }
  }

  /// A URL as the crawl knows it.
  ///
  /// @param href what is or was requested
  /// @param verdict null while it waits
  /// @param detail what makes the verdict more exact; null when there is nothing
  /// @param cause of a failure; null when there is none
  /// @param depth links from a seed
  /// @param referrer the page that named it first; null for a seed
  /// @param status the HTTP status; null when there was no reply
  /// @param bytes of the body; null when there was none
  /// @param started when the last attempt began; null when it was not requested
  public record KnownUrl(
      String href,
      @Nullable String verdict,
      @Nullable String detail,
      @Nullable String cause,
      int depth,
      @Nullable String referrer,
      @Nullable Integer status,
      @Nullable Long bytes,
      @Nullable Instant started) {}

  /// What takes URLs.
  @FunctionalInterface
  public interface UrlReader {
    /// Takes a URL.
    ///
    /// @param url the next one
    /// @throws java.io.UncheckedIOException if it cannot be written
    void take(KnownUrl url);
  }

  /// Passes every URL on, as of one instant: those with a verdict, then those that wait.
  ///
  /// @param reader takes them
  public void export(UrlReader reader) {
    connection.run(c -> {
      Sql.execute(c, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      Sql.query(
          c,
          "SELECT u.href, u.verdict, u.detail, u.cause, u.depth, r.href, u.status, u.bytes,"
              + " u.started FROM url u LEFT JOIN url r ON r.domain = coalesce(u.ref_domain,"
              + " u.domain) AND r.fp = u.ref_fp",
          row -> reader.take(url(row)));
      Sql.query(
          c,
          "SELECT href, NULL::text, NULL::text, NULL::text, depth, referrer, NULL::integer,"
              + " NULL::bigint, NULL::timestamptz FROM queue",
          row -> reader.take(url(row)));
      return true;
    });
  }

  private static KnownUrl url(ResultSet row) throws SQLException {
    return new KnownUrl(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getString(6),
        (Integer) row.getObject(7),
        (Long) row.getObject(8),
        Sql.instant(row, 9));
  }

  @Override
  public void close() {
    connection.close();
  }
}

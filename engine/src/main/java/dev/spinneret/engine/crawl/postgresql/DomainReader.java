package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.shared.DomainState;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.SharedException;
import dev.spinneret.engine.crawl.state.ChainText;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.url.WebUrl;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what a crawler must know of the domains that it owns. What it reads may be of another
/// version or damaged; URLs are checked.
final class DomainReader {
  private static final String WAITING =
      "q.ord, q.fp, q.depth, q.hops, q.attempts, q.private, q.role, q.href, q.referrer, q.chain";

  /// How many URLs of a queue are read with its domain: all short queues take one query.
  private static final int HEAD = 50;

  private final Connection connection;
  private final InstantSource wallClock;
  private final int deepAt;
  private @Nullable Discovery lastFound;

  /// @param deepAt from this depth on links are passed on
  DomainReader(Connection connection, InstantSource wallClock, int deepAt) {
    this.connection = connection;
    this.wallClock = wallClock;
    this.deepAt = deepAt;
  }

  /// Everything about some domains.
  List<DomainState> load(List<Long> ids) throws SQLException {
    var states = new LinkedHashMap<Long, DomainState>();
    var hostNames = new HashMap<Long, String>();
    Array array = Sql.array(connection, ids);
    read(
        "SELECT id, name FROM domain WHERE id = ANY (?)",
        array,
        row -> states.put(row.getLong(1), new DomainState(row.getLong(1), row.getString(2))));
    var now = wallClock.instant();
    Sql.query(
        connection,
        "SELECT h.domain, h.id, h.name, h.robots, h.robots_at, extract(epoch FROM h.ask_at -"
            + " clock_timestamp()) * 1000, h.closed, h.closed_detail, h.closed_cause,"
            + " coalesce(u.pages, 0), coalesce(u.bytes, 0) FROM host h LEFT JOIN (SELECT domain,"
            + " host, count(*) FILTER (WHERE role = 'PAGE' AND status BETWEEN 200 AND 299) AS"
            + " pages, sum(bytes)::bigint AS bytes FROM url WHERE domain = ANY (?) AND status > 0"
            + " GROUP BY domain, host) u ON u.domain = h.domain AND u.host = h.id WHERE h.domain ="
            + " ANY (?)",
        row -> {
          hostNames.put(row.getLong(2), row.getString(3));
          double waitMillis = row.getDouble(6);
          of(states, row)
              .host(
                  row.getString(3),
                  row.getBytes(4),
                  Sql.instant(row, 5),
                  waitMillis <= 0 ? null : now.plusMillis((long) waitMillis),
                  closed(row),
                  row.getLong(10),
                  row.getLong(11));
        },
        array,
        array);
    read(
        "SELECT domain, host, fp, ord FROM queue WHERE domain = ANY (?)",
        array,
        row -> {
          var host = hostNames.get(row.getLong(2));
          if (host == null) {
            throw new SharedException("the shared crawl is damaged: a queue without a host");
          }
          of(states, row).open(host, row.getLong(3), row.getLong(4));
        });
    read(
        "SELECT "
            + WAITING
            + ", h.domain, h.name FROM host h, LATERAL (SELECT * FROM queue WHERE domain = h.domain"
            + " AND host = h.id ORDER BY depth, ord LIMIT "
            + HEAD
            + ") q WHERE h.domain = ANY (?) ORDER BY h.domain, h.id, q.depth, q.ord",
        array,
        row -> state(states, row.getLong(11)).head(waiting(row, row.getString(12))));
    read(
        "SELECT domain, fp, verdict FROM url WHERE domain = ANY (?)",
        array,
        row -> of(states, row).known(row.getLong(2), VerdictKind.ofLabel(row.getString(3))));
    read(
        "SELECT domain, digest FROM words WHERE domain = ANY (?)",
        array,
        row -> of(states, row).words(row.getLong(2)));
    read(
        "SELECT domain, name, stale FROM template WHERE stale > 0 AND domain = ANY (?)",
        array,
        row -> of(states, row).template(row.getString(2), row.getInt(3)));
    if (deepAt != Integer.MAX_VALUE) {
      read(
          "SELECT u.domain, u.href, r.href FROM url u JOIN url r ON r.domain = u.domain AND"
              + " r.fp = u.ref_fp WHERE u.ref_domain IS NULL AND u.depth >= "
              + deepAt
              + " AND u.domain = ANY (?)",
          array,
          row -> of(states, row).deepLink(row.getString(2), row.getString(3)));
    }
    array.free();
    return List.copyOf(states.values());
  }

  private void read(String sql, Array domains, Sql.RowReader reader) throws SQLException {
    Sql.query(connection, sql, reader, domains);
  }

  private static DomainState of(Map<Long, DomainState> states, ResultSet row) throws SQLException {
    return state(states, row.getLong(1));
  }

  private static DomainState state(Map<Long, DomainState> states, long domain) {
    return Objects.requireNonNull(states.get(domain));
  }

  /// Why a host is closed. A spent budget is known by what was fetched.
  private static @Nullable Verdict closed(ResultSet row) throws SQLException {
    var label = row.getString(7);
    var detail = Objects.requireNonNullElse(row.getString(8), "");
    return switch (label) {
      case "failed" -> new Verdict.Failed(FailureCause.ofLabel(row.getString(9)), detail);
      case "left_over" -> new Verdict.LeftOver(detail);
      case null, default -> null;
    };
  }

  /// Waiting URLs of a host, after a place in its queue.
  List<CrawlUrl> next(String host, int afterDepth, long afterOrder, int atMost)
      throws SQLException {
    var urls = new ArrayList<CrawlUrl>();
    Sql.query(
        connection,
        "SELECT "
            + WAITING
            + " FROM queue q WHERE domain = ? AND host = ? AND (depth, ord) > (?, ?) ORDER BY"
            + " depth, ord LIMIT ?",
        row -> urls.add(waiting(row, host)),
        Domains.idOf(Domains.nameOf(host)),
        Domains.hostId(host),
        afterDepth,
        afterOrder,
        atMost);
    return urls;
  }

  /// The URL in a row of [#WAITING]. Neighbours that the same page named share their discovery.
  private CrawlUrl waiting(ResultSet row, String host) throws SQLException {
    var found =
        discovery(
            row.getInt(3),
            row.getString(7),
            row.getBoolean(6),
            row.getString(9),
            row.getString(10));
    if (!found.equals(lastFound)) {
      lastFound = found;
    }
    return new CrawlUrl(
        checked(row.getString(8), host),
        row.getLong(2),
        host,
        row.getLong(1),
        row.getInt(4),
        row.getInt(5),
        Objects.requireNonNull(lastFound));
  }

  static Discovery discovery(
      int depth,
      String role,
      boolean privateAllowed,
      @Nullable String referrer,
      @Nullable String chain) {
    return new Discovery(
        depth,
        CrawlUrl.Role.valueOf(role),
        privateAllowed,
        referrer,
        referrer == null ? -1 : 0,
        null,
        ChainText.parse(chain));
  }

  static String originOf(String href) {
    var url = WebUrl.parse(href, null);
    if (url == null || !url.username().isEmpty()) {
      throw new SharedException("the shared crawl is damaged: '" + href + "' is no URL of a crawl");
    }
    return url.origin();
  }

  private static String checked(String href, String host) {
    if (!originOf(href).equals(host)) {
      throw new SharedException(
          "the shared crawl is damaged: '%s' is no URL of %s".formatted(href, host));
    }
    return href;
  }
}

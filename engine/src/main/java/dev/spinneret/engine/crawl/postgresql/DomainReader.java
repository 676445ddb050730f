package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.shared.DomainState;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.EndedUrls;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a crawler must know of the domains that it has claimed, and their queues. What it
/// reads may be of another version or damaged; URLs are checked.
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

  /// Reads on in the queues of some domains.
  ///
  /// @param each how many URLs of each domain at most; one with fewer has been read to the end
  void readQueues(List<ClaimedDomain> domains, int each) throws SQLException {
    var rows =
        new Rows(
            "SELECT k.domain, q.host, q.depth, q.ord, q.fp FROM ROWS AS k(domain, host, depth, ord)"
                + " CROSS JOIN LATERAL (SELECT host, depth, ord, fp FROM queue WHERE domain ="
                + " k.domain AND (host, depth, ord) > (k.host, k.depth, k.ord) ORDER BY host,"
                + " depth, ord LIMIT ?) q",
            "int8",
            "int8",
            "int4",
            "int8");
    for (var domain : domains) {
      var place = domain.place();
      rows.add(domain.id(), place.host(), place.depth(), place.order());
    }
    readEach(
        domains,
        rows,
        each,
        (domain, row) -> {
          var place = new ClaimedDomain.QueuePlace(row.getLong(2), row.getInt(3), row.getLong(4));
          domain.waits(place, row.getLong(5));
        },
        ClaimedDomain::queueRead);
  }

  /// Reads on in the URLs with verdicts of some domains.
  ///
  /// @param each as in [#readQueues]
  /// @param ended gets the URLs
  void readUrls(List<ClaimedDomain> domains, int each, EndedUrls ended) throws SQLException {
    var rows =
        new Rows(
            "SELECT k.domain, u.host, u.fp, u.verdict, u.page, u.bytes, u.href, u.referrer FROM"
                + " ROWS AS k(domain, fp) CROSS JOIN LATERAL (SELECT host, fp, verdict, role ="
                + " 'PAGE' AND status BETWEEN 200 AND 299 AS page, CASE WHEN status > 0 THEN bytes"
                + " END AS bytes, CASE WHEN depth >= ? THEN href END AS href, CASE WHEN depth >= ?"
                + " AND ref_domain IS NULL THEN (SELECT r.href FROM url r WHERE r.domain ="
                + " url.domain AND r.fp = url.ref_fp) END AS referrer FROM url WHERE domain ="
                + " k.domain AND fp >= k.fp ORDER BY fp LIMIT ?) u",
            "int8",
            "int8");
    for (var domain : domains) {
      rows.add(domain.id(), domain.nextFingerprint());
    }
    readEach(
        domains,
        rows,
        each,
        (domain, row) -> {
          long fingerprint = row.getLong(3);
          ended.add(fingerprint, VerdictKind.ofLabel(row.getString(4)));
          domain.ended(row.getLong(2), fingerprint, row.getBoolean(5), row.getLong(6));
          var referrer = row.getString(8);
          if (referrer != null) {
            domain.deepLink(row.getString(7), referrer);
          }
        },
        ClaimedDomain::urlsRead,
        deepAt,
        deepAt);
  }

  /// Takes a row of a domain.
  @FunctionalInterface
  private interface DomainRow {
    void read(ClaimedDomain domain, ResultSet row) throws SQLException;
  }

  /// @param rows a statement with the domain as its first column
  private void readEach(
      List<ClaimedDomain> domains,
      Rows rows,
      int each,
      DomainRow reader,
      Consumer<ClaimedDomain> atEnd,
      Object... parameters)
      throws SQLException {
    var byId = new HashMap<Long, ClaimedDomain>();
    var left = new HashMap<ClaimedDomain, Integer>();
    domains.forEach(domain -> {
      byId.put(domain.id(), domain);
      left.put(domain, each);
    });
    var more = Arrays.copyOf(parameters, parameters.length + 1);
    more[parameters.length] = each;
    rows.query(
        connection,
        row -> {
          var domain = Objects.requireNonNull(byId.get(row.getLong(1)));
          left.merge(domain, -1, Integer::sum);
          reader.read(domain, row);
        },
        more);
    left.forEach((domain, rest) -> {
      if (rest > 0) {
        atEnd.accept(domain);
      }
    });
  }

  /// Everything about domains whose queues and URLs were read.
  List<DomainState> states(List<ClaimedDomain> domains) throws SQLException {
    var claimed = new LinkedHashMap<Long, ClaimedDomain>();
    var states = new LinkedHashMap<Long, DomainState>();
    for (var domain : domains) {
      claimed.put(domain.id(), domain);
      states.put(domain.id(), domain.state());
    }
    Array array = Sql.array(connection, List.copyOf(claimed.keySet()));
    var now = wallClock.instant();
    read(
        "SELECT domain, id, name, robots, robots_at, extract(epoch FROM ask_at -"
            + " clock_timestamp()) * 1000, closed, closed_detail, closed_cause FROM host WHERE"
            + " domain = ANY (?)",
        array,
        row -> {
          var name = row.getString(3);
          var sums =
              Objects.requireNonNull(claimed.get(row.getLong(1))).hosts().remove(row.getLong(2));
          double waitMillis = row.getDouble(6);
          var state = of(states, row);
          state.host(
              name,
              row.getBytes(4),
              Sql.instant(row, 5),
              waitMillis <= 0 ? null : now.plusMillis((long) waitMillis),
              closed(row),
              sums == null ? 0 : sums.pageCount,
              sums == null ? 0 : sums.bodyBytes);
          if (sums != null && sums.openCount > 0) {
            state.queue(name, sums.openCount, sums.lastOrder);
          }
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
        "SELECT domain, digest FROM words WHERE domain = ANY (?)",
        array,
        row -> of(states, row).words(row.getLong(2)));
    read(
        "SELECT domain, name, stale FROM template WHERE stale > 0 AND domain = ANY (?)",
        array,
        row -> of(states, row).template(row.getString(2), row.getInt(3)));
    array.free();
    for (var domain : domains) {
      if (domain.hosts().values().stream().anyMatch(host -> host.openCount > 0)) {
        throw new SharedException("the shared crawl is damaged: a queue without a host");
      }
    }
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

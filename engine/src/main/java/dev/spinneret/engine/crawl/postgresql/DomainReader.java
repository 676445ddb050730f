package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.frontier.Referral;
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
  private final Connection connection;
  private final InstantSource wallClock;
  private final int deepAt;

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
    Array array = connection.createArrayOf("int8", ids.toArray());
    read(
        "SELECT id, name FROM domain WHERE id = ANY (?)",
        array,
        row -> states.put(row.getLong(1), new DomainState(row.getLong(1), row.getString(2))));
    var now = wallClock.instant();
    read(
        "SELECT domain, id, name, robots, robots_at, extract(epoch FROM ask_at -"
            + " clock_timestamp()) * 1000, closed, closed_detail, closed_cause, pages, bytes FROM"
            + " host WHERE domain = ANY (?)",
        array,
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
        });
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
        "SELECT domain, fp, verdict, ord FROM url WHERE domain = ANY (?)",
        array,
        row ->
            of(states, row)
                .known(row.getLong(2), VerdictKind.ofLabel(row.getString(3)), row.getLong(4)));
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
          "SELECT u.domain, u.href, r.href FROM url u JOIN url r ON r.domain = u.ref_domain AND"
              + " r.fp = u.ref_fp WHERE u.ref_domain = u.domain AND u.depth >= "
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
    return Objects.requireNonNull(states.get(row.getLong(1)));
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
    var found = new ArrayList<Discovery>(1);
    Sql.query(
        connection,
        "SELECT ord, fp, depth, hops, attempts, private, role, href, referrer, chain FROM queue"
            + " WHERE domain = ? AND host = ? AND (depth, ord) > (?, ?) ORDER BY depth, ord LIMIT"
            + " ?",
        row -> {
          var discovery =
              discovery(
                  row.getInt(3),
                  row.getString(7),
                  row.getBoolean(6),
                  row.getString(9),
                  row.getString(10));
          if (found.isEmpty() || !found.getFirst().equals(discovery)) {
            found.clear();
            found.add(discovery); // one for neighbours that a page named
          }
          urls.add(
              new CrawlUrl(
                  checked(row.getString(8), host),
                  row.getLong(2),
                  host,
                  row.getLong(1),
                  row.getInt(4),
                  row.getInt(5),
                  found.getFirst()));
        },
        Domains.idOf(Domains.nameOf(host)),
        Domains.hostId(host),
        afterDepth,
        afterOrder,
        atMost);
    return urls;
  }

  /// What others have referred to a crawler.
  List<Referral> referred(int crawler, int atMost) throws SQLException {
    var referrals = new ArrayList<Referral>();
    Sql.query(
        connection,
        "SELECT i.id, i.kind, i.fp, i.depth, i.hops, i.private, i.named, i.listed, i.role, i.href,"
            + " i.referrer, i.chain FROM inbox i WHERE i.domain = ANY (ARRAY(SELECT d.id FROM"
            + " domain d WHERE d.owner = ?)) ORDER BY i.depth, i.id LIMIT ?",
        row -> {
          var kind = Referral.Kind.valueOf(row.getString(2));
          var href = row.getString(10);
          var host = kind == Referral.Kind.MALFORMED ? "" : originOf(href);
          referrals.add(
              new Referral(
                  row.getLong(1),
                  kind,
                  new CrawlUrl(
                      href,
                      row.getLong(3),
                      host,
                      0,
                      row.getInt(5),
                      0,
                      discovery(
                          row.getInt(4),
                          row.getString(9),
                          row.getBoolean(6),
                          row.getString(11),
                          row.getString(12))),
                  row.getBoolean(7),
                  row.getBoolean(8)));
        },
        crawler,
        atMost);
    return referrals;
  }

  private static Discovery discovery(
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

  private static String originOf(String href) {
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

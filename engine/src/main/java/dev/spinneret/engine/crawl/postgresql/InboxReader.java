package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads the messages to a crawler. What it reads may be of another version or damaged; URLs are
/// checked.
final class InboxReader {
  private static final int REFERRALS_AT_ONCE = 10_000;

  private final Connection connection;

  InboxReader(Connection connection) {
    this.connection = connection;
  }

  /// What was read.
  ///
  /// @param messages their numbers
  /// @param referrals all that is in them
  record Inbox(List<Long> messages, List<Referral> referrals) {}

  /// The messages that are nearest to the seeds, whole, until there are ten thousand referrals; the
  /// rest is left for later.
  Inbox read(int crawler) throws SQLException {
    var inbox = new Inbox(new ArrayList<>(), new ArrayList<>());
    Sql.query(
        connection,
        "SELECT i.id, r.kind, r.fp, r.depth, r.hops, r.private, r.named, r.listed, r.role, r.href,"
            + " r.referrer, r.chain FROM (SELECT id, level, size, referrals, sum(size) OVER (ORDER"
            + " BY level, id) AS total FROM inbox WHERE recipient = ?) i, unnest(i.referrals) r"
            + " WHERE i.total - i.size < ? ORDER BY i.level, i.id",
        row -> {
          long message = row.getLong(1);
          if (inbox.messages.isEmpty() || inbox.messages.getLast() != message) {
            inbox.messages.add(message);
          }
          inbox.referrals.add(referral(row));
        },
        (long) crawler,
        REFERRALS_AT_ONCE);
    return inbox;
  }

  private static Referral referral(ResultSet row) throws SQLException {
    var kind = Referral.Kind.valueOf(row.getString(2));
    var href = row.getString(10);
    var host = kind == Referral.Kind.MALFORMED ? "" : DomainReader.originOf(href);
    var discovery =
        DomainReader.discovery(
            row.getInt(4),
            row.getString(9),
            row.getBoolean(6),
            row.getString(11),
            row.getString(12));
    return new Referral(
        kind,
        new CrawlUrl(href, row.getLong(3), host, 0, row.getInt(5), 0, discovery),
        row.getBoolean(7),
        row.getBoolean(8));
  }
}

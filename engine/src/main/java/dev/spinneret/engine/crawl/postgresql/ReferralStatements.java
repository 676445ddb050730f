package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.state.ChainText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Writes what a crawler refers to others, and takes over the messages to it, which [InboxReader]
/// reads.
///
/// What a round refers to one recipient is one message, up to [#MAX_REFERRALS] of them: a row for
/// each referral would cost the server several times as much. The recipient is the owner of the
/// domains, or the domain itself while nobody owns it. Either may have changed when the message
/// arrives: whoever claims a domain takes over its messages, and a crawler passes on what is not
/// its own.
final class ReferralStatements {
  /// In one message.
  static final int MAX_REFERRALS = 1_000;

  private final Connection connection;
  private final int crawler;
  private final DomainIds domains;

  ReferralStatements(Connection connection, int crawler, DomainIds domains) {
    this.connection = connection;
    this.crawler = crawler;
    this.domains = domains;
  }

  /// Deletes the messages that a round has taken over, and writes new ones.
  void write(Round round) throws SQLException {
    if (!round.taken().isEmpty()) {
      Sql.update(
          connection,
          "DELETE FROM inbox WHERE recipient = ? AND id = ANY (?)",
          (long) crawler,
          Sql.array(connection, round.taken()));
    }
    if (!round.referred().isEmpty()) {
      addDomains(round.referred());
      addMessages(round.referred());
    }
  }

  /// Domains are added in the order of their numbers: two crawlers that add the same ones would
  /// otherwise wait for each other.
  private void addDomains(List<Referral> referred) throws SQLException {
    var names = new TreeMap<Long, String>();
    for (var referral : referred) {
      var host = referral.url().host();
      names.computeIfAbsent(domains.of(host), _ -> Domains.nameOf(host));
    }
    var unknown =
        new Rows(
            "INSERT INTO domain(id, name) SELECT * FROM ROWS ON CONFLICT DO NOTHING",
            "int8",
            "text");
    var waiting =
        new Rows(
            "UPDATE domain d SET waiting = true FROM ROWS AS k(id) WHERE d.id = k.id AND NOT"
                + " d.waiting AND d.owner IS NULL",
            "int8");
    names.forEach((id, name) -> {
      waiting.add(id);
      if (!domains.isStored(id)) {
        unknown.add(id, name);
        domains.storing(id);
      }
    });
    unknown.update(connection);
    waiting.update(connection);
  }

  private void addMessages(List<Referral> referred) throws SQLException {
    var rows =
        new Rows(
            "INSERT INTO inbox(recipient, level, size, referrals) SELECT recipient, min(level),"
                + " count(*), array_agg(ROW(fp, depth, hops, private, named, listed, kind, role,"
                + " href, referrer, chain)::referral) FROM (SELECT *, (row_number() OVER (PARTITION"
                + " BY recipient ORDER BY depth) - 1) / "
                + MAX_REFERRALS
                + " AS part FROM (SELECT k.*, coalesce(d.owner, k.domain) AS recipient FROM ROWS AS"
                + " k(domain, level, fp, depth, hops, private, named, listed, kind, role, href,"
                + " referrer, chain) LEFT JOIN domain d ON d.id = k.domain) addressed) parted GROUP"
                + " BY recipient, part",
            "int8",
            "int4",
            "int8",
            "int4",
            "int4",
            "bool",
            "bool",
            "bool",
            "text",
            "text",
            "text",
            "text",
            "text");
    for (var referral : referred) {
      var url = referral.url();
      rows.add(
          domains.of(url.host()),
          referral.level(),
          url.fingerprint(),
          url.depth(),
          url.hops(),
          url.privateAllowed(),
          referral.named(),
          referral.listed(),
          referral.kind().name(),
          url.role().name(),
          Sql.text(url.href()),
          Sql.text(url.referrer()),
          Sql.text(ChainText.of(url.via())));
    }
    rows.update(connection);
  }

  /// Takes over the messages to other recipients, such as domains that the crawler has claimed.
  void claim(List<Long> recipients) throws SQLException {
    Sql.update(
        connection,
        "UPDATE inbox SET recipient = ? WHERE recipient = ANY (?)",
        (long) crawler,
        Sql.array(connection, recipients));
  }

  /// Takes over the messages to crawlers that have left or were fenced, to pass them on.
  void claimOfAbsent() throws SQLException {
    var absent = new ArrayList<Long>();
    Sql.query(
        connection,
        "SELECT id FROM crawler WHERE fenced OR alive_until IS NULL",
        row -> absent.add(row.getLong(1)));
    if (!absent.isEmpty()) {
      claim(absent);
    }
  }

  /// Finds what nobody would read, since neither of two crawlers has seen the other's transaction:
  /// messages to domains that somebody has claimed at the same moment, and domains that somebody
  /// has released as done.
  void findForgotten() throws SQLException {
    Sql.update(
        connection,
        "UPDATE inbox i SET recipient = d.owner FROM domain d WHERE d.id = i.recipient AND d.owner"
            + " IS NOT NULL");
    Sql.update(
        connection,
        "UPDATE domain SET waiting = true WHERE owner IS NULL AND NOT waiting AND id IN (SELECT"
            + " recipient FROM inbox)");
  }
}

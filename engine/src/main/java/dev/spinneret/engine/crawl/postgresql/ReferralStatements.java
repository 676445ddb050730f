package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.state.ChainText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.TreeMap;

/// Deletes the referrals that a round has taken over, and writes those to the owners of other
/// domains.
final class ReferralStatements {
  private final Connection connection;
  private final DomainIds domains;

  ReferralStatements(Connection connection, DomainIds domains) {
    this.connection = connection;
    this.domains = domains;
  }

  /// Domains are added in the order of their numbers: two crawlers that add the same ones would
  /// otherwise wait for each other.
  void write(Round round) throws SQLException {
    var taken =
        new Rows(
            "DELETE FROM inbox i USING ROWS AS k(domain, id) WHERE i.domain = k.domain AND i.id ="
                + " k.id",
            "int8",
            "int8");
    round.taken().forEach(referral -> taken.add(domains.of(referral.url().host()), referral.id()));
    taken.update(connection);
    if (round.referred().isEmpty()) {
      return;
    }
    var names = new TreeMap<Long, String>();
    for (var referral : round.referred()) {
      var host = referral.url().host();
      names.computeIfAbsent(domains.of(host), _ -> Domains.nameOf(host));
    }
    var domainRows =
        new Rows(
            "INSERT INTO domain(id, name) SELECT * FROM ROWS ON CONFLICT DO NOTHING",
            "int8",
            "text");
    names.forEach(domainRows::add);
    domainRows.update(connection);
    var waiting =
        new Rows(
            "UPDATE domain d SET waiting = true FROM ROWS AS k(id) WHERE d.id = k.id AND NOT"
                + " d.waiting",
            "int8");
    names.keySet().forEach(waiting::add);
    waiting.update(connection);
    var inbox =
        new Rows(
            "INSERT INTO inbox(domain, fp, depth, hops, private, named, listed, kind, role, href,"
                + " referrer, chain) SELECT * FROM ROWS",
            "int8",
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
    round.referred().stream()
        .sorted(Comparator.comparingInt(referral -> referral.url().depth()))
        .forEach(referral -> addReferral(inbox, referral));
    inbox.update(connection);
  }

  private void addReferral(Rows inbox, Referral referral) {
    var url = referral.url();
    inbox.add(
        domains.of(url.host()),
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
}

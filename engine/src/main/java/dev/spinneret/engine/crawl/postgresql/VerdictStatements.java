package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.state.ChainText;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.url.WebUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the verdicts of a round, and how many URLs of each verdict the crawler has.
final class VerdictStatements {
  private static final String COLUMNS =
      "domain, fp, host, private, chain, ref_domain, ref_fp, bytes, started, depth, hops, status,"
          + " verdict, role, href, detail, cause";

  private final Connection connection;
  private final int crawler;
  private final DomainIds domains;

  private @Nullable Discovery lastFound;
  private @Nullable Long referrerDomain;
  private @Nullable Long referrerFingerprint;

  VerdictStatements(Connection connection, int crawler, DomainIds domains) {
    this.connection = connection;
    this.crawler = crawler;
    this.domains = domains;
  }

  void write(Round round) throws SQLException {
    var counts = new TreeMap<String, Long>();
    for (var url : round.reopened()) {
      Sql.query(
          connection,
          "DELETE FROM url WHERE domain = ? AND fp = ? RETURNING verdict",
          row -> counts.merge(row.getString(1), -1L, Long::sum),
          domains.of(url.host()),
          url.fingerprint());
    }
    var ended =
        new Rows(
            "INSERT INTO url("
                + COLUMNS
                + ") SELECT "
                + COLUMNS.replace("started", "to_timestamp(started / 1000.0)")
                + " FROM ROWS AS k("
                + COLUMNS
                + ")",
            "int8",
            "int8",
            "int8",
            "bool",
            "text",
            "int8",
            "int8",
            "int8",
            "int8",
            "int4",
            "int2",
            "int2",
            "text",
            "text",
            "text",
            "text",
            "text");
    for (var each : round.ended()) {
      var verdict = each.verdict().kind().label();
      counts.merge(verdict, 1L, Long::sum);
      addEnded(ended, each.url(), each.verdict(), each.asked());
    }
    ended.update(connection);
    var sums =
        new Rows(
            "INSERT INTO verdict SELECT crawler, name, urls FROM ROWS AS k(crawler, name, urls) ON"
                + " CONFLICT (crawler, name) DO UPDATE SET urls = verdict.urls + excluded.urls",
            "int4",
            "text",
            "int8");
    counts.forEach((name, urls) -> sums.add(crawler, name, urls));
    sums.update(connection);
  }

  private void addEnded(Rows ended, CrawlUrl url, Verdict verdict, Change.@Nullable Asked asked) {
    findReferrer(url);
    Long domain = domains.of(url.host());
    ended.add(
        domain,
        url.fingerprint(),
        Domains.hostId(url.host()),
        url.privateAllowed(),
        Sql.text(ChainText.of(url.via())),
        domain.equals(referrerDomain) ? null : referrerDomain,
        referrerFingerprint,
        asked == null ? null : asked.bytes(),
        asked == null ? null : asked.started().toEpochMilli(),
        url.depth(),
        url.hops(),
        asked == null ? null : asked.status(),
        verdict.kind().label(),
        url.role().name(),
        Sql.text(url.href()),
        Sql.text(verdict.detail()),
        Sql.cause(verdict));
  }

  /// Finds the row of a URL's referrer; neighbours have the same.
  @SuppressWarnings("ReferenceEquality") // This very object: it stands for many URLs.
  private void findReferrer(CrawlUrl url) {
    if (lastFound == url.discovery()) {
      return;
    }
    lastFound = url.discovery();
    var referrer = url.referrer() == null ? null : WebUrl.parse(url.referrer(), null);
    referrerDomain = referrer == null ? null : domains.of(referrer.origin());
    referrerFingerprint = referrer == null ? null : Hash64.ofAscii(referrer.key(), 0);
  }
}

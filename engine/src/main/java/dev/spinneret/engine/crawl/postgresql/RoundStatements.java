package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.state.ChainText;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.url.WebUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a round, all but the crawler's own row: one statement for each table. The caller commits.
final class RoundStatements {
  private static final String KEYS =
      " AS k(domain, host, depth, ord) WHERE q.domain = k.domain"
          + " AND q.host = k.host AND q.depth = k.depth AND q.ord = k.ord";
  private static final int MAX_NAMES = 100_000;

  private final Connection connection;
  private final int crawler;
  private final InstantSource wallClock;

  /// The domain of each host queue that was met lately.
  private final Map<String, Long> domains;

  private @Nullable Discovery lastFound;
  private @Nullable Long referrerDomain;
  private @Nullable Long referrerFingerprint;

  /// @param domains kept from round to round
  RoundStatements(
      Connection connection, int crawler, InstantSource wallClock, Map<String, Long> domains) {
    this.connection = connection;
    this.crawler = crawler;
    this.wallClock = wallClock;
    this.domains = domains;
    if (domains.size() > MAX_NAMES) {
      domains.clear();
    }
  }

  void write(Round round) throws SQLException {
    writeQueue(round);
    writeVerdicts(round);
    writeHosts(round);
    writeTraps(round);
    for (var held : round.scope()) {
      Sql.update(
          connection, "INSERT INTO scope(held) VALUES (?) ON CONFLICT DO NOTHING", Sql.text(held));
    }
    writeReferrals(round);
    writeOutputs(round);
    for (var released : round.released()) {
      Sql.update(
          connection,
          "UPDATE domain d SET owner = NULL, waiting = ? OR EXISTS (SELECT 1 FROM inbox i WHERE"
              + " i.domain = d.id), level = ? WHERE id = ? AND owner = ?",
          released.isOpen(),
          released.level(),
          released.domain(),
          crawler);
    }
  }

  private void writeQueue(Round round) throws SQLException {
    var unqueued =
        new Rows("DELETE FROM queue q USING ROWS" + KEYS, "int8", "int8", "int4", "int8");
    for (var url : round.unqueued()) {
      unqueued.add(domain(url.host()), Domains.hostId(url.host()), url.depth(), url.order());
    }
    unqueued.update(connection);
    var queued =
        new Rows(
            "INSERT INTO queue(domain, host, ord, fp, depth, hops, attempts, private, role, href,"
                + " referrer, chain) SELECT * FROM ROWS",
            "int8",
            "int8",
            "int8",
            "int8",
            "int4",
            "int4",
            "int4",
            "bool",
            "text",
            "text",
            "text",
            "text");
    for (var url : round.queued()) {
      queued.add(
          domain(url.host()),
          Domains.hostId(url.host()),
          url.order(),
          url.fingerprint(),
          url.depth(),
          url.hops(),
          url.attempts(),
          url.privateAllowed(),
          url.role().name(),
          Sql.text(url.href()),
          Sql.text(url.referrer()),
          Sql.text(ChainText.of(url.via())));
    }
    queued.update(connection);
    var retried =
        new Rows(
            "UPDATE queue q SET attempts = k.attempts FROM ROWS"
                + KEYS.replace("ord)", "ord, attempts)"),
            "int8",
            "int8",
            "int4",
            "int8",
            "int4");
    for (var url : round.retried()) {
      retried.add(
          domain(url.host()), Domains.hostId(url.host()), url.depth(), url.order(), url.attempts());
    }
    retried.update(connection);
  }

  private void writeVerdicts(Round round) throws SQLException {
    var counts = new TreeMap<String, Long>();
    for (var url : round.reopened()) {
      Sql.query(
          connection,
          "DELETE FROM url WHERE domain = ? AND fp = ? RETURNING verdict",
          row -> counts.merge(row.getString(1), -1L, Long::sum),
          domain(url.host()),
          url.fingerprint());
    }
    var ended =
        new Rows(
            "INSERT INTO url(domain, fp, host, ord, private, chain, ref_domain, ref_fp, bytes,"
                + " digest, started, depth, dns_us, connect_us, tls_us, wait_us, body_us, parse_us,"
                + " hops, attempts, status, verdict, role, href, detail, cause) SELECT a, b, c1, c,"
                + " c2, c3, d, e, f, g, to_timestamp(h / 1000.0), i, j, k, l, m, n, o, p, q, r, s,"
                + " t, u, v, w FROM ROWS AS k0(a, b, c1, c, c2, c3, d, e, f, g, h, i, j, k, l, m,"
                + " n, o, p, q, r, s, t, u, v, w)",
            "int8",
            "int8",
            "int8",
            "int8",
            "bool",
            "text",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "int4",
            "int4",
            "int4",
            "int4",
            "int4",
            "int4",
            "int4",
            "int2",
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
    var timings = asked == null ? null : asked.timings();
    ended.add(
        domain(url.host()),
        url.fingerprint(),
        Domains.hostId(url.host()),
        url.order(),
        url.privateAllowed(),
        Sql.text(ChainText.of(url.via())),
        referrerDomain,
        referrerFingerprint,
        asked == null ? null : asked.bytes(),
        asked == null ? null : asked.digest(),
        asked == null ? null : asked.started().toEpochMilli(),
        url.depth(),
        timings == null ? null : micros(timings.dnsNanos()),
        timings == null ? null : micros(timings.connectNanos()),
        timings == null ? null : micros(timings.tlsNanos()),
        timings == null ? null : micros(timings.waitNanos()),
        timings == null ? null : micros(timings.bodyNanos()),
        asked == null ? null : micros(asked.parseNanos()),
        url.hops(),
        asked == null ? null : Math.min(asked.attempts(), Short.MAX_VALUE),
        asked == null ? null : asked.status(),
        verdict.kind().label(),
        url.role().name(),
        Sql.text(url.href()),
        Sql.text(verdict.detail()),
        cause(verdict));
  }

  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
  }

  private static @Nullable String cause(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Failed(var cause, _) ? cause.label() : null;
  }

  /// Works out where the referrer of a URL stands; neighbours have the same.
  @SuppressWarnings("ReferenceEquality") // This very object: it stands for many URLs.
  private void findReferrer(CrawlUrl url) {
    if (lastFound == url.discovery()) {
      return;
    }
    lastFound = url.discovery();
    var referrer = url.referrer() == null ? null : WebUrl.parse(url.referrer(), null);
    referrerDomain = referrer == null ? null : domain(referrer.origin());
    referrerFingerprint = referrer == null ? null : Hash64.ofAscii(referrer.key(), 0);
  }

  private void writeHosts(Round round) throws SQLException {
    var hosts =
        new Rows(
            "INSERT INTO host(domain, id, name, pages, bytes, robots, robots_at, ask_at, closed,"
                + " closed_detail, closed_cause) SELECT a, b, c, d, e, f, to_timestamp(g /"
                + " 1000.0), clock_timestamp() + h * interval '1 ms', i, j, k FROM ROWS AS r(a, b,"
                + " c, d, e, f, g, h, i, j, k) ON CONFLICT (domain, id) DO UPDATE SET pages ="
                + " host.pages + excluded.pages, bytes = host.bytes + excluded.bytes, robots ="
                + " coalesce(excluded.robots, host.robots), robots_at ="
                + " coalesce(excluded.robots_at, host.robots_at), ask_at ="
                + " coalesce(excluded.ask_at, host.ask_at), closed = coalesce(excluded.closed,"
                + " host.closed), closed_detail = coalesce(excluded.closed_detail,"
                + " host.closed_detail), closed_cause = coalesce(excluded.closed_cause,"
                + " host.closed_cause)",
            "int8",
            "int8",
            "text",
            "int8",
            "int8",
            "bytea",
            "int8",
            "int8",
            "text",
            "text",
            "text");
    var now = wallClock.instant();
    round
        .hosts()
        .forEach((host, news) -> {
          var robots = news.robots();
          var closed = news.closed();
          hosts.add(
              domain(host),
              Domains.hostId(host),
              host,
              news.pageCount(),
              news.bodyBytes(),
              robots == null ? null : robots.body().value(),
              robots == null ? null : robots.at().toEpochMilli(),
              millisUntil(news.delayedUntil(), now),
              closed == null ? null : closed.kind().label(),
              closed == null ? null : Sql.text(closed.detail()),
              cause(closed));
        });
    hosts.update(connection);
  }

  /// How long a host still waits: an instant of this machine's clock means nothing to another.
  private static @Nullable Long millisUntil(@Nullable Instant instant, Instant now) {
    return instant == null ? null : Math.max(0, Duration.between(now, instant).toMillis());
  }

  private void writeTraps(Round round) throws SQLException {
    for (var suspect : round.suspects()) {
      var template = suspect.template();
      long domain =
          domain(template.substring(0, template.indexOf('/', template.indexOf("//") + 2)));
      Sql.update(
          connection,
          "INSERT INTO words VALUES (?, ?) ON CONFLICT DO NOTHING",
          domain,
          suspect.words());
      Sql.update(
          connection,
          "INSERT INTO template(domain, stale, name) VALUES (?, ?, ?) ON CONFLICT (domain, name) DO"
              + " UPDATE SET stale = excluded.stale",
          domain,
          suspect.staleCount(),
          Sql.text(template));
    }
  }

  /// Domains are added in the order of their numbers: two crawlers that add the same ones would
  /// otherwise wait for each other.
  private void writeReferrals(Round round) throws SQLException {
    var taken =
        new Rows(
            "DELETE FROM inbox i USING ROWS AS k(domain, id) WHERE i.domain = k.domain AND i.id ="
                + " k.id",
            "int8",
            "int8");
    round.taken().forEach(referral -> taken.add(domain(referral.url().host()), referral.id()));
    taken.update(connection);
    if (round.referred().isEmpty()) {
      return;
    }
    var names = new TreeMap<Long, String>();
    for (var referral : round.referred()) {
      var host = referral.url().host();
      names.computeIfAbsent(domain(host), _ -> Domains.nameOf(host));
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
        domain(url.host()),
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

  private void writeOutputs(Round round) throws SQLException {
    for (var output : round.outputs().entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO output VALUES (?, ?, ?) ON CONFLICT (crawler, name) DO UPDATE SET bytes ="
              + " excluded.bytes",
          crawler,
          output.getKey(),
          output.getValue());
    }
    var lines = round.session();
    if (lines != null) {
      Sql.update(connection, "DELETE FROM session WHERE crawler = ?", crawler);
      var session = new Rows("INSERT INTO session SELECT * FROM ROWS", "int4", "int4", "text");
      for (int i = 0; i < lines.size(); i++) {
        session.add(crawler, i, Sql.text(lines.get(i)));
      }
      session.update(connection);
    }
    for (var address : round.addresses()) {
      Sql.update(
          connection, "INSERT INTO address VALUES (?, ?) ON CONFLICT DO NOTHING", address, crawler);
    }
  }

  private long domain(String host) {
    return domains.computeIfAbsent(host, name -> Domains.idOf(Domains.nameOf(name)));
  }
}

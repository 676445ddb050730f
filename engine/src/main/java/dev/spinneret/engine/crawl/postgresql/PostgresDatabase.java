package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.shared.FencedException;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.shared.RoundReply;
import dev.spinneret.engine.crawl.shared.SharedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A shared crawl in PostgreSQL, as one crawler uses it.
///
/// The crawler's row has a number that each round increments: after a lost connection it shows
/// whether the round was committed. If it was, the domains that it took over are those that the
/// crawler owns and does not know of.
public final class PostgresDatabase implements SharedDatabase {

  /// What nobody would read is rare, and looking for it takes time when there is much to read.
  private static final long SEEK_INTERVAL_NANOS = 60_000_000_000L;

  private static final String PRESENT = "NOT fenced AND alive_until IS NOT NULL";

  private final PostgresConnection connection;
  private final int crawler;
  private final String name;
  private final Duration lease;
  private final InstantSource wallClock;
  private final int deepAt;
  private final boolean levelByLevel;
  private final DomainIds domains = new DomainIds();
  private final Takeovers takeovers;
  private final Set<Long> owned = new HashSet<>();
  private long seq;
  private long lastScope;
  private long soughtAtNanos = System.nanoTime();

  PostgresDatabase(
      PostgresConnection connection,
      int crawler,
      long seq,
      String name,
      Duration lease,
      CrawlOptions options,
      Takeovers takeovers) {
    this.takeovers = takeovers;
    this.connection = connection;
    this.crawler = crawler;
    this.seq = seq;
    this.name = name;
    this.lease = lease;
    wallClock = options.run().wallClock();
    deepAt = options.traps().staleDepth();
    levelByLevel = options.scope().maxDepth() != Integer.MAX_VALUE;
  }

  @Override
  public RoundReply round(Round round) {
    long next = seq + 1;
    var claimed = connection.run(c -> isCommitted(c, next) ? newlyOwned(c) : write(c, round, next));
    claimed.forEach(takeovers::add);
    seq = next;
    domains.committed();
    round.released().forEach(domain -> owned.remove(domain.domain()));
    owned.addAll(claimed.keySet());
    if (round.standing().leaving()) {
      return new RoundReply(
          RoundReply.Claimed.NONE,
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          new RoundReply.Others(1, 0, false, 0, 0, Integer.MAX_VALUE, false, false));
    }
    var answer = connection.run(this::answer);
    takeovers.taken();
    if (answer.late) {
      fenceOthers();
    }
    lastScope = answer.lastScope;
    return answer.reply;
  }

  @Override
  public void extendLease() {
    connection.run(c -> {
      int count =
          Sql.update(
              c,
              "UPDATE crawler SET alive_until = clock_timestamp() + ? * interval '1 ms' WHERE id ="
                  + " ? AND seq = ? AND NOT fenced",
              lease.toMillis(),
              crawler,
              seq);
      if (count == 0) {
        throw new FencedException(name);
      }
      return true;
    });
  }

  @Override
  public List<CrawlUrl> next(String host, int afterDepth, long afterOrder, int atMost) {
    return connection.run(c -> {
      var urls = new DomainReader(c, wallClock, deepAt).next(host, afterDepth, afterOrder, atMost);
      if (urls.isEmpty() && !isPresent(c)) {
        throw new FencedException(name); // it is empty because others have emptied it
      }
      return urls;
    });
  }

  private boolean isPresent(Connection c) throws SQLException {
    return Sql.number(
            c, "SELECT count(*) FROM crawler WHERE id = ? AND seq = ? AND NOT fenced", crawler, seq)
        > 0;
  }

  /// Whether a round was committed in an earlier attempt.
  private boolean isCommitted(Connection c, long next) throws SQLException {
    // A first attempt cannot have been: the answer is that of the update in #write.
    return connection.isRepeated()
        && Sql.number(c, "SELECT seq FROM crawler WHERE id = ? AND NOT fenced", crawler) == next;
  }

  private Map<Long, Integer> newlyOwned(Connection c) throws SQLException {
    var levels = new HashMap<Long, Integer>();
    Sql.query(
        c,
        "SELECT id, level FROM domain WHERE owner = ?",
        row -> {
          if (!owned.contains(row.getLong(1))) {
            levels.put(row.getLong(1), row.getInt(2));
          }
        },
        crawler);
    return levels;
  }

  /// Writes a round.
  ///
  /// @return the domains that were claimed, with their levels
  private Map<Long, Integer> write(Connection c, Round round, long next) throws SQLException {
    var standing = round.standing();
    int count =
        Sql.update(
            c,
            "UPDATE crawler SET seq = ?, alive_until = CASE WHEN ? THEN NULL ELSE clock_timestamp()"
                + " + ? * interval '1 ms' END, left_at = CASE WHEN ? THEN clock_timestamp() END,"
                + " feeding = ?, wants = ?, active = ?, level = ?, pages = pages + ?, bytes = bytes"
                + " + ? WHERE id = ? AND seq = ? AND NOT fenced",
            next,
            standing.leaving(),
            lease.toMillis(),
            standing.leaving(),
            standing.feeding(),
            standing.isIdle(),
            standing.activeCount(),
            Math.min(standing.level(), takeovers.level()),
            round.pageCount(),
            round.bodyBytes(),
            crawler,
            next - 1);
    if (count == 0) {
      throw new FencedException(name);
    }
    var referrals = new ReferralStatements(c, crawler, domains);
    new RoundStatements(c, crawler, wallClock, domains, referrals).write(round);
    if (standing.leaving()) {
      Sql.update(
          c,
          "UPDATE domain SET owner = NULL, waiting = true, level = ? WHERE owner = ?",
          Math.min(standing.level(), takeovers.level()),
          crawler);
      return Map.of();
    }
    return claim(c, takeovers.isEmpty() ? standing.claimAtMost() : 0, referrals);
  }

  private Map<Long, Integer> claim(Connection c, int atMost, ReferralStatements referrals)
      throws SQLException {
    referrals.claimOfAbsent();
    var claimed = atMost > 0 ? freeDomains(c, atMost) : Map.<Long, Integer>of();
    if (!claimed.isEmpty()) {
      referrals.claim(List.copyOf(claimed.keySet()));
      if (levelByLevel) {
        // What waits of them counts at once, not only from the next round on.
        Sql.update(
            c,
            "UPDATE crawler SET level = least(level, ?) WHERE id = ?",
            Collections.min(claimed.values()),
            crawler);
      }
    }
    long nowNanos = System.nanoTime();
    if ((atMost > 0 && claimed.isEmpty()) || nowNanos - soughtAtNanos > SEEK_INTERVAL_NANOS) {
      soughtAtNanos = nowNanos;
      referrals.findForgotten();
    }
    return claimed;
  }

  private Map<Long, Integer> freeDomains(Connection c, int atMost) throws SQLException {
    var levels = new LinkedHashMap<Long, Integer>();
    Sql.query(
        c,
        "UPDATE domain d SET owner = ? FROM (SELECT id FROM domain WHERE owner IS NULL AND waiting"
            + " LIMIT ? FOR UPDATE SKIP LOCKED) f WHERE d.id = f.id RETURNING d.id, d.level",
        row -> levels.put(row.getLong(1), row.getInt(2)),
        crawler,
        atMost);
    return levels;
  }

  /// @param late whether some crawler has committed nothing for longer than its lease
  private record Answer(RoundReply reply, boolean late, long lastScope) {}

  private Answer answer(Connection c) throws SQLException {
    if (connection.isRepeated()) {
      takeovers.restart();
    }
    var claimed = takeovers.read(new DomainReader(c, wallClock, deepAt));
    var inbox =
        claimed.isPartial()
            ? new InboxReader.Inbox(List.of(), List.of())
            : new InboxReader(c).read(crawler);
    var scope = new ArrayList<String>();
    var last = new long[] {lastScope};
    Sql.query(
        c,
        "SELECT id, held FROM scope WHERE id > ? ORDER BY id",
        row -> {
          last[0] = row.getLong(1);
          scope.add(row.getString(2));
        },
        lastScope);
    var addresses = new HashMap<String, Integer>();
    Sql.query(
        c,
        "SELECT a.name, count(*) FROM address a JOIN crawler k ON k.id = a.crawler AND "
            + PRESENT.replace("fenced", "k.fenced").replace("alive", "k.alive")
            + " WHERE a.name IN (SELECT name FROM address WHERE crawler = ?) GROUP BY a.name"
            + " HAVING count(*) > 1",
        row -> addresses.put(row.getString(1), row.getInt(2)),
        crawler);
    var others = new ArrayList<RoundReply.Others>(1);
    var late = new ArrayList<Boolean>(1);
    Sql.query(
        c,
        WHOLE.formatted(levelByLevel ? LEVEL : NO_LEVEL),
        row -> {
          others.add(
              new RoundReply.Others(
                  Math.max(1, row.getInt(1)),
                  row.getInt(2),
                  row.getBoolean(3),
                  row.getLong(4),
                  row.getLong(5),
                  Math.min(row.getInt(6), takeovers.level()),
                  row.getBoolean(7),
                  row.getBoolean(8)));
          late.add(row.getBoolean(9));
        },
        crawler);
    return new Answer(
        new RoundReply(
            claimed, inbox.referrals(), inbox.messages(), scope, addresses, others.getFirst()),
        late.getFirst(),
        last[0]);
  }

  /// `Integer.MAX_VALUE`.
  private static final String NO_LEVEL = "2147483647";

  private static final String LEVEL =
      "least("
          + NO_LEVEL
          + ", (SELECT min(level) FROM k WHERE present AND NOT me), (SELECT min(level) FROM inbox),"
          + " (SELECT min(d.level) FROM domain d WHERE d.owner IS NULL AND d.waiting AND EXISTS"
          + " (SELECT 1 FROM queue q WHERE q.domain = d.id)))";

  /// One statement: it sees all crawlers at one instant.
  private static final String WHOLE =
      "WITH k AS (SELECT *, id = ? AS me, "
          + PRESENT
          + " AS present FROM crawler) SELECT (SELECT count(*) FROM k WHERE present), (SELECT"
          + " coalesce(sum(active), 0) FROM k WHERE present) + (SELECT count(*) FROM (SELECT FROM"
          + " domain WHERE owner IS NULL AND waiting LIMIT 1000) free), EXISTS (SELECT 1 FROM k"
          + " WHERE present AND wants AND NOT me), (SELECT coalesce(sum(pages), 0) FROM k WHERE NOT"
          + " me), (SELECT coalesce(sum(bytes), 0) FROM k WHERE NOT me), %s, CASE WHEN EXISTS"
          + " (SELECT 1 FROM k WHERE present AND (feeding OR active > 0)) THEN false ELSE NOT"
          + " EXISTS (SELECT 1 FROM inbox) AND NOT EXISTS (SELECT 1 FROM queue) END, EXISTS (SELECT"
          + " 1 FROM k WHERE me AND stop), EXISTS (SELECT 1 FROM k WHERE present AND alive_until <"
          + " clock_timestamp())";

  /// Frees the domains of crawlers that committed nothing for longer than their leases. After a
  /// time without the server, the others have the time of a lease to commit again. A row that is
  /// locked belongs to a crawler that is committing.
  private void fenceOthers() {
    if (connection.ageNanos() < lease.toNanos()) {
      return;
    }
    connection.run(c -> {
      var ids = new ArrayList<Integer>();
      Sql.query(
          c,
          "SELECT id FROM crawler WHERE "
              + PRESENT
              + " AND alive_until < clock_timestamp() FOR UPDATE SKIP LOCKED",
          row -> ids.add(row.getInt(1)));
      for (int id : ids) {
        Sql.update(
            c,
            "UPDATE domain SET owner = NULL, waiting = true, level = (SELECT level FROM crawler"
                + " WHERE id = ?) WHERE owner = ?",
            id,
            id);
        Sql.update(
            c, "UPDATE crawler SET fenced = true, feeding = false, active = 0 WHERE id = ?", id);
      }
      return true;
    });
  }

  @Override
  public void close() {
    connection.close();
  }
}

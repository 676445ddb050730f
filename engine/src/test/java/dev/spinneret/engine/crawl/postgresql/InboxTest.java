package dev.spinneret.engine.crawl.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryWeb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages that come to the wrong place: whoever ought to read them did not own the domain yet, or
/// no longer, when they were sent. A real server, in real time.
@Timeout(120)
class InboxTest {
  private final MemoryWeb web = SharedWeb.of();

  @Test
  void messagesThatNobodyReadsReachTheOwner() throws Exception {
    var address = PostgresServer.address("forgotten");
    var crawler = new PostgresCrawler(address, "a");

    try (var loop = EventLoop.create();
        var own = PostgresServer.connect(address)) {
      loop.runUntilComplete(() -> {
        var run = loop.createTask("a", () -> crawler.crawl(web, SharedWeb.SEED));
        while (web.requests().size() < 50) {
          Tasks.sleep(Duration.ofMillis(10));
        }
        Sql.update(own, "INSERT INTO crawler(name, fenced) VALUES ('ghost', true)");
        long ghost = Sql.number(own, "SELECT id FROM crawler WHERE name = 'ghost'");
        send(own, ghost, "http://h1.test/to-a-ghost");
        send(own, domain("http://h2.test"), "http://h2.test/to-a-domain");
        Sql.update(
            own,
            "INSERT INTO domain(id, name, waiting) VALUES (?, 'done.test', false)",
            domain("http://done.test"));
        send(own, domain("http://done.test"), "http://done.test/to-nobody");
        return run.await();
      });
    }

    var requested = hrefs(crawler);
    assertTrue(requested.contains("http://h1.test/to-a-ghost"), "of a crawler that was fenced");
    assertTrue(requested.contains("http://h2.test/to-a-domain"), "of an owned domain");
    assertTrue(requested.contains("http://done.test/to-nobody"), "of a domain without owner");
  }

  @Test
  void whatTheFirstVersionHadOnItsWayArrives() throws Exception {
    var address = PostgresServer.address("upgraded");
    try (var own = PostgresServer.connect(address)) {
      Sql.execute(own, "CREATE SCHEMA " + address.schema());
      for (var statement : PostgresSchema.STEPS.getFirst()) {
        Sql.execute(own, statement);
      }
      Sql.update(own, "INSERT INTO meta VALUES ('version', '1'), ('setting.--scope', 'ANY')");
      for (var href : List.of("http://h1.test/sent", "http://h2.test/sent")) {
        var host = href.substring(0, href.lastIndexOf('/'));
        Sql.update(
            own, "INSERT INTO domain(id, name) VALUES (?, ?)", domain(host), Domains.nameOf(host));
        Sql.update(
            own,
            "INSERT INTO inbox(domain, fp, depth, hops, private, named, listed, kind, role, href)"
                + " VALUES (?, ?, 1, 0, false, false, false, 'FOUND', 'PAGE', ?)",
            domain(host),
            Hash64.ofAscii(href, 0),
            href);
      }
    }
    var crawler = new PostgresCrawler(address, "a");

    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() -> crawler.crawl(web));
    }

    var requested = hrefs(crawler);
    assertTrue(requested.contains("http://h1.test/sent"), requested.toString());
    assertTrue(requested.contains("http://h2.test/sent"), requested.toString());
    assertEquals(crawler.records.size(), requested.size());
  }

  private static long domain(String host) {
    return Domains.idOf(Domains.nameOf(host));
  }

  private static HashSet<String> hrefs(PostgresCrawler crawler) {
    var hrefs = new HashSet<String>();
    crawler.records.forEach(record -> hrefs.add(record.substring(0, record.indexOf(' '))));
    return hrefs;
  }

  private static void send(Connection own, long recipient, String href) throws SQLException {
    Sql.update(
        own,
        "INSERT INTO inbox(recipient, level, size, referrals) VALUES (?, 1, 1, ARRAY[ROW(?, 1, 0,"
            + " false, false, false, ?, 'PAGE', ?, NULL, NULL)::referral])",
        recipient,
        Hash64.ofAscii(href, 0),
        Referral.Kind.FOUND.name(),
        href);
  }
}

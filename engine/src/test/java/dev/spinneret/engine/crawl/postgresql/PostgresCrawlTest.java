package dev.spinneret.engine.crawl.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.shared.FencedException;
import dev.spinneret.engine.crawl.shared.SharedException;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryWeb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Crawls that are shared through a real server, in real time.
@Timeout(120)
class PostgresCrawlTest {
  private static final List<String> EXPECTED = new ArrayList<>();
  private final MemoryWeb web = SharedWeb.of();

  @BeforeAll
  static void aCrawlAloneSaysWhatIsExpected() throws Exception {
    var alone = new PostgresCrawler(PostgresServer.address("unused"), "alone");
    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() ->
          new Crawl(loop, SharedWeb.of(), PostgresCrawler.options(SharedWeb.SEED), alone).run());
    }
    EXPECTED.addAll(sorted(List.of(alone)));
    assertTrue(EXPECTED.size() > 300, EXPECTED.size() + " URLs");
  }

  private static List<String> sorted(List<PostgresCrawler> crawlers) {
    // Which of two equal pages is the duplicate is each crawler's own matter.
    return crawlers.stream()
        .flatMap(crawler -> crawler.records.stream())
        .map(record -> record.replace(" duplicate", " fetched"))
        .sorted()
        .toList();
  }

  @Test
  void threeCrawlersDoTheWorkOfOneOnce() throws Exception {
    var address = PostgresServer.address("three");
    var crawlers = crawlers(address, "a", "b", "c");

    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() -> {
        for (var summary : together(crawlers)) {
          assertEquals(EndedBy.DONE, summary.endedBy());
          assertTrue(summary.urls().isBalanced(), () -> summary.urls().faults().toString());
        }
        return null;
      });
    }

    assertEquals(EXPECTED, sorted(crawlers));
    try (var admin = FrontierAdmin.open(address)) {
      var status = admin.status();
      assertEquals(0, status.waiting() + status.referred() + status.ownedDomains());
      assertEquals(
          EXPECTED.size(), status.verdicts().values().stream().mapToLong(Long::longValue).sum());
    }
  }

  @Test
  void aDepthLimitEndsACrawlThatIsAlone() throws Exception {
    var address = PostgresServer.address("levels");
    var crawler = new PostgresCrawler(address, "a");
    var options = PostgresCrawler.options(SharedWeb.SEED).withScope(scope -> scope.withMaxDepth(2));

    try (var loop = EventLoop.create()) {
      var summary = loop.runUntilComplete(() -> crawler.crawl(web, options, true));

      assertEquals(EndedBy.DONE, summary.endedBy());
    }
    assertTrue(crawler.records.stream().anyMatch(record -> record.endsWith(" depth")));
    assertTrue(crawler.records.size() > 20, crawler.records.size() + " records");
  }

  @Test
  void connectionsThatAreLostLoseAndDoubleNothing() throws Exception {
    var address = PostgresServer.address("lost");
    var crawlers = crawlers(address, "a", "b");

    try (var loop = EventLoop.create();
        var own = PostgresServer.connect(address)) {
      loop.runUntilComplete(() -> {
        var ends =
            loop.createTask(
                "ends sessions",
                () -> {
                  for (int i = 1; i < 12; i++) {
                    awaitRequests(25 * i);
                    loop.runInExecutor(
                            Runnable::run,
                            () -> {
                              PostgresServer.endSessions(own);
                              return true;
                            })
                        .await();
                  }
                  return null;
                });
        together(crawlers);
        ends.cancel();
        return null;
      });
    }

    assertEquals(EXPECTED, sorted(crawlers));
  }

  @Test
  void aCrawlerThatJoinsWaitsForAServerThatIsRestarting() throws Exception {
    var address = PostgresServer.address("restarting");

    PostgresCrawl.join(PostgresServer.restarting(address, 2), joiner("a", Map.of())).close();

    try (var admin = FrontierAdmin.open(address)) {
      assertEquals(List.of("a"), admin.status().crawlers().stream().map(c -> c.name()).toList());
    }
    var closing = PostgresServer.restarting(address, 1);
    assertThrows(SharedException.class, () -> FrontierAdmin.open(closing), "nobody waits for it");
  }

  @Test
  void whatACrawlerThatDiedHasCommittedIsNotDoneAgain() throws Exception {
    var address = PostgresServer.address("died");
    var dying = new PostgresCrawler(address, "a");
    // It reads two rows of each domain in each round.
    var heir = new PostgresCrawler(address, "b", new Takeovers(24, Duration.ZERO));

    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() -> {
        var joined = dying.join(web, SharedWeb.SEED);
        var run = loop.createTask("dies", joined.crawl()::run);
        while (committed(address, dying) < 20) {
          Tasks.sleep(Duration.ofMillis(20));
        }
        run.cancel();
        joined.state().close();
        heir.crawl(web);
        return null;
      });
    }

    // What it had not committed is cut off when it joins again.
    dying.cutTo(committed(address, dying));
    assertTrue(dying.records.size() >= 20, dying.records.size() + " records");
    assertEquals(EXPECTED, sorted(List.of(dying, heir)));
  }

  private static long committed(PostgresAddress address, PostgresCrawler crawler) throws Exception {
    var bytes = new AtomicLong();
    try (var connection = PostgresServer.connect(address)) {
      Sql.query(
          connection,
          "SELECT o.bytes FROM output o JOIN crawler k ON k.id = o.crawler WHERE k.name = ?",
          row -> bytes.set(row.getLong(1)),
          crawler.name);
    }
    return bytes.get();
  }

  @Test
  void crawlersThatAreAskedToStopLeaveTheRestToOthers() throws Exception {
    var address = PostgresServer.address("stopped");
    var first = new PostgresCrawler(address, "a");
    var second = new PostgresCrawler(address, "b");

    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() -> {
        Task<CrawlSummary> run = loop.createTask("a", () -> first.crawl(web, SharedWeb.SEED));
        awaitRequests(60);
        try (var admin = FrontierAdmin.open(address)) {
          assertThrows(SharedException.class, admin::drop);
          assertThrows(SharedException.class, admin::requeue);
          assertEquals(1, admin.stop());
        }
        assertEquals(EndedBy.STOPPED, run.await().endedBy());
        second.crawl(web);
        return null;
      });
    }

    assertEquals(EXPECTED, sorted(List.of(first, second)));
  }

  @Test
  void whatFailedIsRequestedAgainWhenItIsRequeued() throws Exception {
    var address = PostgresServer.address("requeued");
    var first = new PostgresCrawler(address, "a");
    var second = new PostgresCrawler(address, "b");
    var again = new TreeSet<String>();

    try (var loop = EventLoop.create()) {
      loop.runUntilComplete(() -> {
        first.crawl(web, SharedWeb.SEED);
        try (var admin = FrontierAdmin.open(address)) {
          admin.export(url -> {
            var status = url.status();
            if ("failed".equals(url.verdict()) || (status != null && status >= 500)) {
              again.add(url.href());
            }
          });
          assertTrue(again.size() > 20, again.toString());
          assertEquals(again.size(), admin.requeue());
        }
        second.crawl(web);
        return null;
      });
    }

    var requested = new TreeSet<String>();
    second.records.forEach(record -> requested.add(record.substring(0, record.indexOf(' '))));
    assertEquals(again, requested);
    try (var admin = FrontierAdmin.open(address)) {
      assertEquals(
          EXPECTED.size(),
          admin.status().verdicts().values().stream().mapToLong(Long::longValue).sum());
      admin.drop();
    }
    assertThrows(SharedException.class, () -> FrontierAdmin.open(address));
  }

  @Test
  void aSessionOfAPoolerIsLeftAsItWas() throws Exception {
    var address = PostgresServer.address("pooled");
    PostgresCrawl.join(address, joiner("a", Map.of())).close();

    try (var connection = new PostgresConnection(address, Duration.ZERO)) {
      for (int i = 0; i < 10; i++) {
        assertEquals(1, number(connection, "SELECT count(*) FROM crawler WHERE id > 0"));
      }
      assertEquals(0, number(connection, "SELECT count(*) FROM pg_prepared_statements"));
      long changed =
          connection.run(c -> {
            c.commit();
            return Sql.number(
                c,
                "SELECT count(*) FROM pg_settings WHERE setting <> boot_val AND name IN"
                    + " ('search_path', 'jit', 'idle_in_transaction_session_timeout')");
          });
      assertEquals(0, changed, "settings outlive their transaction");
    }
  }

  private static long number(PostgresConnection connection, String query) {
    return connection.run(c -> Sql.number(c, query));
  }

  @Test
  void otherSettingsAreRefusedWithTheDifference() throws Exception {
    var address = PostgresServer.address("settings");
    PostgresCrawl.join(address, joiner("a", Map.of("--scope", "ANY"))).close();

    var thrown =
        assertThrows(
            SharedException.class,
            () -> PostgresCrawl.join(address, joiner("b", Map.of("--scope", "HOST"))));

    assertTrue(thrown.getMessage().contains("--scope: was ANY, is HOST"), thrown.getMessage());
  }

  private static PostgresCrawl.Joiner joiner(String name, Map<String, String> settings) {
    return new PostgresCrawl.Joiner(name, false, settings, PostgresCrawler.LEASE);
  }

  @Test
  void aNameThatIsInUseIsRefused() throws Exception {
    var address = PostgresServer.address("names");

    try (var loop = EventLoop.create();
        var place = PostgresCrawl.join(address, joiner("a", PostgresCrawler.SETTINGS))) {
      var state = place.takePart(PostgresCrawler.options(), List.of());
      loop.runUntilComplete(() -> {
        // Nobody commits, but the lease is extended.
        var beat =
            loop.createTask(
                "beat",
                () -> {
                  try (var connection = PostgresServer.connect(address)) {
                    for (; ; ) {
                      Sql.execute(
                          connection,
                          "UPDATE crawler SET seq = seq + 1, alive_until = clock_timestamp() +"
                              + " interval '3 s'");
                      Tasks.sleep(Duration.ofMillis(300));
                    }
                  }
                });
        var joining =
            loop.runInExecutor(
                ForkJoinPool.commonPool(),
                () -> PostgresCrawl.join(address, joiner("a", PostgresCrawler.SETTINGS)));
        var thrown = assertThrows(SharedException.class, joining::await);
        assertTrue(thrown.getMessage().contains("named a is running"), thrown.getMessage());
        beat.cancel();
        return null;
      });
      state.close();
    }
  }

  @Test
  void aCrawlerThatWakesUpAfterAnotherOfItsNameHasJoinedIsFenced() throws Exception {
    var address = PostgresServer.address("twins");
    var host = "http://a.test";

    try (var first = new PostgresConnection(address, Duration.ZERO);
        var second = new PostgresConnection(address, Duration.ZERO)) {
      PostgresCrawl.join(address, joiner("a", Map.of())).close();
      var sleeper = database(first);
      sleeper.next(host, -1, -1, 1);
      try (var own = PostgresServer.connect(address)) {
        Sql.execute(own, "UPDATE " + address.schema() + ".crawler SET alive_until = NULL");
      }
      PostgresCrawl.join(address, joiner("a", Map.of())).close();

      assertThrows(FencedException.class, () -> sleeper.next(host, -1, -1, 1));
      assertThrows(FencedException.class, sleeper::extendLease);
      database(second).extendLease();
    }
  }

  /// The database as the crawler sees it that has joined last.
  private static PostgresDatabase database(PostgresConnection connection) {
    return connection.run(c -> {
      Sql.execute(c, "SET search_path TO spinneret_twins");
      long seq = Sql.number(c, "SELECT seq FROM crawler WHERE name = 'a'");
      int id = (int) Sql.number(c, "SELECT id FROM crawler WHERE name = 'a'");
      return new PostgresDatabase(
          connection,
          id,
          seq,
          "a",
          PostgresCrawler.LEASE,
          PostgresCrawler.options(),
          new Takeovers(PostgresCrawler.LEASE));
    });
  }

  private void awaitRequests(int count) {
    while (web.requests().size() < count) {
      Tasks.sleep(Duration.ofMillis(10));
    }
  }

  private List<PostgresCrawler> crawlers(PostgresAddress address, String... names) {
    return List.of(names).stream().map(name -> new PostgresCrawler(address, name)).toList();
  }

  /// Runs crawlers at the same time; the first one has the seed.
  private List<CrawlSummary> together(List<PostgresCrawler> crawlers) {
    var tasks = new ArrayList<Task<CrawlSummary>>();
    for (var crawler : crawlers) {
      var seeds = tasks.isEmpty() ? new String[] {SharedWeb.SEED} : new String[0];
      tasks.add(EventLoop.current().createTask(crawler.name, () -> crawler.crawl(web, seeds)));
    }
    return tasks.stream().map(Task::await).toList();
  }
}

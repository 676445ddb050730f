package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a state file is for: a crawl that was cut off goes on as if nothing had been.
class ResumeTest {
  private static final Map<String, String> SETTINGS = Map.of("seeds", SmallWeb.SEED);
  private static final WebUrl SEED = url(SmallWeb.SEED);
  private static final int NEVER = Integer.MAX_VALUE;
  @TempDir Path folder;

  @Test
  void aCrawlCutOffAtAnyMomentEndsWithTheSameRecords() throws Exception {
    for (long seed = 1; seed <= 8; seed++) {
      var undisturbed = folder.resolve("undisturbed-" + seed);
      var expected = run(undisturbed, SmallWeb.of(seed, 5, 60), NEVER);
      assertNotNull(expected);
      var random = new SplittableRandom(seed);
      var disturbed = folder.resolve("disturbed-" + seed);
      CrawlSummary summary = null;
      int runs = 0;
      while (summary == null) {
        int until = random.nextInt(1, 150) + 20 * runs++;
        summary = run(disturbed, SmallWeb.of(seed, 5, 60), until);
      }
      var message = "seed " + seed + ", runs " + runs;
      assertEquals(lines(undisturbed), lines(disturbed), message);
      assertEquals(expected.urls().verdicts(), summary.urls().verdicts(), message);
      assertEquals(expected.urls().discovered(), summary.urls().discovered(), message);
      assertEquals(expected.pages().count(), summary.pages().count(), message);
      assertTrue(summary.urls().isBalanced(), message);
      assertTrue(expected.pages().count() > 50, message);
    }
  }

  @Test
  void aStoppedCrawlGoesOnAndAnEndedOneStaysEnded() throws Exception {
    var web = SmallWeb.of(3, 4, 50);
    var expected = run(folder.resolve("whole"), SmallWeb.of(3, 4, 50), NEVER);
    assertNotNull(expected);
    var base = folder.resolve("stopped");
    var stopped = run(base, web, NEVER, options -> options, 60);
    assertEquals(EndedBy.STOPPED, stopped.endedBy());
    assertTrue(stopped.urls().verdicts().get(VerdictKind.LEFT_OVER) > 0);
    assertTrue(stopped.urls().isBalanced(), stopped.urls().faults().toString());

    var ended = run(base, web, NEVER);
    long requests = web.requests().size();
    var again = run(base, web, NEVER);

    assertEquals(expected.urls().verdicts(), ended.urls().verdicts());
    assertEquals(expected.urls().verdicts(), again.urls().verdicts());
    assertEquals(requests, web.requests().size(), "an ended crawl asks nobody");
    assertEquals(lines(folder.resolve("whole")), lines(base));
  }

  @Test
  void robotsIsNotFetchedAgainWithinADay() throws Exception {
    var web = SmallWeb.of(3, 1, 500);
    var base = folder.resolve("x");
    run(base, web, NEVER, options -> options, 60);
    run(base, web, NEVER);

    assertEquals(1, web.count("http://h0.test/robots.txt"));
  }

  @Test
  void longQueuesStayInTheFile() throws Exception {
    var links = new String[5_000];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/p" + i;
    }
    var web = new MemoryWeb().on(SmallWeb.SEED, Answer.links(links));

    var summary = run(folder.resolve("x"), web, NEVER, ResumeTest::withShortHeads, NEVER);

    assertNotNull(summary);
    assertEquals(5_001, summary.pages().count());
    assertTrue(summary.urls().isBalanced());
    assertEquals(5_001, lines(folder.resolve("x")).size());
  }

  @Test
  void aClosedHostsBacklogGetsItsVerdict() throws Exception {
    var links = new String[3_000];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/p" + i;
    }
    var web =
        new MemoryWeb()
            .on(SmallWeb.SEED, Answer.links(links))
            .otherwise(request ->
                request.url().path().equals("/robots.txt")
                    ? null
                    : Answer.html(request.url().href()));

    var summary =
        run(
            folder.resolve("x"),
            web,
            NEVER,
            options -> withShortHeads(options).withBudget(b -> b.withHostPages(10)),
            NEVER);

    assertEquals(
        Map.of(VerdictKind.FETCHED, 10L, VerdictKind.BUDGET, 2_991L), summary.urls().verdicts());
    assertTrue(summary.urls().isBalanced());
  }

  @Test
  void anotherCommandLineIsRefusedWithTheDifference() {
    var file = folder.resolve("s");
    SqliteState.open(file, Map.of("--max-depth", "3", "seeds", "a", "--include", ""), List.of())
        .close();

    var failure =
        assertThrows(
            StateException.class,
            () ->
                SqliteState.open(
                    file, Map.of("--max-depth", "4", "seeds", "a", "--include", "x"), List.of()));

    var message = Objects.requireNonNull(failure.getMessage());
    assertTrue(message.contains("--max-depth: was 3, is 4"), message);
    assertTrue(message.contains("--include: was not given, is x"), message);
    assertTrue(!message.contains("seeds"), message);
  }

  @Test
  void aFileInUseIsRefused() {
    var file = folder.resolve("s");
    try (var state = SqliteState.open(file, SETTINGS, List.of())) {
      assertNotNull(state);
      var failure =
          assertThrows(StateException.class, () -> SqliteState.open(file, SETTINGS, List.of()));
      assertTrue(
          Objects.requireNonNull(failure.getMessage()).endsWith("in use by another crawl"),
          failure.getMessage());
    }
  }

  @Test
  void aNewerVersionIsRefused() throws SQLException {
    var file = folder.resolve("s");
    SqliteState.open(file, SETTINGS, List.of()).close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    var failure =
        assertThrows(StateException.class, () -> SqliteState.open(file, SETTINGS, List.of()));
    assertTrue(
        Objects.requireNonNull(failure.getMessage()).contains("version 99 is newer"),
        failure.getMessage());
  }

  @Test
  void whatIsNoStateFileIsRefusedAndLeftAlone() throws Exception {
    var text = folder.resolve("text");
    Files.writeString(text, "not a database at all, but long enough to look at\n".repeat(99));
    var other = folder.resolve("other.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine(x)");
    }
    var before = Files.readAllBytes(other);

    for (var file : List.of(text, other)) {
      var failure =
          assertThrows(StateException.class, () -> SqliteState.open(file, SETTINGS, List.of()));
      assertTrue(
          Objects.requireNonNull(failure.getMessage()).contains("not a state file"),
          failure.getMessage());
    }
    assertEquals(
        java.nio.ByteBuffer.wrap(before), java.nio.ByteBuffer.wrap(Files.readAllBytes(other)));
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    var base = folder.resolve("x");
    run(base, SmallWeb.of(3, 4, 50), NEVER);
    var file = Path.of(base + ".state");
    try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long at = 4_096; at < channel.size(); at += 512) {
        channel.write(java.nio.ByteBuffer.allocate(400), at);
      }
    }

    var failure = assertThrows(StateException.class, () -> run(base, SmallWeb.of(3, 4, 50), NEVER));
    assertTrue(
        Objects.requireNonNull(failure.getMessage()).contains("damaged"), failure.getMessage());
  }

  @Test
  void aMissingFolderIsNamed() {
    var failure =
        assertThrows(
            StateException.class,
            () -> SqliteState.open(folder.resolve("no/such/folder/s"), SETTINGS, List.of()));
    assertTrue(
        Objects.requireNonNull(failure.getMessage()).contains("folder"), failure.getMessage());
  }

  @Test
  void anOutputThatIsTooShortIsNamed() throws Exception {
    var base = folder.resolve("x");
    run(base, SmallWeb.of(3, 4, 50), NEVER);
    Files.writeString(Path.of(base + ".out"), "");

    var failure = assertThrows(StateException.class, () -> run(base, SmallWeb.of(3, 4, 50), NEVER));
    assertTrue(
        Objects.requireNonNull(failure.getMessage()).contains("x.out had "), failure.getMessage());
  }

  @Test
  void anOutputThatFailsEndsTheCrawlByName() throws Exception {
    var base = folder.resolve("x");
    var web = SmallWeb.of(3, 4, 50).latency(java.time.Duration.ofSeconds(1));
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(SEED)))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withPace(p -> p.withPerHost(1));
    for (boolean atForce : new boolean[] {false, true}) {
      var full = new FullDisk(atForce);
      try (var state =
              SqliteState.open(Path.of(base + ".state" + atForce), SETTINGS, List.of(full));
          var loop = time.newLoop()) {
        var failure =
            assertThrows(
                OutputFailedException.class,
                () ->
                    loop.runUntilComplete(
                        () -> new Crawl(loop, web, options, _ -> {}, state).run()));
        assertEquals("output full.jsonl: no space left", failure.getMessage());
      }
    }
  }

  /// An output on a disk that is full.
  private record FullDisk(boolean atForce) implements DurableOutput {
    @Override
    public String name() {
      return "full.jsonl";
    }

    @Override
    public Mark mark() throws IOException {
      if (!atForce) {
        throw new IOException("no space left");
      }
      return () -> {
        throw new IOException("no space left");
      };
    }

    @Override
    public void cutTo(long bytes) {}
  }

  @Test
  void aStoredUrlTellsItsStory() throws Exception {
    var web =
        new MemoryWeb()
            .on(SmallWeb.SEED, Answer.links("/a", "http://else.where/"))
            .on("http://h0.test/a", Answer.redirect("/b"))
            .on("http://h0.test/b", Answer.html("b"));
    var base = folder.resolve("x");
    run(base, web, NEVER, options -> options.withScope(s -> s.withMode(ScopeMode.HOST)), NEVER);
    var file = Path.of(base + ".state");

    var found = Objects.requireNonNull(StoredUrl.find(file, print("http://h0.test/b")));
    assertEquals("http://h0.test/a", found.referrer());
    assertEquals("fetched", Objects.requireNonNull(found.outcome()).verdict());
    assertEquals(1, found.hops());
    assertEquals(200, Objects.requireNonNull(found.fetch()).status());
    assertNotNull(found.host().robotsAt());
    var outside = Objects.requireNonNull(StoredUrl.find(file, print("http://else.where/")));
    assertEquals("another host", Objects.requireNonNull(outside.outcome()).detail());
    assertNull(outside.fetch());
    assertNull(StoredUrl.find(file, print("http://never.seen/")));
    assertThrows(StateException.class, () -> StoredUrl.find(folder.resolve("none"), 1));
  }

  private static long print(String href) {
    return Hash64.ofAscii(url(href).key(), 0);
  }

  private static WebUrl url(String href) {
    return Objects.requireNonNull(WebUrl.parse(href, null));
  }

  /// So little memory that most of a queue stays in the file.
  private static CrawlOptions withShortHeads(CrawlOptions options) {
    return options.withResources(r -> r.withQueueBytes(100_000));
  }

  /// Runs a crawl until its end, or until it is cut off: then what was not committed is lost.
  private static CrawlSummary run(Path base, MemoryWeb web, int cutOffAfter) throws IOException {
    return run(base, web, cutOffAfter, options -> options, NEVER);
  }

  private static CrawlSummary run(
      Path base, MemoryWeb web, int cutOffAfter, UnaryOperator<CrawlOptions> set, int stopAfter)
      throws IOException {
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(SEED)))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withPace(p -> p.withPerHost(3))
            .withRun(r -> r.withWallClock(time.wallClock()));
    var output = Path.of(base + ".out");
    try (var lines = new LineFile(output);
        var state = SqliteState.open(Path.of(base + ".state"), SETTINGS, List.of(lines));
        var loop = time.newLoop()) {
      return loop.runUntilComplete(() -> {
        var fetcher = new Counting(web);
        var crawl = new Crawl(loop, fetcher, set.apply(options), lines, state);
        var task = loop.<CrawlSummary>createTask(crawl::run);
        fetcher.on(cutOffAfter, task::cancel);
        fetcher.on(stopAfter, crawl::requestStop);
        try {
          return task.await();
        } catch (Cancelled e) {
          return null;
        }
      });
    }
  }

  /// Does something after a number of requests: moments that do not depend on the writer's thread.
  private static final class Counting implements Fetcher {
    private final Fetcher web;
    private final Map<Integer, Runnable> actions = new HashMap<>();
    private int count;

    Counting(Fetcher web) {
      this.web = web;
    }

    void on(int requestCount, Runnable action) {
      actions.put(requestCount, action);
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
      actions.getOrDefault(++count, () -> {}).run();
      return web.fetch(request);
    }

    @Override
    public void close() {}
  }

  private static HashSet<String> lines(Path base) throws IOException {
    var lines = Files.readAllLines(Path.of(base + ".out"));
    var set = new HashSet<>(lines);
    assertEquals(set.size(), lines.size(), "a line is doubled");
    return set;
  }
}

package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Something of ours breaks in the middle of a kept crawl: the run ends with that error, what it
/// had not committed counts as not done, and the next run loses and doubles nothing.
@Timeout(60)
class BrokenRunTest {
  private static final Map<String, String> SETTINGS = Map.of("a", "b");
  private static final int PAGES = 2_000;

  @TempDir Path folder;
  private final MemoryWeb web = new MemoryWeb().latency(Duration.ofMillis(100));

  BrokenRunTest() {
    var links = new String[PAGES];
    for (int i = 0; i < PAGES; i++) {
      links[i] = "/p" + i;
    }
    web.on("http://a.test/", Answer.links(links));
    web.otherwise(request ->
        request.url().path().equals("/robots.txt") ? null : Answer.html(request.url().href()));
  }

  @Test
  void aPieceOfAQueueThatCannotBeReadEndsTheCrawl() throws Exception {
    assertThrows(AssertionError.class, () -> run("x", new Breaking(lines("x"), 500)));
    sql("x", "UPDATE url SET chain = 'NOBODY' WHERE verdict IS NULL AND id > 900");

    var failure = assertThrows(RuntimeException.class, () -> run("x", null));

    assertTrue(String.valueOf(failure.getMessage()).contains("NOBODY"), failure.toString());
    sql("x", "UPDATE url SET chain = NULL WHERE chain = 'NOBODY'");
    assertEquals(PAGES + 1, run("x", null).pages().count());
    assertWhole("x");
  }

  @Test
  void aRowThatNoCrawlWritesIsRefusedBeforeAnythingIsAsked() throws Exception {
    assertThrows(AssertionError.class, () -> run("x", new Breaking(lines("x"), 500)));
    sql("x", "UPDATE url SET depth = -9 WHERE id = 900");

    var failure = assertThrows(StateException.class, () -> run("x", null));

    assertTrue(
        String.valueOf(failure.getMessage()).contains("damaged: row 900 of table url"),
        failure.toString());
    sql("x", "UPDATE url SET depth = 1 WHERE id = 900");
    assertEquals(PAGES + 1, run("x", null).pages().count());
    assertWhole("x");
  }

  @Test
  void aSinkThatBreaksLosesNoRecord() throws Exception {
    for (int at : new int[] {1, 2, 77, 1_500, PAGES}) {
      var name = "sink-" + at;
      assertThrows(AssertionError.class, () -> run(name, new Breaking(lines(name), at)));
      var summary = run(name, null);
      assertEquals(PAGES + 1, summary.pages().count(), name);
      assertTrue(summary.urls().isBalanced(), name);
      assertWhole(name);
    }
  }

  @Test
  void aStrangeNameOfAStateFileIsJustAName() throws Exception {
    var name = "a?journal_mode=off&b #1%20ä";
    assertEquals(PAGES + 1, run(name, null).pages().count());
    assertTrue(Files.exists(folder.resolve(name + ".state")));
  }

  private LineFile lines(String name) {
    return new LineFile(folder.resolve(name + ".out"));
  }

  /// Breaks at a record: it was told, but never reached the file.
  private record Breaking(LineFile lines, int at, int[] count) implements Sink {
    Breaking(LineFile lines, int at) {
      this(lines, at, new int[1]);
    }

    @Override
    public void accept(dev.spinneret.engine.crawl.verdict.PageRecord page) {
      if (++count[0] == at) {
        throw new AssertionError("the sink broke");
      }
      lines.accept(page);
    }
  }

  private CrawlSummary run(String name, Breaking breaking) {
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s ->
                s.withUrls(List.of(Objects.requireNonNull(WebUrl.parse("http://a.test/", null)))))
            .withPace(p -> p.withPerHost(8))
            .withRun(r -> r.withWallClock(time.wallClock()));
    try (var lines = breaking == null ? lines(name) : breaking.lines();
        var state = SqliteState.open(folder.resolve(name + ".state"), SETTINGS, List.of(lines));
        var loop = time.newLoop()) {
      var sink = breaking == null ? lines : breaking;
      return loop.runUntilComplete(() -> new Crawl(loop, web, options, sink, state).run());
    }
  }

  private void sql(String name, String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".state"));
        var change = connection.createStatement()) {
      assertTrue(change.executeUpdate(statement) > 0, statement);
    }
  }

  private void assertWhole(String name) throws IOException {
    var lines = Files.readAllLines(folder.resolve(name + ".out"));
    Set<String> set = new HashSet<>(lines);
    assertEquals(set.size(), lines.size(), "a line is doubled");
    assertEquals(PAGES + 1, lines.size(), "a line is lost");
  }
}

package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes that share a crawl, and die: through a real server, as people start them.
@Timeout(120)
class FrontierIT {
  private static EmbeddedPostgres server;

  @TempDir Path directory;

  @BeforeAll
  static void thereIsAServer() throws IOException {
    boolean canRun =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assumeTrue(canRun, "the server for tests runs on Linux on x86-64 only");
    server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("fsync", "off")
            .start();
  }

  @AfterAll
  static void theServerEnds() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static String address(String crawl) {
    return "postgresql://postgres@localhost:%d/postgres?crawl=%s"
        .formatted(server.getPort(), crawl);
  }

  @Test
  void crawlersThatAreKilledAndStartedAgainDoTheWorkOfOneOnce() throws Exception {
    var program = new Program(directory);
    try (var site =
        SiteThread.start(
            SiteOptions.DEFAULT
                .withPages(400)
                .withHosts(hosts -> hosts.withCount(8))
                .withHazards(hazards -> hazards.withErrorShare(0.05)))) {
      var url = site.site().url();
      program.run("crawl", url, "--scope", "any", "-q", "--skipped", "-o", "alone.jsonl");
      var first =
          List.of("crawl", url, "--frontier", address("killed"), "--crawler", "a", "-o", "a.jsonl");
      var second =
          List.of("crawl", "--frontier", address("killed"), "--crawler", "b", "-o", "b.jsonl");
      var watched = new ArrayList<>(first);
      watched.addAll(List.of("-o", "-"));
      var killed = program.startPiped(words(watched));
      try (var records = killed.inputReader()) {
        assertEquals(30, records.lines().limit(30).count(), "it ended before it was killed");
        killed.destroyForcibly().waitFor();
      }
      var rest = program.start(words(second));
      var again = program.run(words(first));
      assertEquals(0, again.code(), again::toString);
      assertEquals(0, rest.waitFor());
    }

    var together = new ArrayList<>(urls("a.jsonl"));
    together.addAll(urls("b.jsonl"));
    assertEquals(new TreeSet<>(urls("alone.jsonl")), new TreeSet<>(together));
    assertEquals(together.size(), new TreeSet<>(together).size(), "a record is doubled");
    var status = program.run("frontier", "status", address("killed"), "--json");
    assertEquals(0, status.code(), status::toString);
    var json = new ObjectMapper().readTree(status.out());
    assertEquals(0, json.get("waiting").asInt());
    assertEquals(2, json.get("crawlers").size());
    var exported = program.run("frontier", "export", address("killed"));
    assertEquals(together.size(), exported.out().lines().count());
    assertEquals(0, program.run("frontier", "drop", address("killed")).code());
    assertEquals(2, program.run("frontier", "status", address("killed")).code());
  }

  @Test
  void aCrawlerThatIsFencedAfterASignalDoesNotJoinAgain() throws Exception {
    var program = new Program(directory);
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(400))) {
      var line =
          List.of("crawl", site.site().url(), "--frontier", address("signal"), "--crawler", "a");
      var crawler = program.startPiped(words(line, "-o", "-", "--host-rate", "20"));
      try (var records = crawler.inputReader()) {
        assertEquals(5, records.lines().limit(5).count(), "it ended early");
        signal("STOP", crawler);
        try (var connection = server.getPostgresDatabase().getConnection();
            var statement = connection.createStatement()) {
          statement.executeUpdate("UPDATE spinneret_signal.crawler SET fenced = true");
        }
        signal("TERM", crawler);
        signal("CONT", crawler);
        records.lines().forEach(_ -> {});
      }
      assertEquals(143, crawler.waitFor());
    }
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static String[] words(List<String> line, String... more) {
    var words = new ArrayList<>(line);
    words.addAll(List.of("--scope", "any", "-q", "--skipped", "--lease", "5s"));
    words.addAll(List.of("--concurrency", "10", "--per-host", "2"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private List<String> urls(String file) throws IOException {
    var urls = new ArrayList<String>();
    for (var line : Files.readAllLines(directory.resolve(file))) {
      urls.add(new ObjectMapper().readTree(line).get("url").asText());
    }
    return urls;
  }

  @Test
  void anotherScopeIsRefusedWithTheDifference() throws Exception {
    var program = new Program(directory);
    var begun =
        program.run("crawl", "--frontier", address("scope"), "--crawler", "a", "-q", "-o", "a.csv");
    assertEquals(0, begun.code(), begun::toString);

    var refused =
        program.run(
            "crawl",
            "--frontier",
            address("scope"),
            "--crawler",
            "b",
            "--scope",
            "any",
            "-o",
            "b.csv");

    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("--scope: was HOST, is ANY"), refused.err());
  }

  @Test
  void aPasswordOnTheCommandLineIsRefusedAndNotShown() throws Exception {
    var refused =
        new Program(directory)
            .run("crawl", "--frontier", "postgresql://me:hush@h/d", "--crawler", "a");

    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("PGPASSFILE"), refused.err());
    assertFalse(refused.err().contains("hush"), refused.err());
  }
}

package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program, killed with SIGKILL at random moments and started again with the same command each
/// time, ends with the records of a run that nobody disturbed: JSONL, CSV and WARC at once.
///
/// `-Dkill.count=30` kills more often, `-Dkill.seed=N` at other moments.
@Timeout(600)
class KillTest {
  private static final int PER_HOST = 2;
  private static final int LATENCY_MILLIS = 20;
  private static final int LONGEST_RUN_MILLIS = 3_000;

  @TempDir Path directory;

  @Test
  void outputsAreThoseOfAnUndisturbedRun() throws Exception {
    int killCount = Integer.getInteger("kill.count", 4);
    long seed = Long.getLong("kill.seed", System.nanoTime());
    // So many that the crawl cannot end before the last kill.
    int pages = killCount * LONGEST_RUN_MILLIS * PER_HOST / LATENCY_MILLIS;
    var options =
        SiteOptions.builder()
            .pages(pages)
            .latency(Latency.parse(LATENCY_MILLIS + "ms"))
            .redirectShare(0.05)
            .errorShare(0.05)
            .build();
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      var undisturbed = new Files3(directory.resolve("undisturbed"));
      assertEquals(0, start(undisturbed, url, 64).waitFor());
      var killed = new Files3(directory.resolve("killed"));
      var random = new SplittableRandom(seed);
      for (int i = 1; i <= killCount; i++) {
        var process = start(killed, url, PER_HOST);
        int millis = random.nextInt(LONGEST_RUN_MILLIS);
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        assertFalse(ended, "kill.seed=" + seed + ": ended by itself before kill " + i);
        process.destroyForcibly().waitFor();
      }
      assertEquals(0, start(killed, url, 64).waitFor(), "kill.seed=" + seed);
      check(undisturbed, killed, pages, seed);
    }
  }

  private static void check(Files3 undisturbed, Files3 killed, int pages, long seed)
      throws Exception {
    var name = "kill.seed=" + seed;
    var expected = jsonLines(undisturbed.jsonLines());
    assertTrue(expected.size() >= pages, name);
    assertEquals(expected, jsonLines(killed.jsonLines()), name);
    assertEquals(csv(undisturbed.csv()), csv(killed.csv()), name);
    var expectedWarc = WarcContent.of(undisturbed.warc());
    var warc = WarcContent.of(killed.warc());
    assertEquals(expectedWarc.pages, warc.pages, name);
    assertEquals(expected.size(), warc.pages.size(), name);
    assertEquals(1, expectedWarc.runCount);
    assertTrue(warc.revisitCount > 0, "revisits are part of the test");
    var validator = validator(killed.warc());
    assertEquals(0, validator.waitFor(), name);
    System.out.printf(
        "%s: %d records, %d runs left theirs in the WARC, %d revisits (%d undisturbed)%n",
        name, warc.pages.size(), warc.runCount, warc.revisitCount, expectedWarc.revisitCount);
  }

  private record Files3(Path directory) {
    Path jsonLines() {
      return directory.resolve("a.jsonl");
    }

    Path csv() {
      return directory.resolve("a.csv");
    }

    Path warc() {
      return directory.resolve("a.warc.gz");
    }
  }

  private static Process start(Files3 files, String url, int perHost) throws IOException {
    Files.createDirectories(files.directory());
    var flags = List.of("crawl", url, "-q", "--attempts", "1", "--per-host", "" + perHost);
    var args = new ArrayList<>(flags);
    args.addAll(List.of("--state", files.directory().resolve("a.db").toString()));
    for (var file : List.of(files.jsonLines(), files.csv(), files.warc())) {
      args.addAll(List.of("-o", file.toString()));
    }
    return ProgramTest.builder(args.toArray(String[]::new)).inheritIO().start();
  }

  private static Process validator(Path warc) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.netpreserve.jwarc.tools.ValidateTool",
            warc.toString())
        .inheritIO()
        .start();
  }

  /// What a page is, whoever was first to name it and however long it took.
  private static Set<String> jsonLines(Path file) throws IOException {
    var json = new ObjectMapper();
    var records = new TreeSet<String>();
    var urls = new TreeSet<String>();
    for (var line : Files.readAllLines(file)) {
      JsonNode record = json.readTree(line);
      var url = record.get("url").asText();
      assertTrue(urls.add(url), () -> "twice: " + line);
      records.add(
          String.join(
              " ",
              url,
              record.path("status").toString(),
              record.path("bytes").toString(),
              record.path("redirect").toString(),
              record.path("error").toString()));
    }
    return records;
  }

  private static Set<String> csv(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var columns = lines.getFirst().split(",", -1);
    var urls = new TreeSet<String>();
    for (var line : lines.subList(1, lines.size())) {
      var url = line.substring(0, line.indexOf(','));
      assertTrue(line.split(",", -1).length >= columns.length, () -> "torn: " + line);
      assertTrue(urls.add(url), () -> "twice: " + line);
    }
    return urls;
  }
}

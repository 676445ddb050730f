package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program, killed with SIGKILL at random moments and started again with the same command each
/// time, ends with the records of a run that nobody disturbed: JSONL, CSV and WARC at once, with
/// gzip and zstd. Commits are so close together that nearly every kill falls between two; some fall
/// before the first, some while the crawl comes to its end, and some when it has ended.
///
/// With one request at a time the order is always the same, and so is every field but the times.
/// With several, it is chance which of two pages names a third one first.
///
/// `-Dkill.count=30` kills more often, `-Dkill.seed=N` at other moments.
@Timeout(900)
class KillTest {
  private static final int LATENCY_MILLIS = 5;
  private static final int LONGEST_RUN_MILLIS = 1_000;
  private static final int PAGES_A_KILL = 80;
  private static final Set<String> TIMES =
      Set.of("started", "ms", "dns_ms", "connect_ms", "tls_ms", "wait_ms", "body_ms", "parse_ms");
  private static final Set<String> CHANCE = Set.of("verdict", "detail", "depth", "referrer");

  private static final Pattern FIELD = Pattern.compile("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,\"]*)");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void outputsAreThoseOfAnUndisturbedRun(int perHost) throws Exception {
    int killCount = Integer.getInteger("kill.count", 3);
    long seed = Long.getLong("kill.seed", System.nanoTime());
    int pages = killCount * PAGES_A_KILL * perHost;
    var options =
        SiteOptions.DEFAULT
            .withPages(pages)
            .withLatency(Latency.parse(LATENCY_MILLIS + "ms"))
            .withHazards(h -> h.withRedirectShare(0.05).withErrorShare(0.05));
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      var undisturbed = new Files3(directory.resolve("undisturbed"));
      assertEquals(0, start(undisturbed, url, perHost).waitFor());
      var killed = new Files3(directory.resolve("killed"));
      var random = new SplittableRandom(seed);
      int endedCount = 0;
      for (int i = 1; i <= killCount; i++) {
        long before = site.site().stats().requests();
        var process = start(killed, url, perHost);
        // Most are killed some time after their first requests; some at any moment from the start.
        if (random.nextInt(4) > 0) {
          while (process.isAlive() && site.site().stats().requests() < before + 10) {
            Thread.onSpinWait();
          }
        }
        if (process.waitFor(random.nextInt(LONGEST_RUN_MILLIS), TimeUnit.MILLISECONDS)) {
          assertEquals(0, process.exitValue(), "kill.seed=" + seed);
          endedCount++;
        } else {
          process.destroyForcibly().waitFor();
        }
      }
      assertEquals(0, start(killed, url, perHost).waitFor(), "kill.seed=" + seed);
      var ignored = new TreeSet<>(TIMES);
      if (perHost > 1) {
        ignored.addAll(CHANCE);
      }
      check(undisturbed, killed, ignored, "kill.seed=" + seed + ", ended " + endedCount);
    }
  }

  private static void check(Files3 undisturbed, Files3 killed, Set<String> ignored, String name)
      throws Exception {
    var expected = jsonLines(undisturbed.jsonLines(), ignored);
    assertTrue(expected.size() >= PAGES_A_KILL, name);
    assertEquals(expected, jsonLines(killed.jsonLines(), ignored), name);
    assertEquals(csv(undisturbed.csv(), ignored), csv(killed.csv(), ignored), name);
    for (var packed : List.of("a.jsonl.gz", "a.jsonl.zst")) {
      assertEquals(
          Files.readString(killed.jsonLines()), unpacked(killed.directory().resolve(packed)), name);
    }
    var zstd = WarcContent.of(killed.directory().resolve("a.warc.zst"));
    assertEquals(WarcContent.of(killed.warc()).pages, zstd.pages, name);
    var expectedWarc = WarcContent.of(undisturbed.warc());
    var warc = WarcContent.of(killed.warc());
    assertEquals(expectedWarc.pages, warc.pages, name);
    assertEquals(expected.size(), warc.pages.size(), name);
    assertEquals(1, expectedWarc.runCount);
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

    List<Path> all() {
      return Stream.of("a.jsonl", "a.csv", "a.warc.gz", "a.jsonl.gz", "a.jsonl.zst", "a.warc.zst")
          .map(directory::resolve)
          .toList();
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
    args.addAll(List.of("--commit-interval", "20ms"));
    for (var file : files.all()) {
      args.addAll(List.of("-o", file.toString()));
    }
    return Program.builder(args.toArray(String[]::new)).inheritIO().start();
  }

  private static String unpacked(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        var plain =
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : new ZstdInputStream(in)) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
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

  private static Set<String> jsonLines(Path file, Set<String> ignored) throws IOException {
    var json = new ObjectMapper();
    var records = new TreeSet<String>();
    var urls = new TreeSet<String>();
    for (var line : Files.readAllLines(file)) {
      var record = (ObjectNode) json.readTree(line);
      var url = record.get("url").asText();
      assertTrue(urls.add(url), () -> "twice: " + line);
      records.add(record.remove(ignored).toString());
    }
    return records;
  }

  private static Set<String> csv(Path file, Set<String> ignored) throws IOException {
    var lines = Files.readAllLines(file);
    var columns = fields(lines.getFirst());
    var rows = new TreeSet<String>();
    var urls = new TreeSet<String>();
    for (var line : lines.subList(1, lines.size())) {
      var fields = fields(line);
      assertEquals(columns.size(), fields.size(), () -> "torn: " + line);
      assertTrue(urls.add(fields.getFirst()), () -> "twice: " + line);
      var row = new TreeMap<String, String>();
      for (int i = 0; i < columns.size(); i++) {
        if (!ignored.contains(columns.get(i))) {
          row.put(columns.get(i), fields.get(i));
        }
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static List<String> fields(String line) {
    return FIELD.matcher(line).results().map(field -> field.group(1)).toList();
  }
}

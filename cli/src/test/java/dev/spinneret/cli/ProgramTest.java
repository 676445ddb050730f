package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.terminal.Build;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own: its streams, its signals and its exit codes.
@Timeout(120)
class ProgramTest {
  @TempDir Path directory;

  @Test
  void versionIsOneLine() throws Exception {
    for (var line : List.of("--version", "-V", "crawl --version", "bench loop -V")) {
      var run = run(line.split(" "));
      assertEquals(0, run.code(), line);
      assertEquals("spinneret " + Build.VERSION + "\n", run.out(), line);
      assertEquals("", run.err(), line);
    }
  }

  @Test
  void anEndWithoutErrorDoesNotStartTheLoggingOfTheJdk() throws Exception {
    var classes = directory.resolve("classes");
    var program = Program.builder("--version").redirectErrorStream(true);
    program.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
    var process = program.start();
    process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    var loaded = Files.readString(classes);
    assertTrue(loaded.contains("dev.spinneret.cli.Main "), loaded);
    assertFalse(loaded.contains("jdk.internal.logger"), "System.exit was called");
  }

  @Test
  void withoutACommandTheHelpIsShown() throws Exception {
    var run = run();
    assertEquals(0, run.code());
    assertEquals(run("--help").out(), run.out());
    assertTrue(run.out().contains("Commands:"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void recordsGoToStandardOutputAndTheSummaryToStandardError() throws Exception {
    var run = run("crawl", "--sample", "--max-depth", "1");
    assertEquals(0, run.code(), run.err());
    for (var line : run.out().lines().toList()) {
      assertTrue(new ObjectMapper().readTree(line).has("url"), line);
    }
    assertTrue(run.err().contains("limited by "), run.err());
    assertFalse(run.err().contains("\u001b"), "control characters in a pipe");
    assertFalse(run.err().contains("\r"), "control characters in a pipe");
  }

  @Test
  void aReaderThatLeavesIsNoError() throws Exception {
    var process = start("crawl", "--sample", "--quiet");
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(out.readLine().startsWith("{\"url\""));
    }
    assertEquals(0, process.waitFor());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void aSignalLetsTheCrawlEndInOrder() throws Exception {
    var options = SiteOptions.DEFAULT.withPages(5_000).withLatency(Latency.parse("20ms"));
    try (var site = SiteThread.start(options)) {
      var process = start("crawl", site.site().url(), "--per-host", "4", "--quiet");
      List<String> lines = new ArrayList<>();
      try (var out = process.inputReader(StandardCharsets.UTF_8)) {
        lines.add(out.readLine());
        process.toHandle().destroy();
        out.lines().forEach(lines::add);
      }
      assertEquals(ExitCode.TERMINATED, process.waitFor());
      assertTrue(lines.size() < 5_000);
      for (var line : lines) {
        assertTrue(new ObjectMapper().readTree(line).has("url"), line);
      }
    }
  }

  @Test
  void aCrawlThatWasKilledGoesOnWithTheSameCommand() throws Exception {
    var options = SiteOptions.DEFAULT.withPages(400).withLatency(Latency.parse("20ms"));
    try (var site = SiteThread.start(options)) {
      var file = directory.resolve("a.jsonl").toString();
      var csv = directory.resolve("a.csv").toString();
      var state = directory.resolve("a.db").toString();
      var args =
          new String[] {
            "crawl",
            site.site().url(),
            "--per-host",
            "4",
            "-q",
            "--state",
            state,
            "-o",
            file,
            "-o",
            csv
          };
      var process = start(args);
      while (!Files.exists(Path.of(file)) || Files.size(Path.of(file)) < 20_000) {
        Thread.onSpinWait();
        if (!process.isAlive()) {
          break;
        }
      }
      process.destroyForcibly().waitFor();
      assertEquals(0, run(args).code());
      var lines = Files.readAllLines(Path.of(file));
      var urls = new TreeSet<String>();
      for (var line : lines) {
        urls.add(new ObjectMapper().readTree(line).get("url").asText());
      }
      assertEquals(urls.size(), lines.size(), "each URL once");
      assertTrue(lines.size() >= 400, lines.size() + " lines");
      assertEquals(lines.size() + 1, Files.readAllLines(Path.of(csv)).size(), "one header");
      var known = run("explain", site.site().url(), "--state", state);
      assertEquals(0, known.code(), known.err());
      assertTrue(known.out().contains("verdict         fetched"), known.out());
      assertTrue(known.out().contains("first named by  a seed"), known.out());
      var unknown = run("explain", "http://nowhere.test/", "--state", state);
      assertEquals(3, unknown.code());
    }
  }

  @Test
  void aBatchAnswersAndEndsWithItsInput() throws Exception {
    var process = start("url", "--batch");
    process
        .getOutputStream()
        .write("{\"input\":\"../b\",\"base\":\"http://h/a/c\"}\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("http://h/b", new ObjectMapper().readTree(out.readLine()).get("url").asText());
      process.getOutputStream().close();
      assertEquals(null, out.readLine());
    }
    assertEquals(0, process.waitFor());
  }

  private record Run(int code, String out, String err) {}

  private Run run(String... args) throws IOException, InterruptedException {
    var out = Files.createTempFile(directory, "out", "");
    var err = Files.createTempFile(directory, "err", "");
    var process =
        Program.builder(args).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  private static Process start(String... args) throws IOException {
    return Program.builder(args).start();
  }
}

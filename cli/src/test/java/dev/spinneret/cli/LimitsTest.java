package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.terminal.ExitCode;
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

/// A process at its limits: too little memory, a locale without letters, nobody who reads.
@Timeout(120)
class LimitsTest {
  @TempDir Path directory;

  @Test
  void outOfMemoryIsAMessageAndNothingIsLost() throws Exception {
    var options = SiteOptions.DEFAULT.withPages(120).withPageBytes(1 << 20);
    try (var site = SiteThread.start(options)) {
      var records = directory.resolve("a.jsonl");
      var command =
          List.of(
              "crawl",
              site.site().url(),
              "-q",
              "--state",
              directory.resolve("a.db").toString(),
              "-o",
              records.toString());
      var small = start("-Xmx8m", command);
      var err = new String(small.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ExitCode.SOFTWARE, small.waitFor(), err);
      assertTrue(err.startsWith("spinneret: out of memory: the heap of "), err);
      assertTrue(err.contains("SPINNERET_OPTS=-Xmx"), err);
      assertEquals(1, err.lines().count(), err);

      var large = start("-Xmx512m", command);
      err = new String(large.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, large.waitFor(), err);
      var lines = Files.readAllLines(records);
      var urls = new TreeSet<String>();
      for (var line : lines) {
        urls.add(new ObjectMapper().readTree(line).get("url").asText());
      }
      assertEquals(urls.size(), lines.size(), "each URL once");
      assertTrue(urls.size() >= 120, urls.size() + " URLs");
    }
  }

  @Test
  void anArgumentThatTheLocaleCannotHoldIsRefused() throws Exception {
    var builder = builder("-Xmx64m", List.of("url", "http://127.0.0.1/ü"));
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.USAGE, process.waitFor(), err);
    assertTrue(err.contains("type it in UTF-8, with a locale such as LC_ALL=C.UTF-8"), err);
  }

  /// Both wait for the whole drain time, so they wait together.
  @Test
  void pipesThatNobodyReadsDoNotHoldTheEndBack() throws Exception {
    var fifo = directory.resolve("pipe.jsonl");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    var options = SiteOptions.DEFAULT.withPages(1_000_000);
    try (var site = SiteThread.start(options);
        var other = SiteThread.start(options)) {
      var timed =
          start(
              "-Xmx256m",
              List.of("crawl", site.site().url(), "-q", "--max-time", "5s", "-o", fifo.toString()));
      var stopped = start("-Xmx256m", List.of("crawl", other.site().url(), "-q"));
      // Their records are far more than a pipe holds.
      while (other.site().stats().requests() < 1_500) {
        Thread.onSpinWait();
        assertTrue(stopped.isAlive());
      }
      stopped.toHandle().destroy();
      var err = new String(stopped.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ExitCode.TERMINATED, stopped.waitFor(), err);
      assertTrue(err.contains("ended by force: not written: standard output ("), err);
      err = new String(timed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ExitCode.SOFTWARE, timed.waitFor(), err);
      assertTrue(err.contains("ended by force: not written: " + fifo + " ("), err);
      assertFalse(err.contains("Exception"), err);
    }
  }

  private static Process start(String heap, List<String> arguments) throws IOException {
    return builder(heap, arguments).start();
  }

  private static ProcessBuilder builder(String heap, List<String> arguments) {
    var command = new ArrayList<>(Program.builder().command());
    command.add(1, heap);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}

package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whose the files of a crawl are: no other crawl touches them, no other user reads what is secret,
/// and nobody has a third file written in their place.
@Timeout(120)
class OwnedFilesTest {
  @TempDir Path directory;
  private SiteThread site;

  @BeforeEach
  void serve() throws IOException {
    var latency = Latency.parse("20ms");
    site = SiteThread.start(SiteOptions.DEFAULT.withPages(5_000).withLatency(latency));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theOutputOfARunningCrawlIsRefusedToAnother() throws Exception {
    var output = file("a.jsonl");
    var first = start("-o", output);
    var before = written(first, output);
    var second = finish(start("-o", output));
    assertEquals(ExitCode.USAGE, second.code(), second.err());
    assertEquals(
        "spinneret crawl: -o " + output + ": cannot be written: another crawl writes to it\n",
        second.err());
    assertGoesOn(first, output, before);
  }

  @Test
  void theStateOfARunningCrawlIsRefusedBeforeAnyOutputIsTouched() throws Exception {
    var output = file("a.jsonl");
    var first = start("-o", output, "--state", file("a.db"));
    var before = written(first, output);
    var second =
        finish(
            start(
                "-o",
                output,
                "-o",
                file("b.csv"),
                "--state",
                file("a.db"),
                "--summary-json",
                file("b.json")));
    assertEquals(ExitCode.USAGE, second.code(), second.err());
    assertTrue(second.err().contains("in use by another crawl"), second.err());
    assertFalse(Files.exists(Path.of(file("b.csv"))));
    assertFalse(Files.exists(Path.of(file("b.json"))));
    assertGoesOn(first, output, before);
  }

  @Test
  void theStateAndTheSummaryAreForTheirUserAlone() throws Exception {
    var run =
        finish(
            start(
                "--max-pages",
                "3",
                "-o",
                file("a.jsonl"),
                "--state",
                file("a.db"),
                "--summary-json",
                file("a.json")));
    assertEquals(ExitCode.LIMIT, run.code(), run.err());
    for (var name : List.of("a.db", "a.json")) {
      var permissions = Files.getPosixFilePermissions(directory.resolve(name));
      assertEquals("rw-------", PosixFilePermissions.toString(permissions), name);
    }
  }

  @Test
  void aLinkInADirectoryThatEverybodyCanWriteToIsRefused() throws Exception {
    var open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    var victim = Files.writeString(directory.resolve("victim.jsonl"), "precious\n");
    var link = Files.createSymbolicLink(open.resolve("link.jsonl"), victim).toString();
    Files.createSymbolicLink(open.resolve("inner"), directory);
    for (var flags :
        List.of(
            List.of("-o", link),
            List.of("--state", link),
            List.of("--summary-json", link),
            List.of("-o", open.resolve("inner/victim.jsonl").toString()))) {
      var run = finish(start(flags.toArray(String[]::new)));
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertTrue(run.err().contains("is a symbolic link in a directory that everybody"), run.err());
      assertTrue(run.err().contains(flags.getFirst()), run.err());
    }
    assertEquals("precious\n", Files.readString(victim));
  }

  @Test
  void whatIsRefusedLeavesTheOutputsOfTheLastRun() throws Exception {
    var output = Files.writeString(directory.resolve("a.jsonl"), "last week\n");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (var flags :
          List.of(
              List.of("--metrics", "127.0.0.1:" + taken.getLocalPort()),
              List.of("--summary-json", file("no/such.json")))) {
        var arguments = new ArrayList<>(List.of("-o", output.toString()));
        arguments.addAll(flags);
        var run = finish(start(arguments.toArray(String[]::new)));
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains(flags.getFirst()), run.err());
        assertEquals("last week\n", Files.readString(output));
      }
    }
  }

  @Test
  void aLinkOfOnesOwnIsFollowed() throws Exception {
    var target = Files.createFile(directory.resolve("target.jsonl"));
    var link = Files.createSymbolicLink(directory.resolve("link.jsonl"), target);
    var run = finish(start("--max-pages", "2", "-o", link.toString()));
    assertEquals(ExitCode.LIMIT, run.code(), run.err());
    assertEquals(2, Files.readAllLines(target).size());
  }

  private record Run(int code, String err) {}

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private Process start(String... flags) throws IOException {
    var arguments = new ArrayList<>(List.of("crawl", site.site().url(), "-q", "--per-host", "2"));
    arguments.addAll(List.of(flags));
    return Program.builder(arguments.toArray(String[]::new)).start();
  }

  private static Run finish(Process process) throws IOException, InterruptedException {
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), err);
  }

  /// Waits for the first records.
  private static String written(Process process, String output) throws IOException {
    var path = Path.of(output);
    while (!Files.exists(path) || Files.size(path) < 1_000) {
      Thread.onSpinWait();
      assertTrue(process.isAlive());
    }
    return Files.readString(path);
  }

  private static void assertGoesOn(Process first, String output, String before) throws Exception {
    while (Files.size(Path.of(output)) < before.length() + 1_000) {
      Thread.onSpinWait();
      assertTrue(first.isAlive());
    }
    first.destroyForcibly().waitFor();
    assertTrue(Files.readString(Path.of(output)).startsWith(before));
  }
}

package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shell scripts of the samples, each run as its first lines say.
@Timeout(120)
class ScriptsTest {
  private static final Path SCRIPTS = Path.of("..", "samples", "scripts");

  @TempDir Path directory;

  @BeforeEach
  void theProgramIsACommand() throws IOException {
    var command =
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
        -cp '%s' dev.spinneret.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"));
    Files.writeString(program(), command);
    assertTrue(program().toFile().setExecutable(true));
  }

  @Test
  void brokenLinksFailTheBuildAndAreNamed() throws Exception {
    try (var site =
        SiteThread.start(
            SiteOptions.DEFAULT.withPages(60).withHazards(h -> h.withErrorShare(0.2)))) {
      var report = directory.resolve("links.xml");
      var run = run("", "broken-links.sh", site.site().url(), report.toString());
      assertEquals(ExitCode.FAIL_IF, run.code(), run.out());
      assertTrue(run.out().contains("  404  " + site.site().url()), run.out());
      assertTrue(Files.readString(report).contains("<failure type=\"broken\""));
    }
  }

  @Test
  void aNightlyCrawlListsWhatHasChangedSinceTheLast() throws Exception {
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(40))) {
      var place = directory.resolve("night");
      var first = run("", "nightly.sh", site.site().url(), place.toString());
      assertEquals(0, first.code(), first.out());
      var seen = Files.readAllLines(place.resolve("changes.csv"));
      assertTrue(seen.contains(",200," + site.site().url()), seen::toString);
      var second = run("", "nightly.sh", site.site().url(), place.toString());
      assertEquals(0, second.code(), second.out());
      var changes = Files.readAllLines(place.resolve("changes.csv"));
      assertEquals(seen.size(), changes.size());
      assertTrue(changes.contains("same,200," + site.site().url()), changes::toString);
    }
  }

  @Test
  void aListOfUrlsIsReadFromStandardInput() throws Exception {
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(40))) {
      var url = site.site().url();
      var run = run(url + "\n" + url + "robots.txt\n" + url + "\n", "status-of.sh");
      assertEquals(0, run.code(), run.out());
      assertEquals(3, run.out().lines().count(), run.out());
      assertTrue(run.out().contains("200\t\ttext/html; charset=utf-8\t" + url + "\n"), run.out());
    }
  }

  @Test
  void aSiteIsArchived() throws Exception {
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(40))) {
      var name = directory.resolve("site").toString();
      var run = run("", "archive.sh", site.site().url(), name);
      assertEquals(0, run.code(), run.out());
      var lines = Files.readAllLines(Path.of(name + ".csv"));
      assertEquals("url,status,type,bytes,digest", lines.getFirst());
      assertTrue(lines.stream().anyMatch(line -> line.contains(",image/png,")), lines::toString);
      assertTrue(Files.size(Path.of(name + ".warc.gz")) > 1_000);
    }
  }

  @Test
  void enginesAreCompared() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")), "jq is not there");
    var page = directory.resolve("engines.html").toString();
    var run =
        run(
            "",
            "compare-engines.sh",
            page,
            "--pages",
            "20",
            "--rounds",
            "1",
            "--latency",
            "0",
            "--concurrency",
            "5",
            "--threads",
            "5");
    assertEquals(0, run.code(), run.out());
    assertTrue(run.out().startsWith("loop/threads: "), run.out());
    assertTrue(Files.readString(Path.of(page)).contains("</svg>"));
  }

  private record Run(int code, String out) {}

  private Path program() {
    return directory.resolve("spinneret");
  }

  private Run run(String input, String script, String... args)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of("sh", SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(args));
    var in = Files.createTempFile(directory, "in", "");
    var out = Files.createTempFile(directory, "out", "");
    Files.writeString(in, input);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPINNERET", program().toString());
    var process = builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).start();
    return new Run(process.waitFor(), Files.readString(out));
  }
}

package dev.spinneret.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
  private static final List<String> ENGINES = List.of("loop", "threads-200", "vthreads");
  private static final int CHARTS_OF_THE_MATRIX = 4 + 3 + 4 + 4 + 4;

  @TempDir Path directory;

  @Test
  void theMatrixHasAChartForEachLatencyAndEachConcurrency() {
    var page = ComparisonPage.of(matrix());
    assertEquals(CHARTS_OF_THE_MATRIX, count(page, "<svg class=\"chart\""));
    assertEquals(CHARTS_OF_THE_MATRIX * ENGINES.size() + ENGINES.size(), count(page, "<polyline"));
    assertTrue(page.contains(">latency 200ms</text>"));
    assertTrue(page.contains(">pages/s (logarithmic)</text>"));
    assertTrue(page.contains(">fetches in flight</text>"));
    assertTrue(page.contains("How it was measured"));
    assertTrue(page.contains("<b class=\"s0\">loop × "), "the winners' table");
    assertFalse(page.contains("NaN") || page.contains("Infinity"));
    assertFalse(page.contains("http://") || page.contains("https://") || page.contains("<script"));
  }

  @Test
  void everyPointIsInsideItsChart() {
    var coordinate = Pattern.compile("(?:x1|x2|y1|y2)=\"(-?[0-9.]+)\"");
    var matcher = coordinate.matcher(ComparisonPage.of(matrix()));
    var found = 0;
    while (matcher.find()) {
      var value = Double.parseDouble(matcher.group(1));
      assertTrue(value >= 0 && value <= 360, matcher.group());
      found++;
    }
    assertTrue(found > 500, "found " + found);
  }

  /// A browser draws the page and has nothing to complain about.
  @Test
  @Timeout(120)
  void aBrowserShowsTheChartsWithoutAnError() throws Exception {
    var chromium = chromium();
    assumeTrue(chromium != null, "Chromium is not installed, so no browser has shown the page");
    var file = directory.resolve("matrix.html");
    Files.writeString(file, ComparisonPage.of(matrix()));
    var dom = directory.resolve("dom");
    var log = directory.resolve("log");
    var process =
        new ProcessBuilder(
                String.valueOf(chromium),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the browser does not end");
    } finally {
      process.destroyForcibly();
    }
    var shown = Files.readString(dom);
    assertEquals(CHARTS_OF_THE_MATRIX, count(shown, "<svg class=\"chart\""), Files.readString(log));
    assertEquals(0, count(Files.readString(log), "CONSOLE"), Files.readString(log));
  }

  private static Path chromium() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":", -1))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /// A sweep such as a real one: the loop gains with latency and concurrency.
  private static List<Comparison> matrix() {
    var random = new SplittableRandom(7);
    var cells = new ArrayList<Comparison>();
    for (var latency : List.of("0", "5ms", "50ms", "200ms")) {
      for (var concurrency : List.of(10, 100, 1_000)) {
        var workload = new Workload("sample web", 2_000, 12_288, latency, concurrency, "auto");
        var engines = new ArrayList<EngineResult>();
        for (var i = 0; i < ENGINES.size(); i++) {
          var rounds = new ArrayList<Measured>();
          for (var round = 0; round < 5; round++) {
            var seconds = (1 + i) * 1_000.0 / concurrency * (0.9 + 0.2 * random.nextDouble());
            rounds.add(
                new Measured(
                    2_000,
                    seconds,
                    0.1 * (i + 1) + 0.02 * random.nextDouble(),
                    100_000_000L + i * 90_000_000L,
                    4,
                    5,
                    6,
                    "aa",
                    true,
                    0.9,
                    "the longest chain of links",
                    0.02));
          }
          engines.add(new EngineResult(ENGINES.get(i), rounds));
        }
        cells.add(new Comparison(workload, engines));
      }
    }
    return cells;
  }
}

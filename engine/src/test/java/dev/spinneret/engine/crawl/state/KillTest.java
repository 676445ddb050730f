package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at random moments of a real process; the same command goes on each time.
class KillTest {
  private static final int KILLS = Integer.getInteger("kill.count", 4);
  @TempDir Path folder;

  @Test
  void aKilledCrawlEndsWithTheRecordsOfAnUndisturbedOne() throws Exception {
    long seed = Long.getLong("kill.seed", 20_261_121);
    var random = new SplittableRandom(seed);
    var whole = folder.resolve("whole");
    var expected = finish(start(whole));
    var killed = folder.resolve("killed");
    for (int i = 0; i < KILLS; i++) {
      var process = start(killed);
      if (!process.waitFor(random.nextInt(50, 2_000), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }

    var actual = finish(start(killed));

    var message = "kill.seed=" + seed;
    assertEquals(expected.getLast(), "balanced true", message);
    assertEquals(expected, actual, message);
    assertEquals(lines(whole), lines(killed), message);
    assertTrue(lines(whole).size() > 500, message);
  }

  /// Starts the program and waits until it crawls.
  private static Process start(Path base) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var process =
        new ProcessBuilder(
                java,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes,
                KilledCrawl.class.getName(),
                base.toString(),
                "5")
            .redirectError(new File(base + ".err"))
            .start();
    var first = process.inputReader().readLine();
    assertEquals("crawling", first, () -> errorsOf(base));
    return process;
  }

  private static List<String> finish(Process process) throws Exception {
    var printed = new ArrayList<String>();
    try (BufferedReader reader = process.inputReader()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        printed.add(line);
      }
    }
    assertEquals(0, process.waitFor());
    return printed;
  }

  private static HashSet<String> lines(Path base) throws IOException {
    var lines = Files.readAllLines(Path.of(base + ".out"));
    var set = new HashSet<>(lines);
    assertEquals(set.size(), lines.size(), "a line is doubled");
    return set;
  }

  private static String errorsOf(Path base) {
    try {
      return Files.readString(Path.of(base + ".err"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}

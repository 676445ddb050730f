package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.testing.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The same situations under this event loop and under CPython's asyncio, whose traces must agree.
///
/// Skipped where there is no `python3` of version 3.11 or later.
class DifferentialTest {
  private static final int RANDOM_SITUATION_COUNT = 300;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> theTraceIsThatOfAsyncio() throws Exception {
    var lines = resource("situations.txt").lines().toList();
    assertTrue(Situation.parse(lines).size() >= 120);
    return compare(lines);
  }

  @TestFactory
  Stream<DynamicTest> theTraceOfRandomSituationsIsThatOfAsyncio() throws Exception {
    var lines = new ArrayList<String>();
    for (int seed = 0; seed < RANDOM_SITUATION_COUNT; seed++) {
      lines.addAll(new RandomSituation(new Random(seed)).lines("seed " + seed));
    }
    return compare(lines);
  }

  private Stream<DynamicTest> compare(List<String> lines) throws Exception {
    var expected = tracesOfAsyncio(lines);
    return Situation.parse(lines).stream()
        .map(situation ->
            DynamicTest.dynamicTest(
                situation.name(),
                () -> {
                  try (var simulation = Simulation.inOrder()) {
                    assertEquals(
                        expected.get(situation.name()),
                        String.join(", ", Program.trace(simulation, situation.block())));
                  }
                }));
  }

  private Map<String, String> tracesOfAsyncio(List<String> lines) throws Exception {
    assumeTrue(
        hasPython(), "skipped: there is no python3 of version 3.11 or later to compare with");
    var script = folder.resolve("situations.py");
    var situations = folder.resolve("situations.txt");
    Files.writeString(script, resource("situations.py"));
    Files.write(situations, lines);
    var process =
        new ProcessBuilder("python3", "-W", "ignore", script.toString(), situations.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    var traces = new HashMap<String, String>();
    output
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(parts -> traces.put(parts[0], parts[1]));
    return traces;
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static String resource(String name) throws IOException {
    try (var stream = DifferentialTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

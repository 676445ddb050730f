package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// `bench loop` of the finished jar. A small heap makes for few waiting tasks.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class BenchLoopIT {
  private static final List<String> NAMES =
      List.of(
          "call_soon",
          "call_soon_threadsafe",
          "timer_set_cancel",
          "task_create_finish",
          "switch_1",
          "switch_10k",
          "queue_ping_pong",
          "echo_1",
          "echo_100",
          "waiting_task_bytes");

  @TempDir Path directory;

  @Test
  void itsJsonHasTheNamesThatScriptsRelyOn() throws Exception {
    var run =
        new Program(directory)
            .shell("SPINNERET_OPTS=-Xmx96m spinneret bench loop --json --sample 10ms");
    assertEquals(0, run.code(), run.err());
    var names = new ArrayList<String>();
    for (var figure : new ObjectMapper().readTree(run.out())) {
      assertEquals(3, figure.size(), figure.toString());
      assertTrue(figure.get("value").isNumber(), figure.toString());
      var name = figure.get("name").asText();
      assertEquals(name.endsWith("_bytes") ? "bytes" : "ns", figure.get("unit").asText());
      names.add(name);
    }
    assertEquals(NAMES, names);
  }

  @Test
  void itsTableSaysInWhichJvmItWasMeasured() throws Exception {
    var run =
        new Program(directory)
            .shell(
                "SPINNERET_OPTS='-Xmx96m -XX:TieredStopAtLevel=1' spinneret bench loop --io nio"
                    + " --sample 1ms");
    assertEquals(0, run.code(), run.err());
    var lines = run.out().lines().toList();
    assertEquals(
        "in a JVM of its own, with SPINNERET_OPTS=-Xmx96m -XX:TieredStopAtLevel=1",
        lines.getFirst());
    assertEquals(
        NAMES, lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(' '))).toList());
  }
}

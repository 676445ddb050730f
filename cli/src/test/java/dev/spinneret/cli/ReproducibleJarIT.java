package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The last step of packaging makes the same bytes of the same jar, at any time and in any time
/// zone. That the steps before it do, `.ci/run` shows with a second build in another directory. The
/// cache of classes is no part of the jar.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ReproducibleJarIT {
  @TempDir Path directory;

  @Test
  void theLastStepGivesTheSameBytes() throws Exception {
    var one = finish("one", "America/New_York");
    var other = finish("other", "Asia/Tokyo");
    assertEquals(-1, Files.mismatch(one, other), "position of the first difference");
  }

  private Path finish(String name, String zone) throws IOException, InterruptedException {
    var shaded = directory.resolve(name + "-shaded.jar");
    var finished = Files.createDirectory(directory.resolve(name)).resolve("spinneret.jar");
    Files.copy(Path.of(System.getProperty("spinneret.jar")), shaded);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var step = Path.of("src", "package", "FinishJar.java").toString();
    var process =
        new ProcessBuilder(java, step, shaded.toString(), finished.toString(), "--no-cache")
            .inheritIO();
    process.environment().put("TZ", zone);
    assertEquals(0, process.start().waitFor());
    return finished;
  }
}

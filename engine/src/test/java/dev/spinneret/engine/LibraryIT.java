package dev.spinneret.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Others can use the finished jar, and nothing but it: the commands and programs of README.md, in
/// a folder that holds the jar.
@EnabledIfSystemProperty(named = "engine.jar", matches = ".+")
class LibraryIT {
  private static final Pattern BLOCK = Pattern.compile("```(java|sh)\n(.*?)```", Pattern.DOTALL);
  private static final String CLASS_PATH_OPENS = "--add-opens java.base/java.lang=ALL-UNNAMED";
  private static final String MODULE_OPENS = "--add-opens java.base/java.lang=dev.spinneret.engine";

  @TempDir Path folder;
  private final List<String> commands = new ArrayList<>();

  private record Outcome(int exitCode, String output) {}

  @BeforeEach
  void unpack() throws IOException {
    Files.copy(Path.of(System.getProperty("engine.jar")), folder.resolve("spinneret-engine.jar"));
    var packageFolder = Files.createDirectories(folder.resolve("com/example/hello"));
    var blocks = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (blocks.find()) {
      var text = blocks.group(2);
      if (blocks.group(1).equals("sh")) {
        commands.addAll(text.lines().toList());
      } else if (text.startsWith("module ")) {
        Files.writeString(folder.resolve("module-info.java"), text);
      } else {
        Files.writeString(packageFolder.resolve("Hello.java"), text);
      }
    }
    assertEquals(4, commands.size());
  }

  @Test
  void aProgramRunsOnTheClassPath() throws Exception {
    succeed(commands.get(0));
    assertGreets(succeed(commands.get(1)));
  }

  @Test
  void aProgramRunsOnTheModulePath() throws Exception {
    succeed(commands.get(2));
    assertGreets(succeed(commands.get(3)));
  }

  @Test
  void theMessageHasTheFlagThatIsMissing() throws Exception {
    succeed(commands.get(0));
    succeed(commands.get(2));
    refuses(commands.get(1), CLASS_PATH_OPENS);
    refuses(commands.get(3), MODULE_OPENS);
  }

  @Test
  void whereNativeCallsAreDeniedJavaNioIsUsed() throws Exception {
    succeed(commands.get(0));
    succeed(commands.get(2));
    for (int run = 1; run <= 3; run += 2) {
      var denied =
          commands
              .get(run)
              .replaceFirst("--enable-native-access=\\S+", "--illegal-native-access=deny");
      assertEquals("hello from NioPoller\n42 from a process\nPT1H later\n", succeed(denied));
    }
  }

  private void refuses(String command, String flag) throws Exception {
    assertTrue(command.contains(flag), command);
    var outcome = run(command.replace(flag, ""));
    assertEquals(1, outcome.exitCode(), outcome.output());
    assertTrue(
        outcome.output().contains("IllegalStateException") && outcome.output().contains(flag),
        outcome.output());
  }

  private static void assertGreets(String output) {
    assertTrue(
        output.matches("hello from (Epoll|Nio)Poller\n42 from a process\nPT1H later\n"), output);
  }

  private String succeed(String command) throws Exception {
    var outcome = run(command);
    assertEquals(0, outcome.exitCode(), command + "\n" + outcome.output());
    return outcome.output();
  }

  /// Runs a command with the Java that runs this test.
  private Outcome run(String command) throws Exception {
    var words = new ArrayList<>(List.of(command.trim().split(" +")));
    words.set(0, Path.of(System.getProperty("java.home"), "bin", words.getFirst()).toString());
    var process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes());
    return new Outcome(process.waitFor(), output);
  }
}

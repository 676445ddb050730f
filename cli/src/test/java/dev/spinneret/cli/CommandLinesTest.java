package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CommandLinesTest {
  @Test
  void everyVerbCanBeCreatedAndHasHelp() {
    var all = CommandLines.all();
    assertEquals(Verbs.NAMES, all.getSubcommands().keySet().stream().toList());
    for (var entry : all.getSubcommands().entrySet()) {
      var spec = entry.getValue().getCommandSpec();
      assertEquals(entry.getKey(), spec.name());
      assertNotNull(spec.findOption("--help"), entry.getKey());
      assertTrue(spec.usageMessage().description().length > 0, entry.getKey());
    }
  }

  @Test
  void onlyTheTypedVerbIsCreated() {
    assertEquals(
        java.util.Set.of("help"), CommandLines.create("help", "x").getSubcommands().keySet());
  }

  @Test
  void anUnknownCommandIsOneLineThatNamesItAndTheOthers() {
    var error = usageError("frobnicate");
    assertTrue(error.startsWith("spinneret: unknown command 'frobnicate'; there are "), error);
    assertTrue(error.contains("help"), error);
  }

  @Test
  void anUnknownOptionIsOneLineThatNamesIt() {
    var error = usageError("--frobnicate");
    assertTrue(error.contains("'--frobnicate'"), error);
  }

  @Test
  void noCommandIsAUsageError() {
    assertTrue(usageError().startsWith("spinneret: no command; there are "));
  }

  @Test
  void helpOfAnUnknownCommandIsAUsageError() {
    assertTrue(usageError("help", "nothing").startsWith("spinneret help: unknown command"));
  }

  private static String usageError(String... args) {
    var err = new StringWriter();
    var line = CommandLines.create(args).setErr(new PrintWriter(err));
    assertEquals(ExitCode.USAGE, line.execute(args));
    assertEquals(1, err.toString().lines().count(), err.toString());
    return err.toString();
  }
}

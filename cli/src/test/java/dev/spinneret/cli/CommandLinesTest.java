package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.flag.CommandLines;
import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class CommandLinesTest {
  @Test
  void everyCommandHasHelp() {
    var all = PicocliModel.of(Commands.root());
    assertEquals(Commands.NAMES, all.getSubcommands().keySet().stream().toList());
    for (var entry : all.getSubcommands().entrySet()) {
      var spec = entry.getValue().getCommandSpec();
      assertEquals(entry.getKey(), spec.name());
      assertNotNull(spec.findOption("--help"), entry.getKey());
      assertTrue(spec.usageMessage().description().length > 0, entry.getKey());
    }
  }

  @Test
  void onlyTheTypedCommandIsCreated() {
    for (var line : List.of("crawl http://h/", "crawl --frobnicate", "crawl --help")) {
      var asked = new TreeSet<String>();
      UnaryOperator<String> note =
          name -> {
            asked.add(name);
            return name;
          };
      var lines =
          new CommandLines(
              name -> Commands.find(note.apply(name)), Commands.LINES.root(), Commands.NAMES);
      var words = List.of(line.split(" "));
      lines.readPlain(words);
      try {
        lines.readAny(words);
      } catch (ParameterException e) {
        assertTrue(line.contains("frob"), e.getMessage());
      }
      assertEquals(Set.of("crawl"), asked, line);
    }
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
  void helpOfAnUnknownCommandIsAUsageError() {
    assertTrue(usageError("help", "nothing").startsWith("spinneret help: unknown command"));
  }

  private static String usageError(String... args) {
    var err = new StringWriter();
    assertEquals(ExitCode.USAGE, Main.run(new PrintWriter(err), args));
    assertEquals(1, err.toString().lines().count(), err.toString());
    return err.toString();
  }
}

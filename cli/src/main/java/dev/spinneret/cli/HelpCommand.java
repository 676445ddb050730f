package dev.spinneret.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `help [COMMAND]`: the same as `COMMAND --help`.
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      completionCandidates = Verbs.Names.class,
      description = "The command to explain.")
  @Nullable String command;

  @Override
  public Integer call() {
    var typed = command;
    if (typed == null) {
      return Main.run("--help");
    }
    if (!Verbs.NAMES.contains(typed)) {
      throw new UsageException(
          "unknown command '%s'; there are %s".formatted(typed, String.join(", ", Verbs.NAMES)));
    }
    return Main.run(typed, "--help");
  }
}

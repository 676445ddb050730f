package dev.spinneret.cli;

import dev.spinneret.cli.manual.CommandTree;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `help [COMMAND]`: the same as `COMMAND --help`.
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..2",
      paramLabel = "COMMAND",
      completionCandidates = Verbs.Names.class,
      description = "The command to explain, such as crawl or bench loop.")
  List<String> command = List.of();

  @Override
  public Integer call() {
    if (command.isEmpty()) {
      return Main.run("--help");
    }
    var first = command.getFirst();
    if (!Verbs.NAMES.contains(first)) {
      throw new UsageException(Complaint.unknownCommand(first));
    }
    var below = CommandTree.of(CommandLines.all().getCommandSpec()).sequencedKeySet();
    var typed = String.join(" ", command);
    if (!below.contains(typed)) {
      throw new UsageException(
          "unknown command '%s'; there are %s".formatted(typed, String.join(", ", below)));
    }
    return Main.run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));
  }
}

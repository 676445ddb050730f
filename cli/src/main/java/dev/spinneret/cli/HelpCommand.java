package dev.spinneret.cli;

import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.UsageMessage;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import java.util.stream.Stream;

/// `help [COMMAND]`: the same as `COMMAND --help`.
final class HelpCommand {
  private static final Flag<String> COMMAND =
      Flag.arguments(
          "COMMAND",
          Kind.suggesting(Commands.NAMES),
          "The command to explain, such as crawl or bench loop.");

  static final Table TABLE =
      Table.of("help", "Shows the help of a command.").withArguments(COMMAND).sorted();

  private HelpCommand() {}

  static int run(Values typed) {
    var command = typed.all(COMMAND);
    if (command.isEmpty()) {
      return Main.run("--help");
    }
    if (!Commands.NAMES.contains(command.getFirst())) {
      throw new UsageException(UsageMessage.unknownCommand(command.getFirst(), Commands.NAMES));
    }
    var path = String.join(" ", command);
    if (!Commands.paths().contains(path)) {
      throw new UsageException(
          "unknown command '%s'; there are %s"
              .formatted(path, String.join(", ", Commands.paths())));
    }
    return Main.run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));
  }
}

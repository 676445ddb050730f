package dev.spinneret.cli;

import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;

/// `spinneret` without a command: says which there are.
final class RootCommand {
  private static final Flag<Boolean> VERSION = Flag.on("--version", "Prints the version.");

  static final Table TABLE =
      Table.of("spinneret", "Crawls the web from the command line.")
          .withFlags(VERSION)
          .sorted()
          .withExitCodes(
              "0:done",
              "1:software error, or the ledger does not balance",
              "2:usage error",
              "3:the --fail-if expression held, or the answer is no",
              "4:ended early by a limit",
              "5:nothing could be fetched",
              "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM");

  private RootCommand() {}

  static int run(Values typed) {
    if (typed.has(VERSION)) {
      return Main.printVersion();
    }
    throw new UsageException("no command; there are " + String.join(", ", Commands.NAMES));
  }
}

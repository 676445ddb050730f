package dev.spinneret.cli;

import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;

/// `spinneret` without a command: shows the help.
final class RootCommand {
  static final Table TABLE =
      Table.of("spinneret", "Crawls the web from the command line.")
          .sorted()
          .withExitCodes(
              "0:done",
              "1:software error, or an output that could not be written",
              "2:usage error",
              "3:the --fail-if expression held, or the answer is no",
              "4:ended early by a limit",
              "5:nothing could be fetched",
              "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM");

  private RootCommand() {}

  static int run(Values typed) {
    if (typed.has(Flag.VERSION)) {
      return Main.printVersion();
    }
    return Main.run("--help");
  }
}

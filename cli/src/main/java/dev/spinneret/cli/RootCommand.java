package dev.spinneret.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `spinneret` without a command: says which there are.
@Command(
    name = "spinneret",
    description = "Crawls the web from the command line.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:software error, or the ledger does not balance",
      "2:usage",
      "3:the --fail-if expression held, or what was asked is not so",
      "4:ended early by a limit",
      "5:nothing could be fetched",
      "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM"
    })
final class RootCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Option(names = "--version", description = "Prints the version.")
  boolean version;

  @SuppressWarnings("NullAway.Init") // picocli fills in the specification
  RootCommand() {}

  @Override
  public Integer call() {
    if (version) {
      return Main.printVersion();
    }
    throw new UsageException("no command; there are " + String.join(", ", Verbs.NAMES));
  }
}

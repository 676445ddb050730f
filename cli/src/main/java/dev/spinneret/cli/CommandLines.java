package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Builds picocli's model: of the command that was typed, or of all commands.
final class CommandLines {
  private static final Charset OUT_CHARSET =
      Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), UTF_8);

  private CommandLines() {}

  /// The model that these arguments need.
  static CommandLine create(String... args) {
    var root = new CommandLine(new RootCommand());
    if (args.length > 0 && Verbs.isName(args[0])) {
      add(root, args[0], args);
    } else if (args.length > 0) {
      addAll(root);
    }
    return configured(root);
  }

  /// The model of everything, for help, completion and man pages.
  static CommandLine all() {
    var root = new CommandLine(new RootCommand());
    addAll(root);
    return configured(root);
  }

  private static void addAll(CommandLine root) {
    for (var name : Verbs.NAMES) {
      add(root, name);
    }
  }

  private static void add(CommandLine root, String name, String... typed) {
    root.addSubcommand(name, FlagGroups.specOf(Verbs.create(name, typed)));
    complete(Objects.requireNonNull(root.getSubcommands().get(name)));
  }

  /// Adds what all commands have in common.
  private static void complete(CommandLine command) {
    var help =
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description("Shows this help.")
            .build();
    command.getCommandSpec().addOption(help);
    var usage = command.getCommandSpec().usageMessage();
    usage.abbreviateSynopsis(true).commandListHeading("%nCommands:%n");
    if (!usage.exitCodeList().isEmpty()) {
      usage.exitCodeListHeading("%nExit codes:%n");
    }
    command.getSubcommands().values().forEach(CommandLines::complete);
  }

  private static CommandLine configured(CommandLine root) {
    Converters.register(root);
    root.setOut(new PrintWriter(StandardOutput.open(), true, OUT_CHARSET));
    return root.setParameterExceptionHandler(
            (e, _) -> {
              var command = e.getCommandLine();
              return Failures.usage(
                  command.getErr(), command.getCommandSpec().qualifiedName(), Complaint.of(e));
            })
        .setExecutionExceptionHandler((e, command, _) ->
            Failures.execution(e, command.getErr(), command.getCommandSpec().qualifiedName()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setOverwrittenOptionsAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }
}

package dev.spinneret.cli.flag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// picocli's model, made from the tables: without annotations and reflection, which would take most
/// of a start. Each of its arguments carries its [Flag], each of its commands its [Command].
public final class PicocliModel {
  private final boolean hasGroups;

  private PicocliModel(boolean hasGroups) {
    this.hasGroups = hasGroups;
  }

  /// The whole model, for help, manual pages and completion.
  public static CommandLine of(Command root) {
    return of(root, _ -> true, true);
  }

  /// A part of the model.
  ///
  /// @param isNeeded whether a command is there with its flags, or only named in the help
  /// @param hasGroups whether blocks have headings, which cost 45 ms and only show in the help
  static CommandLine of(Command root, Predicate<Command> isNeeded, boolean hasGroups) {
    var model = new PicocliModel(hasGroups);
    var spec = model.withFlags(root);
    spec.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .abbreviateSynopsis(false)
        .optionListHeading("%nOptions:%n");
    for (var command : root.commands()) {
      spec.addSubcommand(
          command.name(), isNeeded.test(command) ? model.withCommands(command) : outline(command));
    }
    return new CommandLine(spec)
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setOverwrittenOptionsAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  private CommandSpec withCommands(Command command) {
    var spec = withFlags(command);
    for (var below : command.commands()) {
      spec.addSubcommand(below.name(), withCommands(below));
    }
    return spec;
  }

  private static CommandSpec outline(Command command) {
    var table = command.table();
    var spec = CommandSpec.wrapWithoutInspection(command).name(table.name());
    var codes = escaped(table.exitCodes());
    spec.usageMessage()
        .description(escaped(table.description()))
        .footer(escaped(table.footer()))
        .abbreviateSynopsis(true)
        .sortOptions(table.isSorted())
        .commandListHeading("%nCommands:%n");
    if (codes.length > 0) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes(codes));
    }
    return spec;
  }

  private static Map<String, String> codes(String... codes) {
    var meanings = new LinkedHashMap<String, String>();
    for (var code : codes) {
      var colon = code.indexOf(':');
      meanings.put(code.substring(0, colon), code.substring(colon + 1));
    }
    return meanings;
  }

  private CommandSpec withFlags(Command command) {
    var spec = outline(command);
    var table = command.table();
    for (var at = 0; at < table.arguments().size(); at++) {
      spec.addPositional(argument(table.arguments().get(at), at));
    }
    int order = 1;
    for (var block : table.blocks()) {
      if (hasGroups && !block.heading().isEmpty()) {
        var group =
            ArgGroupSpec.builder()
                .heading("%n" + block.heading() + ":%n")
                .order(order++)
                .validate(false);
        block.flags().forEach(flag -> group.addArg(option(flag)));
        spec.addArgGroup(group.build());
      } else {
        block.flags().forEach(flag -> spec.addOption(option(flag)));
      }
    }
    return spec.addOption(option(Flag.HELP)).addOption(option(Flag.VERSION));
  }

  private static PositionalParamSpec argument(Flag<?> flag, int index) {
    var least = flag.isRequired() ? "1" : "0";
    return PositionalParamSpec.builder()
        .index(flag.isMany() ? index + "..*" : String.valueOf(index))
        .arity(flag.isMany() ? least + "..*" : least + "..1")
        .required(flag.isRequired())
        .paramLabel(flag.label())
        .type(flag.isMany() ? List.class : Object.class)
        .auxiliaryTypes(Object.class)
        .converters(flag.kind()::read)
        .description(escaped(flag.help()))
        .userObject(flag)
        .build();
  }

  private static OptionSpec option(Flag<?> flag) {
    var option =
        OptionSpec.builder(flag.names().toArray(String[]::new))
            .required(flag.isRequired())
            .hidden(flag.isHidden())
            .usageHelp(flag == Flag.HELP)
            .versionHelp(flag == Flag.VERSION)
            .converters(flag.kind()::read)
            .description(escaped(flag.help()))
            .userObject(flag);
    if (!flag.takesValue()) {
      return option.type(boolean.class).build(); // an arity would refuse `--quiet=false`
    }
    var separator = flag.separator();
    return option
        .paramLabel(flag.label())
        .type(flag.isMany() ? List.class : Object.class)
        .auxiliaryTypes(Object.class)
        .splitRegex(separator == null ? "" : separator)
        .hideParamSyntax(separator != null) // it would be FIELD,...[,FIELD,......]
        .build();
  }

  /// picocli takes texts for formats.
  private static String[] escaped(List<String> lines) {
    return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
  }

  /// The definition that an argument of the model was made from.
  public static Flag<?> flag(ArgSpec argument) {
    return (Flag<?>) Objects.requireNonNull(argument.userObject());
  }

  /// The command that a part of the model was made from.
  static Command command(CommandLine line) {
    return (Command) line.getCommandSpec().userObject();
  }
}

package dev.spinneret.cli.manual;

import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.PicocliModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands that a person may type, by what is typed after the program's name.
public final class CommandTree {
  private CommandTree() {}

  /// All commands below the program, those of commands with commands after their parent.
  ///
  /// @return such as `crawl`, `bench`, `bench loop`
  public static SequencedMap<String, CommandSpec> of(CommandSpec root) {
    var commands = new LinkedHashMap<String, CommandSpec>();
    add(commands, "", root);
    return commands;
  }

  private static void add(SequencedMap<String, CommandSpec> to, String path, CommandSpec parent) {
    for (var entry : parent.subcommands().entrySet()) {
      var spec = entry.getValue().getCommandSpec();
      var name = (path + " " + entry.getKey()).strip();
      to.put(name, spec);
      add(to, name, spec);
    }
  }

  /// The flags that the help shows, in its order.
  ///
  /// @param command one of [#of]
  /// @return without the hidden ones
  public static List<OptionSpec> flags(CommandSpec command) {
    var flags = new ArrayList<OptionSpec>();
    for (var option : command.options()) {
      if (!option.hidden()) {
        flags.add(option);
      }
    }
    return flags;
  }

  /// The parameters, in order.
  ///
  /// @param command one of [#of]
  public static List<PositionalParamSpec> parameters(CommandSpec command) {
    return command.positionalParameters();
  }

  /// The kind of a flag or parameter.
  public static Kind<?> kind(ArgSpec argument) {
    return PicocliModel.flag(argument).kind();
  }

  /// What a command does, in one line.
  ///
  /// @param command one of [#of]
  /// @return the first line of its description
  public static String summary(CommandSpec command) {
    return text(command.usageMessage().description()).getFirst();
  }

  /// A command's texts as the help prints them. Those of flags and parameters come so from picocli.
  ///
  /// @param lines with the format's escapes, such as `%%`
  /// @return a line for each
  static List<String> text(String... lines) {
    return java.util.Arrays.stream(lines).map(line -> String.format(Locale.ROOT, line)).toList();
  }
}

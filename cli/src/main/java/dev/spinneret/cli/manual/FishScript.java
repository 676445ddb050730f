package dev.spinneret.cli.manual;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// Completion for fish 3.0 and newer: one `complete` line for each command, flag and parameter.
public final class FishScript {
  private FishScript() {}

  /// Writes the script.
  ///
  /// @param root the program
  /// @param words see [Expected#of]
  /// @return to be sourced
  public static String of(CommandSpec root, Map<Class<?>, List<String>> words) {
    var commands = CommandTree.of(root);
    var script = new StringBuilder();
    var nested =
        commands.keySet().stream()
            .filter(name -> name.contains(" "))
            .map(FishScript::quoted)
            .collect(Collectors.joining(" "));
    script.append(
        """
        # fish completion for spinneret
        function __spinneret_command
          set -l typed (commandline -opc)
          if contains -- "$typed[2] $typed[3]" %s
            echo "$typed[2] $typed[3]"
          else
            echo "$typed[2]"
          end
        end
        function __spinneret_is
          test (__spinneret_command) = "$argv"
        end
        complete -c spinneret -f
        """
            .formatted(nested));
    command(script, "", root, words);
    commands.forEach((name, spec) -> command(script, name, spec, words));
    return script.toString();
  }

  private static void command(
      StringBuilder script, String name, CommandSpec spec, Map<Class<?>, List<String>> words) {
    var start = "complete -c spinneret -n " + quoted("__spinneret_is '" + name + "'");
    spec.subcommands()
        .forEach((sub, line) -> {
          var below = line.getCommandSpec();
          if (!below.usageMessage().hidden()) {
            script.append(start).append(" -a ").append(sub);
            script.append(" -d ").append(quoted(CommandTree.summary(below))).append('\n');
          }
        });
    for (var parameter : CommandTree.parameters(spec)) {
      switch (Expected.of(parameter, words)) {
        case Expected.AnyFile _ -> script.append(start).append(" -F\n");
        case Expected.AnyDirectory _ ->
            script.append(start).append(" -a '(__fish_complete_directories)'\n");
        case Expected.Words(var list) ->
            script.append(start).append(" -a ").append(quoted(String.join(" ", list))).append('\n');
        case Expected.AnyText _, Expected.Nothing _ -> {}
      }
    }
    for (var flag : CommandTree.flags(spec)) {
      script.append(start);
      for (var spelled : flag.names()) {
        script.append(spelled.startsWith("--") ? " -l " : " -s ");
        script.append(spelled.replaceFirst("^-+", ""));
      }
      script.append(
          switch (Expected.of(flag, words)) {
            case Expected.Nothing _ -> "";
            case Expected.AnyText _ -> " -x";
            case Expected.AnyFile _ -> " -r -F";
            case Expected.AnyDirectory _ -> " -x -a '(__fish_complete_directories)'";
            case Expected.Words(var list) -> " -x -a " + quoted(String.join(" ", list));
          });
      var description = String.join(" ", flag.description());
      script.append(" -d ").append(quoted(description)).append('\n');
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

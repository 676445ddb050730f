package dev.spinneret.cli.manual;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// Completion for fish 3.0 and newer: one `complete` line for each command, flag and parameter.
public final class FishScript {
  private FishScript() {}

  /// Writes the script.
  public static String of(CommandSpec root) {
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
    command(script, "", root);
    commands.forEach((name, spec) -> command(script, name, spec));
    return script.toString();
  }

  private static void command(StringBuilder script, String name, CommandSpec spec) {
    var start = "complete -c spinneret -n " + quoted("__spinneret_is '" + name + "'");
    spec.subcommands()
        .forEach((sub, line) -> {
          var below = line.getCommandSpec();
          script.append(start).append(" -a ").append(sub);
          script.append(" -d ").append(quoted(CommandTree.summary(below))).append('\n');
        });
    for (var parameter : CommandTree.parameters(spec)) {
      var kind = CommandTree.kind(parameter);
      switch (kind.expects()) {
        case FILE -> script.append(start).append(" -F\n");
        case DIRECTORY -> script.append(start).append(" -a '(__fish_complete_directories)'\n");
        case WORDS ->
            script
                .append(start)
                .append(" -a ")
                .append(quoted(String.join(" ", kind.words())))
                .append('\n');
        case TEXT, NOTHING -> {}
      }
    }
    for (var flag : CommandTree.flags(spec)) {
      script.append(start);
      for (var spelled : flag.names()) {
        script.append(spelled.startsWith("--") ? " -l " : " -s ");
        script.append(spelled.replaceFirst("^-+", ""));
      }
      var kind = CommandTree.kind(flag);
      script.append(
          switch (kind.expects()) {
            case NOTHING -> "";
            case TEXT -> " -x";
            case FILE -> " -r -F";
            case DIRECTORY -> " -x -a '(__fish_complete_directories)'";
            case WORDS -> " -x -a " + quoted(String.join(" ", kind.words()));
          });
      var description = String.join(" ", flag.description());
      script.append(" -d ").append(quoted(description)).append('\n');
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

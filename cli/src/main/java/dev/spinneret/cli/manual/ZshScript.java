package dev.spinneret.cli.manual;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for zsh: a function for `fpath`, which may as well be sourced after `compinit`.
public final class ZshScript {
  private ZshScript() {}

  /// Writes the script.
  ///
  /// @param root the program
  /// @param words see [Expected#of]
  /// @return the file `_spinneret`
  public static String of(CommandSpec root, Map<Class<?>, List<String>> words) {
    var script = new StringBuilder();
    script.append("#compdef spinneret\n\n_spinneret() {\n");
    script.append("  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n");
    script.append("  _arguments -C");
    flags(script, root, words, "    ");
    script.append(
        """
         \\
            '1:command:->command' '*::argument:->argument'
          case $state in
            command)
              local -a commands
              commands=(
        """);
    subcommands(script, root, "        ");
    script.append(
        """
              )
              _describe -t commands command commands
              ;;
            argument)
              case $words[1] in
        """);
    root.subcommands()
        .forEach((name, line) -> {
          var spec = line.getCommandSpec();
          if (!spec.usageMessage().hidden()) {
            script.append("        ").append(name).append(")\n");
            nested(script, name, spec, words);
            script.append("          _arguments -s -S");
            flags(script, spec, words, "            ");
            parameters(script, spec, words);
            script.append("\n          ;;\n");
          }
        });
    script.append(
        """
              esac
              ;;
          esac
        }

        if [[ "$funcstack[1]" == _spinneret ]]; then
          _spinneret "$@"
        else
          compdef _spinneret spinneret
        fi
        """);
    return script.toString();
  }

  /// The commands of a command: taken when the next word is one of them and the cursor is behind.
  private static void nested(
      StringBuilder script, String name, CommandSpec spec, Map<Class<?>, List<String>> words) {
    spec.subcommands()
        .forEach((sub, line) -> {
          script
              .append("          if [[ $words[2] == ")
              .append(sub)
              .append(" ]] && ((CURRENT > 2));");
          script.append(" then\n            shift words\n            ((CURRENT--))\n");
          script.append("            _arguments -s -S");
          flags(script, line.getCommandSpec(), words, "              ");
          parameters(script, line.getCommandSpec(), words);
          script.append("\n            return\n          fi\n");
        });
    if (!spec.subcommands().isEmpty()) {
      script.append("          if ((CURRENT == 2)); then\n            local -a commands\n");
      script.append("            commands=(\n");
      subcommands(script, spec, "              ");
      script.append("            )\n            _describe -t commands '");
      script.append(name).append(" command' commands\n          fi\n");
    }
  }

  private static void subcommands(StringBuilder script, CommandSpec spec, String indent) {
    spec.subcommands()
        .forEach((name, line) -> {
          var below = line.getCommandSpec();
          if (!below.usageMessage().hidden()) {
            var text = name + ":" + CommandTree.summary(below).replace(":", "\\:");
            script.append(indent).append(quoted(text)).append('\n');
          }
        });
  }

  private static void flags(
      StringBuilder script, CommandSpec spec, Map<Class<?>, List<String>> words, String indent) {
    for (var flag : CommandTree.flags(spec)) {
      for (var spelled : flag.names()) {
        script.append(" \\\n").append(indent).append(quoted(flag(flag, spelled, words)));
      }
    }
  }

  private static String flag(OptionSpec flag, String spelled, Map<Class<?>, List<String>> words) {
    var description =
        String.join(" ", flag.description())
            .replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("]", "\\]");
    var excluded = "(" + String.join(" ", flag.names()) + ")";
    var value = Expected.of(flag, words);
    var name = value instanceof Expected.Nothing || !spelled.startsWith("--") ? "" : "=";
    var separate = value instanceof Expected.Nothing || spelled.startsWith("--") ? "" : "+";
    return (flag.isMultiValue() ? "*" : excluded)
        + spelled
        + name
        + separate
        + "["
        + description
        + "]"
        + action(flag.paramLabel(), value);
  }

  private static void parameters(
      StringBuilder script, CommandSpec spec, Map<Class<?>, List<String>> words) {
    for (var parameter : CommandTree.parameters(spec)) {
      var place = parameter.arity().max() > 1 ? "*" : String.valueOf(1 + parameter.index().min());
      var optional = parameter.arity().min() == 0 && !place.equals("*") ? ":" : "";
      script.append(" \\\n            ");
      script.append(
          quoted(place + optional + action(parameter.paramLabel(), Expected.of(parameter, words))));
    }
  }

  private static String action(String label, Expected value) {
    var message = ":" + label.replace(":", "\\:") + ":";
    return switch (value) {
      case Expected.Nothing _ -> "";
      case Expected.AnyText _ -> message;
      case Expected.AnyFile _ -> message + "_files";
      case Expected.AnyDirectory _ -> message + "_files -/";
      case Expected.Words(var list) -> message + "(" + String.join(" ", list) + ")";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

package dev.spinneret.cli.manual;

import dev.spinneret.cli.flag.Kind;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for zsh: a function for `fpath`, which may as well be sourced after `compinit`.
public final class ZshScript {
  private ZshScript() {}

  /// Writes the script.
  ///
  /// @return the file `_spinneret`
  public static String of(CommandSpec root) {
    var script = new StringBuilder();
    script.append("#compdef spinneret\n\n_spinneret() {\n");
    script.append("  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n");
    script.append("  _arguments -C");
    flags(script, root, "    ");
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
          script.append("        ").append(name).append(")\n");
          nested(script, name, spec);
          script.append("          _arguments -s -S");
          flags(script, spec, "            ");
          parameters(script, spec);
          script.append("\n          ;;\n");
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
  private static void nested(StringBuilder script, String name, CommandSpec spec) {
    spec.subcommands()
        .forEach((sub, line) -> {
          script
              .append("          if [[ $words[2] == ")
              .append(sub)
              .append(" ]] && ((CURRENT > 2));");
          script.append(" then\n            shift words\n            ((CURRENT--))\n");
          script.append("            _arguments -s -S");
          flags(script, line.getCommandSpec(), "              ");
          parameters(script, line.getCommandSpec());
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
          var text = name + ":" + CommandTree.summary(below).replace(":", "\\:");
          script.append(indent).append(quoted(text)).append('\n');
        });
  }

  private static void flags(StringBuilder script, CommandSpec spec, String indent) {
    for (var flag : CommandTree.flags(spec)) {
      for (var spelled : flag.names()) {
        script.append(" \\\n").append(indent).append(quoted(flag(flag, spelled)));
      }
    }
  }

  private static String flag(OptionSpec flag, String spelled) {
    var description =
        String.join(" ", flag.description())
            .replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("]", "\\]");
    var excluded = "(" + String.join(" ", flag.names()) + ")";
    var value = CommandTree.kind(flag);
    boolean isAlone = value.expects() == Kind.Expects.NOTHING;
    var name = isAlone || !spelled.startsWith("--") ? "" : "=";
    var separate = isAlone || spelled.startsWith("--") ? "" : "+";
    return (flag.isMultiValue() ? "*" : excluded)
        + spelled
        + name
        + separate
        + "["
        + description
        + "]"
        + action(flag.paramLabel(), value);
  }

  private static void parameters(StringBuilder script, CommandSpec spec) {
    for (var parameter : CommandTree.parameters(spec)) {
      var place = parameter.arity().max() > 1 ? "*" : String.valueOf(1 + parameter.index().min());
      var optional = parameter.arity().min() == 0 && !place.equals("*") ? ":" : "";
      script.append(" \\\n            ");
      script.append(
          quoted(place + optional + action(parameter.paramLabel(), CommandTree.kind(parameter))));
    }
  }

  private static String action(String label, Kind<?> kind) {
    var message = ":" + label.replace(":", "\\:") + ":";
    return switch (kind.expects()) {
      case NOTHING -> "";
      case TEXT -> message;
      case FILE -> message + "_files";
      case DIRECTORY -> message + "_files -/";
      case WORDS -> message + "(" + String.join(" ", kind.words()) + ")";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

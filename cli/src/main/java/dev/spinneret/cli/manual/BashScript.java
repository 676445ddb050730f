package dev.spinneret.cli.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;

/// Completion for bash 3.2 and newer. It needs nothing of the package bash-completion.
///
/// bash splits `--flag=value` into three words at the `=`, so the script looks one word further
/// back there.
public final class BashScript {
  private static final String HEAD =
      """
      # bash completion for spinneret
      _spinneret() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command words kind=
        local IFS=$' \\t\\n'
        COMPREPLY=()
        if [[ $cur == '=' ]]; then
          cur=
        elif [[ $prev == '=' ]]; then
          prev=${COMP_WORDS[COMP_CWORD-2]}
        fi
        command=${COMP_WORDS[1]}
        if ((COMP_CWORD == 1)); then
          command=
        elif ((COMP_CWORD > 2)); then
      """;

  private static final String TAIL =
      """
        if [[ -z $kind && $cur != -* ]]; then
          kind=$places
        fi
        if [[ -z $kind ]]; then
          words=$flags
        fi
        case $kind in
          text) return ;;
          file) compopt -o filenames 2>/dev/null; IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$cur")) ;;
          dir) compopt -o filenames 2>/dev/null; IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$cur")) ;;
          *) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
        esac
      }
      complete -F _spinneret spinneret ./spinneret
      """;

  private BashScript() {}

  /// Writes the script.
  ///
  /// @param root the program
  /// @param words see [Expected#of]
  /// @return to be sourced
  public static String of(CommandSpec root, Map<Class<?>, List<String>> words) {
    var commands = CommandTree.of(root);
    var script = new StringBuilder(HEAD);
    script.append("    case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n      ");
    script.append(
        commands.keySet().stream()
            .filter(name -> name.contains(" "))
            .map(name -> "'" + name + "'")
            .reduce((a, b) -> a + "|" + b)
            .orElse("''"));
    script.append(") command=\"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" ;;\n    esac\n  fi\n");
    values(script, commands, words);
    flags(script, root, commands, words);
    return script.append(TAIL).toString();
  }

  /// What may follow the word before the cursor: sets `kind`, and `words` for a list.
  private static void values(
      StringBuilder script,
      SequencedMap<String, CommandSpec> commands,
      Map<Class<?>, List<String>> words) {
    var places = new LinkedHashMap<String, List<String>>();
    commands.forEach((name, spec) -> {
      for (var flag : CommandTree.flags(spec)) {
        var kind = kind(Expected.of(flag, words));
        if (!kind.isEmpty()) {
          for (var spelled : flag.names()) {
            places
                .computeIfAbsent(kind, _ -> new ArrayList<>())
                .add("'" + name + " " + spelled + "'");
          }
        }
      }
    });
    script.append("  case \"$command $prev\" in\n");
    places.forEach((kind, patterns) -> {
      script.append("    ").append(String.join("|", patterns)).append(") ").append(kind);
      script.append(" ;;\n");
    });
    script.append("  esac\n");
  }

  /// The flags of the command in `flags`, what else may come in `places` and `words`.
  private static void flags(
      StringBuilder script,
      CommandSpec root,
      SequencedMap<String, CommandSpec> commands,
      Map<Class<?>, List<String>> words) {
    script.append("  local flags= places=\n  case $command in\n");
    flags(script, "", root, words);
    commands.forEach((name, spec) -> flags(script, name, spec, words));
    script.append("  esac\n");
  }

  private static void flags(
      StringBuilder script, String name, CommandSpec spec, Map<Class<?>, List<String>> words) {
    var offered = new ArrayList<String>(CommandTree.of(spec).sequencedKeySet());
    offered.removeIf(command -> command.contains(" "));
    var parameter =
        CommandTree.parameters(spec).stream()
            .map(p -> Expected.of(p, words))
            .filter(expected -> !(expected instanceof Expected.AnyText))
            .findFirst();
    parameter.ifPresent(expected -> {
      if (expected instanceof Expected.Words(var list)) {
        offered.addAll(list);
      }
    });
    for (var flag : CommandTree.flags(spec)) {
      offered.addAll(List.of(flag.names()));
    }
    script.append("    '").append(name).append("') flags='");
    script.append(String.join(" ", offered)).append("'");
    parameter
        .map(BashScript::kind)
        .filter(kind -> kind.equals("kind=file") || kind.equals("kind=dir"))
        .ifPresent(kind -> script.append(" places=").append(kind.substring(5)));
    script.append(" ;;\n");
  }

  private static String kind(Expected expected) {
    return switch (expected) {
      case Expected.Nothing _ -> "";
      case Expected.AnyText _ -> "kind=text";
      case Expected.AnyFile _ -> "kind=file";
      case Expected.AnyDirectory _ -> "kind=dir";
      case Expected.Words(var list) -> "kind=words words='" + String.join(" ", list) + "'";
    };
  }
}

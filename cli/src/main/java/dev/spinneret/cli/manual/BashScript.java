package dev.spinneret.cli.manual;

import dev.spinneret.cli.flag.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  public static String of(CommandSpec root) {
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
    values(script, commands);
    flags(script, root, commands);
    return script.append(TAIL).toString();
  }

  /// What may follow the word before the cursor: sets `kind`, and `words` for a list.
  private static void values(StringBuilder script, SequencedMap<String, CommandSpec> commands) {
    var places = new LinkedHashMap<String, List<String>>();
    commands.forEach((name, spec) -> {
      for (var flag : CommandTree.flags(spec)) {
        var kind = kind(CommandTree.kind(flag));
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
      StringBuilder script, CommandSpec root, SequencedMap<String, CommandSpec> commands) {
    script.append("  local flags= places=\n  case $command in\n");
    flags(script, "", root);
    commands.forEach((name, spec) -> flags(script, name, spec));
    script.append("  esac\n");
  }

  private static void flags(StringBuilder script, String name, CommandSpec spec) {
    var offered = new ArrayList<String>(CommandTree.of(spec).sequencedKeySet());
    offered.removeIf(command -> command.contains(" "));
    var parameter =
        CommandTree.parameters(spec).stream()
            .map(CommandTree::kind)
            .filter(kind -> kind.expects() != Kind.Expects.TEXT)
            .findFirst();
    parameter.ifPresent(kind -> offered.addAll(kind.words()));
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

  private static String kind(Kind<?> kind) {
    return switch (kind.expects()) {
      case NOTHING -> "";
      case TEXT -> "kind=text";
      case FILE -> "kind=file";
      case DIRECTORY -> "kind=dir";
      case WORDS -> "kind=words words='" + String.join(" ", kind.words()) + "'";
    };
  }
}

package dev.spinneret.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `completion SHELL`: a script that completes commands and flags, made from their definitions.
@Command(
    name = "completion",
    description = {
      "Prints a completion script for bash, zsh or fish.",
      "",
      "bash:  source <(spinneret completion bash)",
      "zsh:   source <(spinneret completion zsh)",
      "fish:  spinneret completion fish | source",
    })
final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  String shell = "";

  @Override
  public Integer call() {
    var script =
        switch (shell) {
          // The script of picocli turns zsh's emulation of bash on by itself.
          case "bash", "zsh" -> AutoComplete.bash("spinneret", CommandLines.all());
          case "fish" -> fish(CommandLines.all());
          default -> throw new UsageException("'%s' is none of bash, zsh, fish".formatted(shell));
        };
    try (var out = StandardOutput.open()) {
      out.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
    return ExitCode.DONE;
  }

  /// One `complete` line for each command and each of its flags.
  static String fish(CommandLine root) {
    var script = new StringBuilder();
    for (var verb : root.getSubcommands().entrySet()) {
      var spec = verb.getValue().getCommandSpec();
      script.append(
          String.format(
              Locale.ROOT,
              "complete -c spinneret -n __fish_use_subcommand -f -a %s -d %s%n",
              verb.getKey(),
              quoted(spec.usageMessage().description()[0])));
      for (var option : spec.options()) {
        if (option.hidden()) {
          continue;
        }
        script.append("complete -c spinneret -n ");
        script.append(quoted("__fish_seen_subcommand_from " + verb.getKey()));
        for (var name : option.names()) {
          script.append(name.startsWith("--") ? " -l " : " -s ");
          script.append(name.replaceFirst("^-+", ""));
        }
        script.append(option.arity().max() > 0 ? " -r" : "");
        script.append(" -d ").append(quoted(String.join(" ", option.description()))).append('\n');
      }
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

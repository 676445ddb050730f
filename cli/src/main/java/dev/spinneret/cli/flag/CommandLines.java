package dev.spinneret.cli.flag;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.cli.terminal.ClosedPipeException;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Understands command lines and runs their commands.
///
/// @param commands finds a command by its name, also one that no help shows
/// @param root the program, without its commands
/// @param names the commands that the help shows, in its order
public record CommandLines(
    Function<String, @Nullable Command> commands, Command root, List<String> names) {
  /// Runs a command line.
  ///
  /// @param err where complaints go
  /// @throws UsageException if a config file cannot be used
  public int run(PrintWriter err, List<String> typed) {
    var words = ConfigFile.expand(typed, commands, ownConfig(typed));
    var plain = PlainReader.read(commands, words, typed);
    return plain == null ? Picocli.run(this, err, words, typed) : run(plain, err);
  }

  /// The config file of the user's own for a command that the help shows.
  private @Nullable Path ownConfig(List<String> typed) {
    return typed.isEmpty() || !names.contains(typed.getFirst())
        ? null
        : ConfigFile.own(typed.getFirst(), System.getenv());
  }

  /// The program with all commands that the help shows.
  ///
  /// @return the commands in the order of the help
  public Command whole() {
    return root(names.stream().map(name -> Objects.requireNonNull(commands.apply(name))).toList());
  }

  private Command root(List<Command> below) {
    return new Command(root.table(), root.action(), below);
  }

  private static int run(Line line, PrintWriter err) {
    try {
      return line.command().action().applyAsInt(line.values());
    } catch (Exception e) {
      return Failures.execution(e, err, ("spinneret " + line.path()).strip());
    }
  }

  /// Reads a line with the quick reader alone.
  ///
  /// @param words of the line, without flags of config files
  /// @return null when picocli must read it
  public @Nullable Line readPlain(List<String> words) {
    return PlainReader.read(commands, words, words);
  }

  /// Reads a line with picocli, which understands every line.
  ///
  /// @param words of the line, without flags of config files
  /// @return null when it asks for help or the version
  /// @throws ParameterException if it cannot be carried out as typed
  public @Nullable Line readAny(List<String> words) {
    var result = Picocli.model(this, words, false).parseArgs(words.toArray(String[]::new));
    return Picocli.help(result) == null && !Picocli.asksVersion(result)
        ? Picocli.line(result, words)
        : null;
  }

  /// What only picocli can read: loaded for that alone.
  private static final class Picocli {
    private static final Charset OUT_CHARSET =
        Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), UTF_8);

    private Picocli() {}

    static int run(CommandLines lines, PrintWriter err, List<String> words, List<String> typed) {
      ParseResult result;
      try {
        result = model(lines, words, false).parseArgs(words.toArray(String[]::new));
      } catch (ParameterException e) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        return Failures.usage(err, command, UsageMessage.of(e, words));
      }
      var asked = help(result);
      if (asked == null && asksVersion(result)) {
        var version = new Values(Map.of(Flag.VERSION, true), typed);
        return CommandLines.run(new Line("", lines.root(), version), err);
      }
      if (asked == null) {
        return CommandLines.run(line(result, typed), err);
      }
      var text = new StringWriter();
      below(model(lines, words, true), asked).usage(new PrintWriter(text, true));
      try {
        StandardOutput.print(text.toString().getBytes(OUT_CHARSET));
        return ExitCode.DONE;
      } catch (ClosedPipeException | OutputException e) {
        return Failures.execution(e, err, "spinneret");
      }
    }

    /// The part of the model that a line needs: of the commands those that it names.
    static CommandLine model(CommandLines lines, List<String> words, boolean hasGroups) {
      var first = words.isEmpty() ? null : lines.commands().apply(words.getFirst());
      var root = first == null ? lines.whole() : lines.root(List.of(first));
      return PicocliModel.of(root, command -> words.contains(command.name()), hasGroups);
    }

    /// The names of the command that help is requested for, those of its parents first; null for
    /// none.
    private static @Nullable List<String> help(ParseResult result) {
      var path = new ArrayList<String>();
      if (result.isUsageHelpRequested()) {
        return path;
      }
      for (var at = result.subcommand(); at != null; at = at.subcommand()) {
        path.add(at.commandSpec().name());
        if (at.isUsageHelpRequested()) {
          return path;
        }
      }
      return null;
    }

    /// Whether a line asks for the version, of the program or of a command.
    static boolean asksVersion(ParseResult result) {
      for (var at = result; at != null; at = at.subcommand()) {
        if (at.isVersionHelpRequested()) {
          return true;
        }
      }
      return false;
    }

    private static CommandLine below(CommandLine root, List<String> path) {
      var line = root;
      for (var name : path) {
        line = Objects.requireNonNull(line.getSubcommands().get(name), name);
      }
      return line;
    }

    static Line line(ParseResult result, List<String> typed) {
      var last = result;
      var path = new ArrayList<String>();
      while (last.subcommand() != null) {
        last = last.subcommand();
        path.add(last.commandSpec().name());
      }
      var values = new HashMap<Flag<?>, Object>();
      last.matchedArgs().forEach(arg -> values.put(PicocliModel.flag(arg), arg.getValue()));
      var command = PicocliModel.command(last.commandSpec().commandLine());
      return new Line(String.join(" ", path), command, new Values(values, typed));
    }
  }
}

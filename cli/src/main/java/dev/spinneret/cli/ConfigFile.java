package dev.spinneret.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/// `--config FILE`: flags from a file, one `name = value` a line, `#` for comments. The names are
/// those of the flags without the dashes; a flag without a value takes `true` or `false`. What is
/// typed comes after what the file says, and so wins; flags that may be repeated add up.
final class ConfigFile {
  private static final String FLAG = "--config";

  private ConfigFile() {}

  /// Puts the flags of config files in place of the `--config`.
  ///
  /// @param args as typed; the first names the command
  /// @return the same when there is no `--config`
  /// @throws UsageException when a file cannot be read or names no flag of the command
  static String[] expand(String[] args) {
    var typed = new ArrayList<String>();
    var configured = new ArrayList<String>();
    for (var i = 0; i < args.length; i++) {
      if (args[i].equals(FLAG)) {
        if (i + 1 == args.length) {
          throw new UsageException("--config needs a file");
        }
        configured.addAll(read(args[0], args[++i]));
      } else if (args[i].startsWith(FLAG + "=")) {
        configured.addAll(read(args[0], args[i].substring(FLAG.length() + 1)));
      } else {
        typed.add(args[i]);
      }
    }
    if (!typed.isEmpty()) {
      typed.addAll(1, configured);
    }
    return typed.toArray(String[]::new);
  }

  private static List<String> read(String verb, String file) {
    if (!Verbs.NAMES.contains(verb)) {
      throw new UsageException("--config %s: a command must come first".formatted(file));
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file));
    } catch (MalformedInputException _) {
      throw new UsageException("--config %s: is no UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new UsageException("--config %s: %s".formatted(file, Failures.reason(e)));
    }
    var command = Objects.requireNonNull(CommandLines.create(verb).getSubcommands().get(verb));
    var flags = new ArrayList<String>();
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        flags.addAll(flag(command, line, file + " line " + number));
      }
    }
    return flags;
  }

  private static List<String> flag(CommandLine command, String line, String place) {
    var equals = line.indexOf('=');
    var name = (equals < 0 ? line : line.substring(0, equals)).strip();
    var value = equals < 0 ? null : line.substring(equals + 1).strip();
    var option = command.getCommandSpec().findOption("--" + name);
    if (option != null && (option.usageHelp() || option.longestName().equals(FLAG))) {
      throw new UsageException("--config %s: %s can only be typed".formatted(place, name));
    }
    if (option == null) {
      name = name.replaceFirst("(?s)[\\s:].*", ""); // what follows may be a value, and secret
      // So may be what does not look like a flag: a file with a token, say, was meant for another.
      throw new UsageException(
          "--config %s: %s is no flag of %s%s"
              .formatted(
                  place,
                  name.matches("[a-z-]*") ? "'" + name + "'" : "what stands there",
                  command.getCommandName(),
                  Complaint.hint(name, names(command))));
    }
    if (option.arity().max() > 0) {
      if (value == null) {
        throw new UsageException(
            "--config %s: %s needs a value: %s = %s"
                .formatted(place, name, name, option.paramLabel()));
      }
      var flag = "--" + name + "=" + value;
      check(command, flag, place);
      return List.of(flag);
    }
    return switch (value) {
      case null -> List.of("--" + name);
      case "true" -> List.of("--" + name);
      case "false" -> List.of();
      default ->
          throw new UsageException(
              "--config %s: %s is true or false, not '%s'".formatted(place, name, value));
    };
  }

  /// Reads the value, so that a wrong one is told with its place.
  private static void check(CommandLine command, String flag, String place) {
    try {
      command.getParent().parseArgs(command.getCommandName(), flag);
    } catch (CommandLine.MissingParameterException _) {
      // What is missing may stand elsewhere.
    } catch (CommandLine.ParameterException e) {
      throw new UsageException("--config %s: %s".formatted(place, Complaint.of(e)));
    }
  }

  private static List<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(option -> option.longestName().replaceFirst("^--", ""))
        .toList();
  }
}

package dev.spinneret.cli.flag;

import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `--config FILE`: flags from a file, one `name = value` a line, `#` for comments. The names are
/// those of the flags without the dashes; a flag without a value takes `true` or `false`. What is
/// typed comes after what the file says, and so wins; flags that may be repeated add up.
public final class ConfigFile {
  /// The flag, for the tables of commands that name it in their help.
  public static final Flag<String> FLAG =
      Flag.of(
          "--config=FILE",
          Kind.FILE,
          "Reads flags from a file, one 'name = value' per line; the command line takes"
              + " precedence.");

  private ConfigFile() {}

  /// Puts the flags of config files in place of the `--config`.
  ///
  /// @param words as typed; the first names the command
  /// @param commands finds a command by its name
  /// @return the same when there is no `--config`
  /// @throws UsageException when a file cannot be read, names no flag of the command, or has a
  ///   wrong value
  static List<String> expand(List<String> words, Function<String, @Nullable Command> commands) {
    var name = FLAG.name();
    var typed = new ArrayList<String>();
    var configured = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals(name)) {
        if (i + 1 == words.size()) {
          throw new UsageException("--config needs a file");
        }
        configured.addAll(read(words.get(++i), commands.apply(words.getFirst())));
      } else if (word.startsWith(name + "=")) {
        configured.addAll(
            read(word.substring(name.length() + 1), commands.apply(words.getFirst())));
      } else {
        typed.add(word);
      }
    }
    typed.addAll(Math.min(1, typed.size()), configured);
    return typed;
  }

  private static List<String> read(String file, @Nullable Command command) {
    if (command == null) {
      throw new UsageException("--config %s: a command must come first".formatted(file));
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file));
    } catch (MalformedInputException _) {
      throw new UsageException("--config %s: is not UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new UsageException("--config %s: %s".formatted(file, Failures.reason(e)));
    }
    var flags = new ArrayList<String>();
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        flags.addAll(flag(command.table(), line, file + " line " + number));
      }
    }
    return flags;
  }

  /// A line of the file as words of the command line.
  private static List<String> flag(Table table, String line, String place) {
    var equals = line.indexOf('=');
    var name = (equals < 0 ? line : line.substring(0, equals)).strip();
    var flag = name.equals("help") ? Flag.HELP : table.find("--" + name);
    if (flag == Flag.HELP || flag == FLAG) {
      throw new UsageException("--config %s: %s can only be typed".formatted(place, name));
    }
    if (flag == null) {
      throw unknown(name.split("[\\s:]", 2)[0], table, place); // a secret may follow
    }
    if (equals < 0 && flag.takesValue()) {
      throw new UsageException(
          "--config %s: %s needs a value: %s = %s".formatted(place, name, name, flag.label()));
    }
    var text = equals < 0 ? "true" : line.substring(equals + 1).strip();
    try {
      flag.read(text, new HashMap<>());
    } catch (ValueException e) {
      throw new UsageException(
          "--config %s: %s".formatted(place, UsageMessage.value(flag, text, e)));
    }
    if (flag.takesValue()) {
      return List.of("--" + name + "=" + text);
    }
    return Boolean.parseBoolean(text) ? List.of("--" + name) : List.of();
  }

  private static UsageException unknown(String name, Table table, String place) {
    var names =
        table.flags().stream()
            .filter(flag -> !flag.isHidden())
            .map(flag -> flag.name().substring(2))
            .toList();
    // What does not look like a flag may be secret: a file with a token, say, was meant for
    // another.
    return new UsageException(
        "--config %s: %s is not a flag of %s%s"
            .formatted(
                place,
                name.matches("[a-z-]*") ? "'" + name + "'" : "this line",
                table.name(),
                UsageMessage.hint(name, names)));
  }
}

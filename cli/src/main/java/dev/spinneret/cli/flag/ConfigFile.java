package dev.spinneret.cli.flag;

import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.TextFile;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.cli.terminal.UserDirectories;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `--config FILE`: flags from a file, one `name = value` a line, `#` for comments. The names are
/// those of the flags without the dashes; a flag without a value takes `true` or `false`. What is
/// typed comes after what the file says, and so wins; flags that may be repeated add up.
///
/// A command with this flag also reads a file of the user's own, before all others:
/// `spinneret/NAME.conf` in `~/.config`, or where `XDG_CONFIG_HOME` says. `--no-config` leaves that
/// one out.
public final class ConfigFile {
  /// The flag, for the tables of commands that name it in their help.
  public static final Flag<String> FLAG =
      Flag.of(
          "--config=FILE",
          Kind.FILE,
          "Reads flags from a file, one 'name = value' per line; the command line takes precedence."
              + " ~/.config/spinneret/crawl.conf, or check.conf for check, is always read, before"
              + " it.");

  /// Leaves the user's own file out; for the tables of the same commands.
  public static final Flag<Boolean> NONE =
      Flag.on(
          "--no-config", "Does not read ~/.config/spinneret/crawl.conf, or check.conf for check.");

  private final Table table;

  /// How messages name the file.
  private final String shown;

  private ConfigFile(Table table, String shown) {
    this.table = table;
    this.shown = shown;
  }

  /// The user's own file for a command.
  static Path own(String command, Map<String, String> environment) {
    return UserDirectories.of(environment).config().resolve("spinneret/" + command + ".conf");
  }

  /// Puts the flags of config files in place of the `--config`.
  ///
  /// @param words as typed; the first names the command
  /// @param commands finds a command by its name
  /// @param own the user's own file, which need not exist; null for none
  /// @return the same when there is no file
  /// @throws UsageException if a file cannot be read, names no flag of the command, or has a wrong
  ///   value
  static List<String> expand(
      List<String> words, Function<String, @Nullable Command> commands, @Nullable Path own) {
    var name = FLAG.name();
    var typed = new ArrayList<String>();
    var configured = new ArrayList<String>();
    if (own != null && Files.isRegularFile(own) && !words.contains(NONE.name())) {
      var command = commands.apply(words.getFirst());
      if (command != null && command.table().find(name) != null) {
        configured.addAll(new ConfigFile(command.table(), own.toString()).read(own.toString()));
      }
    }
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
      } else if (!word.equals(NONE.name())) {
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
    return new ConfigFile(command.table(), "--config " + file).read(file);
  }

  private List<String> read(String file) {
    List<String> lines;
    try {
      lines = TextFile.read(Path.of(file)).lines().toList();
    } catch (MalformedInputException _) {
      throw new UsageException(shown + ": is not UTF-8 text");
    } catch (IOException e) {
      throw new UsageException(shown + ": " + Failures.reason(e));
    }
    var flags = new ArrayList<String>();
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        flags.addAll(flag(line, shown + " line " + number));
      }
    }
    return flags;
  }

  /// A line of the file as words of the command line.
  private List<String> flag(String line, String place) {
    var equals = line.indexOf('=');
    var name = (equals < 0 ? line : line.substring(0, equals)).strip();
    if (name.equals("help")
        || name.equals("version")
        || name.equals("no-config")
        || name.equals("config")) {
      throw new UsageException("%s: %s can only be typed".formatted(place, name));
    }
    var flag = table.find("--" + name);
    if (flag == null) {
      throw unknown(line, name, place);
    }
    if (equals < 0 && flag.takesValue()) {
      throw new UsageException(
          "%s: %s needs a value: %s = %s".formatted(place, name, name, flag.label()));
    }
    var text = equals < 0 ? "true" : line.substring(equals + 1).strip();
    try {
      flag.read(text, new HashMap<>());
    } catch (ValueException e) {
      throw new UsageException("%s: %s".formatted(place, UsageMessage.value(flag, text, e)));
    }
    if (flag.takesValue()) {
      return List.of("--" + name + "=" + text);
    }
    return Boolean.parseBoolean(text) ? List.of("--" + name) : List.of();
  }

  private UsageException unknown(String line, String text, String place) {
    var name = text.split("[\\s:]", 2)[0]; // a secret may follow
    var meant = table.find("--" + name);
    if (meant != null && name.length() < line.length()) {
      return new UsageException(
          "%s: a name and a value are separated by =: %s = %s"
              .formatted(place, name, meant.label()));
    }
    var names =
        table.flags().stream()
            .filter(flag -> !flag.isHidden())
            .map(flag -> flag.name().substring(2))
            .toList();
    // What does not look like a flag may be secret: a file with a token, say, was meant for
    // another.
    return new UsageException(
        "%s: %s is not a flag of %s%s"
            .formatted(
                place,
                name.matches("[a-z-]*") ? "'" + name + "'" : "this line",
                table.name(),
                UsageMessage.hint(name, names)));
  }
}

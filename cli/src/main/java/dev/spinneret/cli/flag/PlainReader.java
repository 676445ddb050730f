package dev.spinneret.cli.flag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads plain command lines from the same tables as picocli, without loading it.
///
/// picocli defines what a command line means, but a start with it takes half as much CPU again: 218
/// ms for a short crawl in place of 146. So this reader stands in front of it. A line is plain when
/// it begins with the command, spells each flag out, gives it a good value in the next word or
/// after `=`, and has nothing else that begins with a dash except `-` alone. Whatever is not plain,
/// such as a slip or `--help`, is left to picocli, which reads the untouched words from the start.
/// A test holds the two to each other.
final class PlainReader {
  private final Command command;
  private final List<String> words;
  private final Map<Flag<?>, Object> values = new HashMap<>();
  private int next;
  private int argument;

  private PlainReader(Command command, List<String> words, int next) {
    this.command = command;
    this.words = words;
    this.next = next;
  }

  /// Reads a line.
  ///
  /// @param commands finds a command by its name
  /// @param words without flags of config files
  /// @param typed the words as they were typed
  /// @return null when picocli must read the line
  static @Nullable Line read(
      Function<String, @Nullable Command> commands, List<String> words, List<String> typed) {
    var path = words.isEmpty() ? "" : words.getFirst();
    var command = commands.apply(path);
    if (command == null) {
      return null;
    }
    var below = words.size() > 1 ? command.find(words.get(1)) : null;
    var reader =
        below == null ? new PlainReader(command, words, 1) : new PlainReader(below, words, 2);
    try {
      return reader.readAll()
          ? new Line(
              below == null ? path : path + " " + below.name(),
              reader.command,
              new Values(reader.values, typed))
          : null;
    } catch (ValueException _) {
      return null;
    }
  }

  private boolean readAll() {
    while (next < words.size()) {
      var word = words.get(next++);
      if (!(isValue(word) ? readArgument(word) : readFlag(word))) {
        return false;
      }
    }
    return isComplete();
  }

  private boolean isValue(String word) {
    return (word.equals("-") || !word.startsWith("-")) && command.find(word) == null;
  }

  private boolean readArgument(String word) {
    var arguments = command.table().arguments();
    if (argument == arguments.size()) {
      return false;
    }
    var flag = arguments.get(argument);
    argument += flag.isMany() ? 0 : 1;
    flag.read(word, values);
    return true;
  }

  private boolean readFlag(String word) {
    var equals = word.indexOf('=');
    var flag = command.table().find(equals < 0 ? word : word.substring(0, equals));
    if (flag == null) {
      return false;
    }
    if (!flag.takesValue()) {
      values.put(flag, true);
      return equals < 0;
    }
    var text =
        equals >= 0 ? word.substring(equals + 1) : next < words.size() ? words.get(next++) : "";
    if (text.isEmpty() || !isValue(text) || (flag.separator() != null && text.contains("\""))) {
      return false;
    }
    flag.read(text, values);
    return true;
  }

  private boolean isComplete() {
    var table = command.table();
    return Stream.concat(table.arguments().stream(), table.flags().stream())
        .allMatch(flag -> !flag.isRequired() || values.containsKey(flag));
  }
}

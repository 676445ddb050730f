package dev.spinneret.cli.flag;

import java.util.ArrayList;
import java.util.List;

/// A command line as it may be shown and logged: `***` stands in place of each secret.
///
/// What is secret is known from the flag, and from the URL as it is parsed when it is fetched.
public final class ShownCommand {
  private ShownCommand() {}

  /// Shows a command line.
  ///
  /// @param table of the command
  /// @param words the name of the command and what was typed behind it
  /// @return the same words where they are not secret
  public static List<String> of(Table table, List<String> words) {
    var shown = new ArrayList<>(List.of(words.getFirst()));
    for (var at = 1; at < words.size(); at++) {
      var word = words.get(at);
      var equals = word.indexOf('=');
      if (!word.startsWith("-")) {
        shown.add(Masks.starredUrl(word));
      } else if (equals > 0) {
        var name = word.substring(0, equals);
        shown.add(name + "=" + value(table.find(name), word.substring(equals + 1)));
      } else {
        shown.add(word);
        var flag = table.find(word);
        if (flag != null && flag.takesValue() && at + 1 < words.size()) {
          shown.add(value(flag, words.get(++at)));
        }
      }
    }
    return shown;
  }

  private static String value(@org.jspecify.annotations.Nullable Flag<?> flag, String text) {
    return flag == null ? Masks.starredUrl(text) : flag.kind().mask().apply(text);
  }
}

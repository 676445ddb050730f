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
  /// @param words the name of the command and what was typed behind it
  /// @return the same words where they are not secret
  public static List<String> of(Table table, List<String> words) {
    var shown = new ArrayList<>(List.of(words.getFirst()));
    for (var at = 1; at < words.size(); at++) {
      var word = words.get(at);
      if (!word.startsWith("-") || word.equals("-")) {
        shown.add(Masks.starredUrl(word));
        continue;
      }
      var equals = word.indexOf('=');
      boolean isLong = word.startsWith("--");
      if (isLong && equals > 0) {
        var name = word.substring(0, equals);
        shown.add(name + "=" + value(table.find(name), word.substring(equals + 1)));
        continue;
      }
      int end = isLong ? word.length() : endOfNames(table, word);
      var flag = table.find(isLong ? word : "-" + word.charAt(end - 1));
      var rest = word.substring(end);
      if (!rest.isEmpty()) {
        var sign = rest.startsWith("=") ? "=" : "";
        shown.add(word.substring(0, end) + sign + value(flag, rest.substring(sign.length())));
        continue;
      }
      shown.add(word);
      if (flag != null && flag.takesValue() && at + 1 < words.size()) {
        shown.add(value(flag, words.get(++at)));
      }
    }
    return shown;
  }

  /// Where the value begins in a word of short flags, such as `-qume:password`.
  ///
  /// @return the length of the word where it has none
  private static int endOfNames(Table table, String word) {
    for (var end = 2; end < word.length(); end++) {
      var flag = table.find("-" + word.charAt(end - 1));
      if (flag == null || flag.takesValue()) {
        return end;
      }
    }
    return word.length();
  }

  private static String value(@org.jspecify.annotations.Nullable Flag<?> flag, String text) {
    return flag == null ? Masks.starredUrl(text) : flag.kind().mask().apply(text);
  }
}

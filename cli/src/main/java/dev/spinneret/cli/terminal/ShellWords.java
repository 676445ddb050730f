package dev.spinneret.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words as a POSIX shell reads them (POSIX.1-2017, Shell Command Language §2.2).
public final class ShellWords {
  /// What no shell takes for anything but itself.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./=-]+");

  private ShellWords() {}

  /// One command line that a shell splits into these words again.
  ///
  /// @param words the program and its arguments
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

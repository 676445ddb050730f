package dev.spinneret.cli;

import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/// Reads plain command lines.
///
/// picocli defines what a command line means, but its model takes half of the CPU of a short
/// crawl's start. So this reader stands in front of it. A line is plain when it begins with the
/// command, spells each flag out, gives it a good value in the next word or after `=`, and has
/// nothing else that begins with a dash except `-` alone. Whatever is not plain, such as a slip,
/// `--help` or `--config`, is left to picocli, which reads the untouched words from the start.
/// Tests hold the two to each other.
final class PlainLine {
  private final String[] words;
  private int next = 1;
  private String flag = "";
  private @Nullable String value;
  private boolean hasArgument;

  private PlainLine(String[] words) {
    this.words = words;
  }

  /// Reads a line.
  ///
  /// @param words as typed
  /// @return the command as it was typed; null when picocli must read the line
  static @Nullable PlainCommand read(String... words) {
    if (words.length == 0
        || !(Verbs.isName(words[0])
            && Verbs.create(words[0], words) instanceof PlainCommand command)) {
      return null;
    }
    var line = new PlainLine(words);
    try {
      while (line.advance()) {
        if (!command.take(line)) {
          return null;
        }
      }
      return command;
    } catch (TypeConversionException | InvalidPathException _) {
      return null;
    }
  }

  /// Goes on to the next word that is not a flag's value.
  private boolean advance() {
    if (next == words.length) {
      return false;
    }
    var word = words[next++];
    if (isValue(word)) {
      flag = "";
      value = word;
    } else {
      var equals = word.indexOf('=');
      flag = equals < 0 ? word : word.substring(0, equals);
      value = equals < 0 ? null : word.substring(equals + 1);
    }
    return true;
  }

  private static boolean isValue(String word) {
    return word.equals("-") || !word.startsWith("-");
  }

  /// The flag that the line has come to.
  ///
  /// @return such as `--output`; empty at an argument that is no flag's
  String flag() {
    return flag;
  }

  /// Takes the flag's value, or the argument.
  String value() {
    var taken = value != null ? value : next < words.length ? words[next++] : "";
    if (taken.isEmpty() || !isValue(taken)) {
      throw new TypeConversionException(flag + ": not plain");
    }
    return taken;
  }

  /// Takes the argument of a command that has at most one.
  String only() {
    if (hasArgument) {
      throw new TypeConversionException(value + ": not plain");
    }
    hasArgument = true;
    return value();
  }

  /// Takes a flag that has no value.
  ///
  /// @return true
  boolean on() {
    if (value != null) {
      throw new TypeConversionException(flag + ": not plain");
    }
    return true;
  }
}

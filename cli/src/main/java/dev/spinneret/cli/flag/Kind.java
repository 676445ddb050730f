package dev.spinneret.cli.flag;

import dev.spinneret.cli.terminal.StandardOutput;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A kind of value: how it is read, which values are allowed, and what completion offers.
///
/// @param reader of a text; throws [ValueException] where it is no value that is allowed
/// @param expects what follows the flag, for completion
/// @param words the whole list where [#expects] is [Expects#WORDS], in the order of the help
/// @param mask what is shown and logged in place of a text that may hold secrets
public record Kind<T>(
    Function<String, T> reader, Expects expects, List<String> words, UnaryOperator<String> mask) {
  /// What may follow a flag, or stand in place of an argument.
  public enum Expects {
    /// Nothing: the flag stands alone.
    NOTHING,
    /// Text that nobody can guess.
    TEXT,
    /// The name of a file.
    FILE,
    /// The name of a directory.
    DIRECTORY,
    /// One of a closed list of words.
    WORDS
  }

  /// A flag that stands alone; `=true` and `=false` may follow it.
  public static final Kind<Boolean> SWITCH =
      new Kind<>(Kind::trueOrFalse, Expects.NOTHING, List.of(), Masks::starredUrl);

  /// Any text.
  public static final Kind<String> TEXT = text(Expects.TEXT);

  /// The name of a file, or `-` where the flag knows it.
  public static final Kind<String> FILE =
      new Kind<>(StandardOutput::file, Expects.FILE, List.of(), Masks::starredUrl);

  /// The path of a file.
  public static final Kind<Path> PATH =
      new Kind<>(Kind::path, Expects.FILE, List.of(), Masks::starredUrl);

  /// The path of a directory.
  public static final Kind<Path> DIRECTORY =
      new Kind<>(Kind::path, Expects.DIRECTORY, List.of(), Masks::starredUrl);

  /// A whole number.
  public static final Kind<Integer> INTEGER = integer(Integer.MIN_VALUE);

  /// A whole number of 64 bits.
  public static final Kind<Long> WHOLE = whole(Long.MIN_VALUE);

  /// A duration, such as `200ms` or `5`; see [Quantities#duration].
  public static final Kind<Duration> DURATION = of(Quantities::duration);

  /// A size in bytes, such as `12KB`; see [Quantities#bytes].
  public static final Kind<Long> BYTES = of(Quantities::bytes);

  /// Events a second, such as `5/s`; see [Quantities#rate].
  public static final Kind<Double> RATE = of(Quantities::rate);

  /// Bytes a second, such as `500KB`; see [Quantities#bytesPerSecond].
  public static final Kind<Long> BYTES_PER_SECOND = of(Quantities::bytesPerSecond);

  /// A share from 0 to 1, such as `5%`; see [Quantities#share].
  public static final Kind<Double> SHARE = of(Quantities::share);

  /// Copies the words.
  public Kind {
    words = List.copyOf(words);
  }

  /// Values that a method reads.
  ///
  /// @param reader may also throw [IllegalArgumentException] with a message for the person
  public static <T> Kind<T> of(Function<String, T> reader) {
    return new Kind<>(
        text -> {
          try {
            return reader.apply(text);
          } catch (IllegalArgumentException e) {
            throw ValueException.unreadable(String.valueOf(e.getMessage()));
          }
        },
        Expects.TEXT,
        List.of(),
        Masks::starredUrl);
  }

  private static Kind<String> text(Expects expects) {
    return new Kind<>(text -> text, expects, List.of(), Masks::starredUrl);
  }

  /// Any text, of which completion offers some.
  public static Kind<String> suggesting(List<String> words) {
    return new Kind<>(text -> text, Expects.WORDS, words, Masks::starredUrl);
  }

  /// Text that may hold a secret.
  ///
  /// @param mask what is shown in its place
  public static Kind<String> secret(UnaryOperator<String> mask) {
    return new Kind<>(text -> text, Expects.TEXT, List.of(), mask);
  }

  /// A whole number.
  ///
  /// @param least that is allowed
  public static Kind<Integer> integer(int least) {
    return of(text -> {
      var number = whole(text);
      if (number > Integer.MAX_VALUE || number < Integer.MIN_VALUE) {
        throw tooLarge(text, Integer.MAX_VALUE);
      }
      return (int) atLeast(least, number);
    });
  }

  /// A whole number of 64 bits.
  ///
  /// @param least that is allowed
  public static Kind<Long> whole(long least) {
    return of(text -> atLeast(least, whole(text)));
  }

  /// A number, or `auto`, which is empty.
  ///
  /// @param least that is allowed
  /// @param most that is allowed
  public static Kind<OptionalInt> countOrAuto(int least, int most) {
    return of(text -> {
      if (text.strip().equals("auto")) {
        return OptionalInt.empty();
      }
      int count;
      try {
        count = INTEGER.read(text);
      } catch (ValueException e) {
        throw ValueException.unreadable(e.of("").substring(2) + ", nor auto");
      }
      if (count < least || count > most) {
        throw ValueException.outOfRange(
            count, "%d to %d are allowed, or auto".formatted(least, most));
      }
      return OptionalInt.of(count);
    });
  }

  /// A duration of more than 0.
  ///
  /// @param example for the message
  public static Kind<Duration> positive(String example) {
    return of(text -> {
      var duration = Quantities.duration(text);
      if (!duration.isPositive()) {
        throw ValueException.outOfRange(text.strip(), "more than 0 is allowed, such as " + example);
      }
      return duration;
    });
  }

  /// A size in bytes.
  ///
  /// @param least that is allowed
  /// @param most that is allowed
  /// @param allowed says so, such as `at least 32M are needed`
  public static Kind<Long> bytes(long least, long most, String allowed) {
    return of(text -> {
      var bytes = Quantities.bytes(text);
      if (bytes < least || bytes > most) {
        throw ValueException.outOfRange(bytes, allowed);
      }
      return bytes;
    });
  }

  /// One of a closed list of words, in any case.
  ///
  /// @param words in the order of the help, lower-case
  public static <T> Kind<T> oneOf(List<String> words, List<T> values) {
    return new Kind<>(
        text -> {
          var at = words.indexOf(text.toLowerCase(Locale.ROOT));
          if (at < 0) {
            throw ValueException.unreadable(
                "'%s' is none of %s".formatted(text, String.join(", ", words)));
          }
          return values.get(at);
        },
        Expects.WORDS,
        words,
        Masks::starredUrl);
  }

  /// A closed list whose words stand for themselves.
  ///
  /// @param words in the order of the help, lower-case
  public static Kind<String> oneOf(List<String> words) {
    return oneOf(words, words);
  }

  /// Some constants of an enum, by their names in lower case.
  ///
  /// @param constants in the order of the help
  public static <E extends Enum<E>> Kind<E> named(List<E> constants) {
    return oneOf(
        constants.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList(), constants);
  }

  /// The same texts, checked and kept as they are.
  public Kind<String> asText() {
    return new Kind<>(
        text -> {
          var _ = reader.apply(text);
          return text;
        },
        expects,
        words,
        mask);
  }

  /// Reads a text.
  ///
  /// @throws ValueException if it has none that is allowed
  public T read(String text) {
    return reader.apply(text);
  }

  private static Boolean trueOrFalse(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw ValueException.unreadable("'%s' is neither true nor false".formatted(text));
  }

  private static Path path(String text) {
    try {
      return Path.of(StandardOutput.file(text));
    } catch (InvalidPathException e) {
      throw ValueException.unreadable("'%s' is not a path: %s".formatted(text, e.getReason()));
    }
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      throw text.strip().matches("[+-]?[0-9]+")
          ? tooLarge(text, Long.MAX_VALUE)
          : ValueException.unreadable("'%s' is not a whole number, such as 10".formatted(text));
    }
  }

  private static ValueException tooLarge(String text, long most) {
    return ValueException.unreadable("'%s': at most %d is allowed".formatted(text, most));
  }

  private static long atLeast(long least, long number) {
    if (number < least) {
      throw ValueException.outOfRange(number, "at least %d is allowed".formatted(least));
    }
    return number;
  }
}

package dev.spinneret.cli;

import dev.spinneret.cli.flag.Command;
import dev.spinneret.cli.flag.Values;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Command lines, as a person types them, for the tests of all rooms.
public final class Typed {
  private Typed() {}

  /// What words mean, as the program reads them.
  ///
  /// @param command its name
  /// @param words the words behind it
  /// @return what was typed
  public static Values of(String command, String... words) {
    return of(Stream.concat(Stream.of(command), Stream.of(words)).toList());
  }

  /// What words mean, as the program reads them.
  ///
  /// @param line the command and the words behind it
  /// @return what was typed
  public static Values of(List<String> line) {
    return Objects.requireNonNull(Commands.LINES.readAny(line), line::toString).values();
  }

  /// Runs a command line in this process.
  ///
  /// @param line the command and the words behind it
  /// @return the exit code
  public static int run(String... line) {
    return Main.run(line);
  }

  /// Runs a command line in this process.
  ///
  /// @param err gets the messages about failures
  /// @param line the command and the words behind it
  /// @return the exit code
  public static int run(PrintWriter err, String... line) {
    return Main.run(err, line);
  }

  /// The program with all commands that the help shows.
  ///
  /// @return the root
  public static Command root() {
    return Commands.root();
  }
}

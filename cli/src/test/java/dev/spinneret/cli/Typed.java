package dev.spinneret.cli;

import dev.spinneret.cli.flag.Values;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What words mean, as the program reads them.
final class Typed {
  private Typed() {}

  static Values of(String command, String... words) {
    var line = Stream.concat(Stream.of(command), Stream.of(words)).toList();
    return Objects.requireNonNull(Commands.LINES.readAny(line), line::toString).values();
  }

  static Values of(List<String> line) {
    return Objects.requireNonNull(Commands.LINES.readAny(line), line::toString).values();
  }
}
